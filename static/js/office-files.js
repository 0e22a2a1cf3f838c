// The admin's theme writes the name of a chosen file into the nearest text field. Its own widget has
// one for that; on the pages of the work it would be somebody's words, or none at all. Theirs are
// told to be listened to already, so the theme leaves them alone.
const LISTENED = Symbol("listened");

Object.defineProperty(HTMLInputElement.prototype, "hasChangeListener", {
  get() {
    return this.closest(".desk") !== null || this[LISTENED] === true;
  },
  set(is) {
    this[LISTENED] = is;
  },
});
