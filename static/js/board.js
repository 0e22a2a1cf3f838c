// A lane with more pieces than fit turns its page every eight seconds, by the clock: a change
// that draws the board anew, or another screen beside it, turns nothing back.

const EVERY = 8000;
let still = false;

// The first piece of each page, as many as fit beneath it.
function pagesOf(lane) {
  const places = [...lane.children];
  places.forEach((place) => { place.hidden = false; });
  const room = lane.clientHeight + 2;
  const starts = [0];
  places.forEach((place, at) => {
    const top = places[starts.at(-1)].offsetTop;
    if (place.offsetTop + place.offsetHeight - top > room && at > starts.at(-1)) starts.push(at);
  });
  return starts;
}

function turn(lane, beat) {
  const starts = pagesOf(lane);
  const page = beat % starts.length;
  const end = starts[page + 1] ?? lane.children.length;
  [...lane.children].forEach((place, at) => { place.hidden = at < starts[page] || at >= end; });
  lane.scrollTop = 0;
  const said = lane.parentElement.querySelector("[data-page]");
  if (said) said.textContent = starts.length > 1 ? `${starts[page] + 1}–${end}` : "";
  return starts.length > 1;
}

// On anything smaller than a wall the lanes stand below each other, and nothing turns.
const wall = matchMedia("(min-width: 75rem)");
let beat = 0;

function show() {
  if (!still) beat = Math.floor(Date.now() / EVERY);
  const lanes = [...document.querySelectorAll("[data-lane]")];
  if (!wall.matches) return lanes.forEach((lane) => [...lane.children].forEach((place) => { place.hidden = false; }));
  const turning = lanes.map((lane) => turn(lane, beat)).some(Boolean);
  const hold = document.querySelector("[data-hold]");
  hold.hidden = !turning;
  hold.setAttribute("aria-pressed", still);
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-hold]")) return;
  still = !still;
  show();
});
new MutationObserver(show).observe(document.querySelector("[data-part=page]"), { childList: true });
new ResizeObserver(show).observe(document.body);
document.fonts.ready.then(show);
function keepTurning() {
  show();
  setTimeout(keepTurning, EVERY - (Date.now() % EVERY) + 20);
}
keepTurning();
