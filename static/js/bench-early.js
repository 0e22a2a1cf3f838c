// Runs before anything is drawn: what is tapped before the app's own scripts have come is held, and
// taken up by them in order. Where they never come, a form is sent as any form.

const LATEST = 6000;
const HELD = { submit: "form[data-tap], form[data-unlock], form[data-lock]", click: "[data-key]" };
const early = [];

function hold(event) {
  const target = event.target.closest?.(HELD[event.type]);
  if (!target || takers.some((mine) => target.matches(mine))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  early.push({ target, again: () => (event.type === "submit" ? target.requestSubmit(event.submitter) : target.click()) });
  if (event.type === "submit") setTimeout(() => early.length && target.submit(), LATEST);
}

const takers = [];

// A script that is ready says for which forms or keys; what was held of them happens now.
globalThis.takeUp = (mine) => {
  takers.push(mine);
  const held = early.filter(({ target }) => target.matches(mine));
  for (const each of held) early.splice(early.indexOf(each), 1);
  for (const { again } of held) again();
};

for (const kind of Object.keys(HELD)) document.addEventListener(kind, hold, true);
