// Keeps a page fresh: a poll every two seconds, answered 304 while nothing changed.
// An answer brings parts of the page anew; what a person is about to do is never taken away.

const EVERY = 2000;
const page = document.querySelector("[data-live]");
let etag = page?.dataset.etag;
let looking = false;

async function look() {
  if (document.hidden || looking) return;
  looking = true;
  try {
    const answer = await fetch(page.dataset.live, { headers: { "If-None-Match": etag }, cache: "no-store", redirect: "manual" });
    // Locked, or another screen now: the page itself knows where to go.
    if (answer.type === "opaqueredirect" && !isBusy()) return location.reload();
    if (answer.status !== 200) return;
    etag = answer.headers.get("ETag");
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } finally {
    looking = false;
  }
}

function show(anew) {
  if (isBusy()) return offer();
  const held = document.activeElement?.getAttribute?.("href");
  for (const part of anew.querySelectorAll("[data-part]")) {
    const old = document.querySelector(`[data-part="${part.dataset.part}"]`);
    if (old && old.innerHTML !== part.innerHTML) old.replaceChildren(...part.childNodes);
  }
  if (held && !document.activeElement.matches("[href]")) document.querySelector(`[data-part] [href="${CSS.escape(held)}"]`)?.focus();
}

const OPEN = CSS.supports("selector(:popover-open)") ? ", :popover-open" : "";

// A page to type on, something ticked, a question that is open, or a tap on its way.
function isBusy() {
  return "asks" in page.dataset || document.querySelector(`.is-sending, [data-part] input:checked${OPEN}`) !== null;
}

function offer() {
  const say = document.querySelector("[data-say]");
  if (!say || say.querySelector("[data-look-again]")) return;
  const line = document.createElement("p");
  line.className = "said said--error";
  line.textContent = "This piece has changed since.";
  const again = document.createElement("button");
  again.type = "button";
  again.className = "button";
  again.dataset.lookAgain = "";
  again.textContent = "Look again";
  again.addEventListener("click", () => location.reload());
  say.replaceChildren(line, again);
}

async function keepLooking() {
  try {
    await look();
    page.removeAttribute("data-away");
  } catch {
    // No network: the next look may find it.
    page.setAttribute("data-away", "");
  }
  setTimeout(keepLooking, EVERY);
}

if (page) {
  setTimeout(keepLooking, EVERY);
  document.addEventListener("visibilitychange", () => look().catch(() => {}));
}
