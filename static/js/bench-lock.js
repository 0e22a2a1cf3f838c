// Left alone, the tablet locks, with and without network; what waits to be sent stays where it is.

import { door, isOwed, leave, shut, touch } from "./bench-doors.js";
import { settled } from "./bench-settle.js";

// How often a touch is written down.
const NOTED = 15000;

const form = document.querySelector("form[data-lock]");
const idle = Number(document.body.dataset.idle || 0) * 1000;
const { who, kept } = document.body.dataset;

function lockWhenLeft() {
  let timer;
  let last = Date.now();
  let noted = 0;
  const rest = () => {
    last = Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), idle);
    if (last - noted > NOTED) { noted = last; touch(who).catch(() => {}); }
  };
  form.addEventListener("submit", (event) => {
    // The worker shows the names at once and tells the house when it can. Without it locking is the
    // house's to do: without network it waits, and the page stays.
    if (navigator.serviceWorker?.controller) event.preventDefault();
    else if (!navigator.onLine) { event.preventDefault(); return rest(); }
    else return;
    shut().then(() => location.assign("/bench/who/"), () => form.submit());
  });
  // A tablet that slept counts no time.
  document.addEventListener("visibilitychange", () => !document.hidden && Date.now() - last > idle && form.requestSubmit());
  window.addEventListener("online", rest);
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, rest, { passive: true });
  rest();
}

// This page and the tablet speak of the same person, or the page goes.
async function agree() {
  if (await isOwed()) {
    await settled();
    return location.reload();
  }
  const open = await door();
  if (!who || open?.who === who) return;
  if (kept !== undefined) location.replace("/bench/who/");
  // Somebody else is in by the house's word: what is kept of the other is closed.
  else if (open) await leave();
}

if (form && idle) lockWhenLeft();
if (navigator.serviceWorker) {
  agree().catch(() => {});
  window.addEventListener("pageshow", (event) => event.persisted && agree().catch(() => {}));
}
globalThis.takeUp?.("form[data-lock]");
