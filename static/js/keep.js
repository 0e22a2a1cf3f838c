// Keeps every word of a form as it is typed: sent to the form's own address as step "keep".

const WAIT = 700;
const AGAIN = 4000;

for (const form of document.querySelectorAll("[data-keeps]")) keep(form);

function keep(form) {
  const said = document.querySelector("[data-kept]");
  let timer = 0;
  let running = false;
  let dirty = false;

  async function send(how) {
    if (running) return later(WAIT);
    running = true;
    dirty = false;
    timer = 0;
    const body = new FormData(form);
    for (const input of form.querySelectorAll("[type=file]")) body.delete(input.name);
    body.set("step", "keep");
    const answer = await fetch(form.action || location.href, { ...how, method: "POST", body }).catch(() => null);
    running = false;
    if (answer?.status === 204) said.textContent = `Kept at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`;
    else lost(answer);
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

  form.addEventListener("input", (event) => event.target.type !== "file" && later(WAIT));
  function rest() {
    clearTimeout(timer);
    timer = 0;
  }

  form.addEventListener("submit", rest);
  addEventListener("pagehide", () => timer && send({ keepalive: true }));
  addEventListener("online", () => dirty && later(0));
}
