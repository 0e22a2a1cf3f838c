// The diary with JavaScript: panels beside the grid, arrow keys through it, dragging to move.
// Without this every link opens its page and every form is sent as it is.

const panel = document.getElementById("panel");
const KIND_REFUSALS = [400, 403, 409];

// Panels

async function open(address, from) {
  // Settled at once: what is typed as soon as it stands open is heard.
  await window.htmx.ajax("GET", address, { target: "#panel-body", swap: "innerHTML settle:0ms" });
  if (!panel.open) panel.showModal();
  panel.querySelector("[autofocus]")?.focus();
  panel.addEventListener("close", () => from.focus(), { once: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-panel]");
  if (!panel || !link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  open(link.dataset.panel || link.href, link);
});

panel?.addEventListener("click", (event) => {
  if (event.target === panel) panel.close();
});

// A form in the panel stays there when it is refused; the pages themselves are sent as usual.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-booking]");
  if (!form || !panel?.contains(form)) return;
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form, event.submitter));
  window.htmx.ajax("POST", form.action, { target: "#booking", swap: "outerHTML", values });
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (KIND_REFUSALS.includes(detail.xhr.status) && detail.target.closest("#panel, .booking")) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

// A form that renews itself loses nothing: what was typed meanwhile wins, what was opened stays open.

const SEGMENTED = "#booking input:is([type=date], [type=time], [type=number])";
const asked = new WeakMap(); // what the form said then, and how many keys had been pressed
let keys = 0;
let kept = null;
const written = (form) => new URLSearchParams(new FormData(form)).toString();
const summaries = () => [...document.querySelectorAll("#booking details > summary")];

// A date is typed in parts, each a change of its own: the form asks when the field is left.
document.addEventListener(
  "change",
  (event) => {
    if (!event.isTrusted || !event.target.matches(SEGMENTED)) return;
    event.stopPropagation();
    event.target.dataset.changed = "";
    setTimeout(() => event.target !== document.activeElement && ask(event.target));
  },
  { capture: true },
);
document.addEventListener("focusout", ({ target }) => ask(target));
document.addEventListener("keydown", () => (keys += 1), { capture: true });

function ask(field) {
  if (field.dataset.changed === undefined) return;
  delete field.dataset.changed;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const form = detail.elt.closest("#booking form");
  if (form && detail.elt.matches(".booking__how")) asked.set(detail.xhr, { said: written(form), keys });
});

function isWanted({ xhr, target, requestConfig }) {
  const then = asked.get(xhr);
  const again = () => window.htmx.trigger(requestConfig.elt, "change");
  // A button that goes away under the finger is not pressed.
  const pressed = target.querySelector("button:active");
  // The half of a date that is typed already is in nobody's words yet.
  const typed = then.keys !== keys && document.activeElement.matches(SEGMENTED);
  if (pressed) addEventListener("pointerup", () => setTimeout(again), { once: true });
  else if (typed) document.activeElement.addEventListener("focusout", () => setTimeout(again), { once: true });
  else if (then.said !== written(target.querySelector("form"))) again();
  else return true;
  return false;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "booking") return;
  if (asked.has(detail.xhr) && !isWanted(detail)) {
    detail.shouldSwap = false;
    return;
  }
  const open = summaries().filter((each) => each.parentElement.open);
  kept = { open: open.map((each) => each.textContent), focus: document.activeElement?.id };
});
document.addEventListener("htmx:afterSwap", () => {
  if (!kept) return;
  for (const each of summaries()) each.parentElement.open ||= kept.open.includes(each.textContent);
  const back = kept.focus && document.getElementById(kept.focus);
  // htmx would go to the first field as it settles.
  if (back) document.querySelector("#booking [autofocus]:not(:focus)")?.removeAttribute("autofocus");
  back?.focus();
  kept = null;
});

// Focus that a new form took away goes on: to the button once the client is known, else to the name.
document.addEventListener("htmx:afterSettle", () => {
  const lost = document.activeElement === document.body || document.activeElement === panel;
  const booking = document.getElementById("booking");
  if (!booking || !lost) return;
  const next = booking.querySelector(".booking__client") ? ".booking__do .button" : "#id_q";
  booking.querySelector(next)?.focus();
});

// Arrow keys: up and down in a column, left and right to the nearest in the next.

const lanes = [...document.querySelectorAll("[data-lane]")];
const stops = (lane) => [...lane.querySelectorAll(".free, a.block")];
const top_ = (element) => element.getBoundingClientRect().top;

function beside(lane, step, from) {
  for (let next = lanes.indexOf(lane) + step; lanes[next]; next += step) {
    const found = stops(lanes[next]);
    if (found.length) {
      return found.reduce((one, other) => (Math.abs(top_(other) - top_(from)) < Math.abs(top_(one) - top_(from)) ? other : one));
    }
  }
  return null;
}

for (const lane of lanes) {
  lane.addEventListener("keydown", (event) => {
    const at = event.target.closest(".free, a.block");
    const all = stops(lane);
    const place = all.indexOf(at);
    const next = {
      ArrowDown: () => all[place + 1],
      ArrowUp: () => all[place - 1],
      ArrowRight: () => beside(lane, 1, at),
      ArrowLeft: () => beside(lane, -1, at),
      Home: () => all[0],
      End: () => all.at(-1),
    }[event.key]?.();
    if (!next) return;
    event.preventDefault();
    (next.querySelector("input") || next).focus();
  });
}

// Dragging with a mouse or a pen: a fingertip scrolls.

const SNAP = 3; // rows: a quarter of an hour
const FAR = 6;
let drag = null;

function begin(event) {
  const block = event.target.closest?.("[data-move]");
  if (!block || event.button || event.pointerType === "touch" || !block.closest("[data-lane]")) return;
  const inside = event.clientY - top_(block);
  drag = { block, inside, x: event.clientX, y: event.clientY, ghost: null };
}

function follow(event) {
  if (!drag) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
  if (!drag.ghost && !far) return;
  event.preventDefault();
  drag.ghost ||= raise();
  const lane = document.elementsFromPoint(event.clientX, event.clientY).find((each) => each.matches("[data-lane]"));
  if (lane?.dataset.advisor) place(lane, event.clientY - drag.inside);
}

function raise() {
  drag.block.classList.add("block--dragged");
  const ghost = document.createElement("li");
  ghost.setAttribute("aria-hidden", "true");
  return ghost;
}

function place(lane, y) {
  const box = lane.getBoundingClientRect();
  const rows = Number(getComputedStyle(lane).getPropertyValue("--rows"));
  const long = Math.round(Number(drag.block.dataset.minutes) / 5);
  const wanted = Math.round(((y - box.top) / box.height) * rows / SNAP) * SNAP;
  drag.lane = lane;
  drag.row = Math.max(0, Math.min(rows - long, wanted));
  const minutes = Number(lane.dataset.first) * 60 + drag.row * 5;
  drag.clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  drag.ghost.className = `lane__ghost r-${drag.row} e-${drag.row + long}`;
  drag.ghost.textContent = drag.clock;
  lane.append(drag.ghost);
}

function drop() {
  const done = drag;
  drag = null;
  if (!done?.ghost) return;
  // The click that ends a drag opens nothing.
  addEventListener("click", (event) => event.preventDefault() || event.stopPropagation(), { capture: true, once: true });
  setTimeout(() => done.block.classList.remove("block--dragged"));
  if (!done.lane) return done.ghost.remove();
  send(done.block.dataset.move, {
    day: done.lane.dataset.day,
    clock: done.clock,
    advisor: done.lane.dataset.advisor,
    minutes: done.block.dataset.minutes,
    clock_zone: done.lane.dataset.zone,
  });
}

function send(address, values) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.hidden = true;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of Object.entries({ ...values, csrfmiddlewaretoken: token })) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function leave() {
  drag?.ghost?.remove();
  drag?.block.classList.remove("block--dragged");
  drag = null;
}

document.addEventListener("pointerdown", begin);
document.addEventListener("pointermove", follow);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", leave);
document.addEventListener("dragstart", (event) => event.target.closest?.("[data-move]") && event.preventDefault());
document.addEventListener("keydown", (event) => event.key === "Escape" && leave());

// The way back stays as long as it works.

const moved = document.getElementById("moved");
if (moved) {
  // The theme keeps the page hidden until it has loaded, and what is hidden takes no focus.
  addEventListener("load", () => setTimeout(() => moved.focus()));
  setTimeout(() => moved.remove(), Number(moved.dataset.seconds) * 1000);
}

// The week of a narrow screen is a second list: come to the appointment there too.
addEventListener("load", () => {
  const listed = location.hash.startsWith("#a-") && document.getElementById(`list${location.hash.slice(2)}`);
  if (listed) setTimeout(() => listed.scrollIntoView({ block: "center" }));
});
