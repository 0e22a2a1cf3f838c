// Who is working, and their PIN. The house is asked; where it cannot be, the tablet opens what it
// keeps sealed of those who signed in on it before.

import { known, learn, unlock, wrapping } from "./bench-people.js";

const PATIENCE = 8000;
// How often the kept page of names looks whether the house is there again.
const LOOKED = 5000;
const RESTS = [502, 503, 504];
const form = document.querySelector("form[data-unlock]");
const names = document.querySelector("[data-names]");

const SAID = {
  wrong: () => "That PIN is not right. Please try again.",
  wait: (seconds) => `Please wait ${seconds} seconds, then try again.`,
  network: () => "Without network this tablet cannot tell. Please sign in when it returns.",
};

async function askHouse() {
  if (!navigator.onLine) return null;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(PATIENCE),
    });
    if (RESTS.includes(answer.status)) return null;
    // No longer enrolled, or anything else that is a page: it says so itself.
    return answer.headers.get("Content-Type")?.includes("json") ? answer.json() : { ok: true, next: answer.url };
  } catch {
    return null;
  }
}

function refuse(sentence) {
  const { pin } = form.elements;
  form.querySelector("[role=alert]").textContent = sentence;
  pin.value = "";
  pin.setAttribute("aria-invalid", "true");
  pin.focus();
}

// Where the person was going: this very page may be a kept one, which knows only its address.
function next() {
  const asked = new URLSearchParams(location.search).get("next") || "";
  return /^\/bench\/(?!\/)/.test(asked) ? asked : "/bench/";
}

async function signIn() {
  const { who } = form.dataset;
  const wrapped = wrapping(who, form.elements.pin.value);
  wrapped.catch(() => {});
  const answer = await askHouse();
  if (answer?.error) return refuse(answer.error);
  if (answer) {
    if (answer.print) await wrapped.then((key) => learn(who, key, answer.print)).catch(() => {});
    return location.assign(answer.next);
  }
  const { end, seconds } = await unlock(who, await wrapped);
  return end === "in" ? location.assign(next()) : refuse(SAID[end](seconds));
}

function open() {
  form.addEventListener("submit", (event) => {
    // Without HTTPS nothing is kept, and the form does as any form.
    if (!globalThis.crypto?.subtle) return;
    event.preventDefault();
    if (form.classList.contains("is-sending")) return;
    form.classList.add("is-sending");
    signIn().catch(() => refuse(SAID.network())).finally(() => form.classList.remove("is-sending"));
  });
  globalThis.takeUp?.("form[data-unlock]");
}

function waits() {
  const said = document.createElement("span");
  said.className = "tile__waits";
  said.textContent = "When the network returns";
  return said;
}

// On the kept page of names, only they can be asked for their PIN.
async function showKnown() {
  const here = await known();
  for (const tile of names.querySelectorAll("[data-who]")) {
    tile.classList.toggle("tile--away", !here.includes(tile.dataset.who));
    if (here.includes(tile.dataset.who)) tile.search = location.search;
    else {
      tile.removeAttribute("href");
      tile.querySelector(".tile__name").append(waits());
    }
  }
  document.querySelector("[data-no-network]").hidden = false;
  setInterval(() => fetch(location.pathname, { cache: "no-store" }).then(({ ok }) => ok && location.reload(), () => {}), LOOKED);
}

if (form) open();
if (names && document.body.dataset.kept !== undefined) showKnown().catch(() => {});
