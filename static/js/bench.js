// The small conveniences of a shop tablet. Every page works without them.

const form = (name) => document.querySelector(`form[data-${name}]`);

// A scanner types like a keyboard: what nobody else asked for goes to the scan field.
const scan = form("scan");
document.addEventListener("keydown", (event) => {
  const busy = document.activeElement?.matches("input, textarea, select");
  if (scan && !busy && event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
    scan.elements.code.focus();
  }
});

// The keypad types into the field that was touched last.
for (const pad of document.querySelectorAll("[data-pad]")) {
  const fields = [...pad.querySelectorAll("[data-pad-field]")];
  let field = fields.find((each) => !each.value) || fields[0];
  const mark = () => fields.forEach((each) => each.classList.toggle("is-current", each === field && fields.length > 1));
  const sends = () => {
    if (field.dataset.padSends && field.value.length >= Number(field.dataset.padSends)) pad.requestSubmit();
  };
  fields.forEach((each) => {
    // The pad is on the screen already: no second keyboard over it.
    each.inputMode = "none";
    each.addEventListener("focus", () => { field = each; mark(); });
  });
  document.addEventListener("keydown", (event) => {
    if (/^[0-9.]$/.test(event.key) && !document.activeElement?.matches("input")) field.focus();
  });
  field.addEventListener("input", sends);
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (!key) return;
    if (key === "clear") field.value = "";
    else if (key === "erase") field.value = field.value.slice(0, -1);
    else if (field.maxLength < 0 || field.value.length < field.maxLength) field.value += key;
    sends();
  });
  mark();
}

// A chip adds its words to the note.
for (const chips of document.querySelectorAll("[data-says]")) {
  const note = document.getElementById(chips.dataset.says);
  chips.hidden = false;
  chips.addEventListener("click", (event) => {
    const words = event.target.closest("[data-words]")?.textContent;
    if (words && !note.value.includes(words)) note.value = [note.value.trimEnd(), `${words}.`].filter(Boolean).join(" ");
  });
}

globalThis.takeUp?.("[data-key]");

// Undo is offered for eight seconds.
const undo = document.querySelector("[data-undo]");
if (undo) setTimeout(() => undo.remove(), Number(undo.dataset.undo) * 1000);
