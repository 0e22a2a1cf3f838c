// Keeps a record's draft when the page is left, and again once the network is back.
// While one writes, htmx saves at every pause; this catches what a pause had no time for.

const form = document.getElementById("record");
const keeper = document.getElementById("keeper");

if (form && keeper) {
  // How often was typed, up to which of it is kept, and up to where what is on its way goes.
  let typed = 0;
  let kept = 0;
  const sent = new WeakMap();
  let lost = false;

  const words = () => document.querySelector("#draft-state .draft-state__words");

  form.addEventListener("input", () => {
    typed += 1;
  });
  document.body.addEventListener("htmx:beforeRequest", ({ detail }) => sent.set(detail.xhr, typed));
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.pathInfo.requestPath === keeper.dataset.draft) {
      if (event.detail.successful) kept = Math.max(kept, sent.get(event.detail.xhr));
      lost = !event.detail.successful;
      if (lost && words()) {
        words().textContent = "Not kept yet: no answer from the house. It is tried again.";
        words().classList.add("draft-state__words--wrong");
      }
    }
  });
  const again = () => lost && window.htmx && window.htmx.trigger(form, "change");
  window.addEventListener("online", again);
  setInterval(again, 10000);

  const leave = () => {
    if (typed === kept) return;
    kept = typed;
    const body = new FormData(form);
    body.set("leaving", "1");
    fetch(keeper.dataset.draft, { method: "POST", body, keepalive: true });
  };
  form.addEventListener("submit", () => {
    kept = typed;
  });
  window.addEventListener("pagehide", leave);
}

// What is missing may stand far below: its list on top is where reading goes on.
// The theme keeps the page hidden until it has loaded, and what is hidden takes no focus.
addEventListener("load", () => setTimeout(() => document.getElementById("errors")?.focus()));
