// Keeps every word of a form as it is typed: sent to the form's own address as step "keep".
// What was typed here is named as "touched", so that a second tab's older words overwrite nothing.

const WAIT = 700;
const AGAIN = 4000;

for (const form of document.querySelectorAll("[data-keeps]")) keep(form);

function keep(form) {
  const said = document.querySelector("[data-kept]");
  let timer = 0;
  let running = false;
  let dirty = false;
  const touched = new Set();

  async function send(how) {
    // A page that is left waits for no answer.
    if (running && !how) return later(WAIT);
    running = true;
    dirty = false;
    timer = 0;
    const body = new FormData(form);
    for (const input of form.querySelectorAll("[type=file]")) body.delete(input.name);
    body.set("step", "keep");
    const answer = await fetch(form.action || location.href, { ...how, method: "POST", body }).catch(() => null);
    running = false;
    if (answer?.status === 201) settle(answer.headers.get("Location"));
    if (answer?.status === 201 || answer?.status === 204) said.textContent = `Kept at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`;
    else lost(answer);
  }

  // It was begun with these words: from now on it is kept, and found after a reload, there.
  function settle(where) {
    form.action = where;
    history.replaceState(null, "", where);
  }

  function lost(answer) {
    dirty = true;
    said.textContent = answer ? "This could not be kept. It stays on this page; go on to see why." : "No connection. What you typed stays on this page and is sent as soon as it returns.";
    if (!answer) later(AGAIN);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => send(), wait);
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    touched.add(event.target.name);
    later(WAIT);
  });
  form.addEventListener("formdata", (event) => {
    for (const control of form.elements) if (isChanged(control)) touched.add(control.name);
    for (const name of ["", ...touched]) event.formData.append("touched", name);
  });
  function rest() {
    clearTimeout(timer);
    timer = 0;
  }

  form.addEventListener("submit", rest);
  addEventListener("pagehide", () => timer && send({ keepalive: true }));
  addEventListener("online", () => dirty && later(0));
}

// A browser may have brought typed words back without an event.
function isChanged(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected);
  return control.type !== "hidden" && "defaultValue" in control && control.value !== control.defaultValue;
}
