// Everything that waits on this tablet: what it says, whose it is, what will happen to it, and what
// a person can decide about it here.

import { button } from "./bench-say.js";
import { detailOf, mayTakeBack, sentenceOf, timeOf, whatOf } from "./bench-states.js";

const list = document.querySelector("[data-kept-taps]");
const { who } = document.body.dataset;
const SVG = "http://www.w3.org/2000/svg";

function made(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}

function icon(name) {
  const [drawn, use] = [document.createElementNS(SVG, "svg"), document.createElementNS(SVG, "use")];
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${list.dataset.icons}#${name}`);
  drawn.append(use);
  return drawn;
}

function pieceOf({ envelope }) {
  const link = made("a", "envelope kept__piece", envelope.slice(0, 4), made("span", "gap", " "), envelope.slice(4));
  link.href = `/bench/j/${envelope}/`;
  return link;
}

function line(tap, taps, { rests, choices, takeBack }) {
  const { state, word, sign, sentence } = sentenceOf(tap, rests(tap, taps), who);
  const buttons = tap.refused ? choices(tap) : who === tap.who && mayTakeBack(tap, taps) ? [button("Take back", () => takeBack(tap))] : [];
  const head = made("p", "kept__what", pieceOf(tap), made("b", "", whatOf(tap)), ` ${detailOf(tap)}`);
  const said = made("p", "kept__said", `${tap.who || "Somebody"}, ${timeOf(tap)} on this tablet’s clock. ${sentence}`);
  return made("li", `kept__one kept__one--${state}`, made("p", "kept__state", icon(sign), word), head, said, made("div", "kept__do", ...buttons));
}

// Answers whether this page is that list.
export function listed(taps, acts) {
  if (!list) return false;
  list.replaceChildren(...taps.map((tap) => line(tap, taps, acts)));
  document.querySelector("[data-nothing-waits]").hidden = taps.length > 0;
  return true;
}
