// What the queue tells the person: the banner at the top, and questions where the page speaks.

const status = document.querySelector("[data-status]");
const say = document.querySelector("[data-say]");

export function banner(count, trouble) {
  if (!status) return;
  status.hidden = false;
  status.className = `status${trouble ? " status--trouble" : count || !navigator.onLine ? " status--waiting" : ""}`;
  const said = trouble ? "Needs attention" : count ? `${count} waiting` : navigator.onLine ? "Online" : "Offline";
  status.replaceChildren(count ? linked(said) : said);
}

// What waits can be looked at, one by one.
function linked(said) {
  const link = document.createElement("a");
  link.className = "status__link";
  link.href = "/bench/waiting/";
  link.textContent = said;
  return link;
}

export function tell(sentence, ...buttons) {
  say?.replaceChildren(line(sentence), ...buttons);
}

function line(sentence, more = "") {
  const made = document.createElement("p");
  made.className = `said${more}`;
  made.textContent = sentence;
  return made;
}

export function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

// What the server refused stays until a person has read it and chosen.
export function ask(tap, behind, buttons) {
  const about = `${tap.order} ${behind.length}`;
  if (!say || say.dataset.about === about) return;
  say.dataset.about = about;
  const rest = behind.length ? ` ${behind.length} more from this tablet ${behind.length === 1 ? "rests" : "rest"} on it.` : "";
  const sentence = line(`${tap.envelope}: ${tap.refused}${rest}`, " said--error");
  say.replaceChildren(sentence, ...buttons);
}

export const offerBack = (sentence, act) => say?.dataset.about || tell(sentence, button("Take back", act));

// A refusal of what was tapped just now is said at once; the next tap is a new one.
export function refuse(answer, { form, envelope }) {
  say.replaceChildren(line(answer.sentence, " said--error"));
  if (answer.code === "conflict") {
    say.append(button("Keep theirs", () => location.reload()), button("Add a note", () => location.assign(`/bench/j/${envelope}/problem/?note=1`)));
  }
  if (answer.code === "unusual-weight") {
    form.elements.weights_confirmed.value = "on";
    const main = document.querySelector("[data-confirm]");
    main.textContent = main.dataset.confirm;
  }
}
