// Tells whether this device trusts the house: only then does its HTTPS answer at all.

const state = document.querySelector("[data-state]");

async function look() {
  try {
    await fetch(`${document.body.dataset.site}/healthz`, { mode: "no-cors", cache: "no-store" });
    say("yes");
  } catch {
    say("no");
  }
}

function say(what) {
  state.dataset.state = what;
  for (const words of state.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== what;
}

look();
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
