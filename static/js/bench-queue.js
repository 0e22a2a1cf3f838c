// Never lose a tap. Each is written down on the tablet with its own UUID before it is sent, and
// crossed out only when the server has answered it. Sent again on load, when the network returns,
// when the page shows and every few seconds; the server does each UUID once.

import { OVER, becomes, detailOf, mayTakeBack, moves, timeOf, value, whatOf } from "./bench-states.js";
import { listed } from "./bench-waiting.js";
import { crossOut, keep, rewrite, screenAt, waiting } from "./bench-store.js";
import { shrunk } from "./bench-shrink.js";
import { ask, banner, button, offerBack, refuse, tell } from "./bench-say.js";

const EVERY = 5000;
// The Wi-Fi that answers nothing at all: the tap is kept, the hand goes on.
const PATIENCE = 6000;
const GIVE_UP = 60000;
const TROUBLED = 5;

const change = (tap, name, to) => { tap.fields = [...tap.fields.filter(([each]) => each !== name), [name, to]]; };

// Words travel as a plain form, which the house reads far more quickly; only a picture needs parts.
// Both write the end of a line alike: the same tap must say the same, however it comes again.
function bodyOf(fields) {
  const body = fields.some(([, each]) => each instanceof Blob) ? new FormData() : new URLSearchParams();
  for (const [name, each] of fields) body.append(name, each instanceof Blob ? each : `${each}`.replace(/\r?\n/g, "\r\n"));
  return body;
}

async function send(tap, now) {
  const body = bodyOf(tap.fields);
  // The page that sends has the token of today; the tap may be of yesterday.
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value || "");
  const headers = { Accept: "application/json", ...(now && { "X-Now": "1" }) };
  const answer = await fetch(tap.address, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout?.(GIVE_UP) });
  if (answer.type === "opaqueredirect") return { code: "not-enrolled" };
  if ([502, 503, 504].includes(answer.status)) throw new Error("the house rests");
  if (!answer.headers.get("Content-Type")?.includes("json")) return { code: "unread" };
  return { status: answer.status, ...(await answer.json()) };
}

// The house has forgotten this tablet: everything stays until it is enrolled again.
let notEnrolled = false;

// One tap: "done", "refused", "later" (only this piece waits) or "stop" (everything waits).
async function deliver(tap, now) {
  if (!tap.tried) await keep({ ...tap, tried: true });
  const answer = await send(tap, now);
  notEnrolled = answer.code === "not-enrolled";
  if (notEnrolled) return { answer, end: "stop" };
  if (answer.code === "locked") return badgeOfToday(tap, now, answer);
  if (answer.code === "unread") {
    await keep({ ...tap, tried: true, failed: (tap.failed || 0) + 1 });
    return { answer, end: "later" };
  }
  if (answer.ok) await rememberDone(tap).catch(() => {});
  if (answer.ok || tap.settled) { await crossOut(tap.order); return { answer, end: "done" }; }
  if (now) await crossOut(tap.order);
  else await keep({ ...tap, tried: true, refused: answer.sentence, code: answer.code });
  return { answer, end: "refused" };
}

// What was drawn before this tap counts it from now on: this page, and everybody's kept screens.
const doneSince = new Map();
async function rememberDone(tap) {
  const after = value(tap, "uuid");
  if (moves(tap)) doneSince.set(tap.envelope, after);
  const moved = ({ who, state }) => ({ state: who === tap.who ? becomes(state || "", tap) : OVER, after });
  await rewrite(`/bench/j/${tap.envelope}/#`, (screen) => ({ mark: "", ...(moves(tap) && moved(screen)) }));
  // The next look at what is to be kept is a whole one.
  await rewrite("kept", () => ({ etag: "" }));
}

// The badge it was made with is too old: its maker's next one serves, nobody else's does.
async function badgeOfToday(tap, now, answer) {
  const { badge, who } = document.body.dataset;
  if (!badge || who !== tap.who || value(tap, "badge") === badge) {
    await keep({ ...tap, tried: true, stale: true });
    return { answer, end: "later" };
  }
  change(tap, "badge", badge);
  await keep({ ...tap, tried: true, stale: undefined });
  return deliver({ ...tap, tried: true, stale: undefined }, now);
}

let sending = false;
async function replay(mine) {
  if (sending || !navigator.onLine) return show();
  sending = true;
  let last = { changed: false };
  try {
    const alone = (act) => (navigator.locks ? navigator.locks.request("bench-queue", act) : act());
    last = await alone(() => sendAll(mine));
  } catch { /* no network, or the server rests: they wait */ } finally {
    sending = false;
    await show();
  }
  if (last.mine) return follow(last.mine);
  // What this page shows was changed by a tap that had waited.
  if (last.changed) location.reload();
}

async function sendAll(mine) {
  const held = new Set();
  let changed = false;
  for (const tap of await waiting()) {
    if (tap.refused) { held.add(tap.envelope); continue; }
    if (held.has(tap.envelope) && moves(tap) && !tap.settled) continue;
    const { answer, end } = await deliver(tap, tap.order === mine);
    if (tap.order === mine && ["done", "refused"].includes(end)) return { mine: { answer, end } };
    if (end === "stop") break;
    // A form that somebody fills in is never taken away from under their hands.
    if (end === "done") changed ||= answer.ok && location.pathname === `/bench/j/${tap.envelope}/`;
    else held.add(tap.envelope);
  }
  return { changed };
}

let asked = null;
function follow({ answer, end }) {
  if (end === "done") return location.assign(`/bench/j/${answer.envelope}/`);
  refuse(answer, asked);
  asked.form.classList.remove("is-sending");
}

async function show() {
  const taps = await waiting();
  const refused = taps.filter((tap) => tap.refused);
  const stuck = taps.some((tap) => tap.failed >= TROUBLED);
  banner(taps.length, refused.length > 0 || stuck || notEnrolled);
  for (const said of document.querySelectorAll("[data-not-enrolled-now]")) said.hidden = !notEnrolled;
  const mine = refused.filter((tap) => tap.who === document.body.dataset.who);
  // The list of all that waits asks its questions itself, beside each.
  if (listed(taps, { rests, choices, takeBack })) return;
  if (mine.length) ask(mine[0], behind(mine[0], taps), choices(mine[0]));
  else if (notEnrolled) tell("The house knows this tablet no more. What waits stays here: please ask a manager to enrol it again.");
  else if (stuck) tell("The house cannot read something that this tablet keeps. It stays here: please call for help.");
}

// What a person may decide about a refused tap. Only its maker answers for the weights.
function choices(refused) {
  const { who } = document.body.dataset;
  if (!who) return [];
  const mine = refused.who === who;
  const rest = [button("Add a note", () => settle(refused, true))];
  if (refused.code === "unusual-weight" && mine) return [button("Confirm the weights", () => confirm(refused)), ...rest];
  return [button(refused.code === "conflict" ? "Keep theirs" : "Let it go", () => settle(refused, false)), ...rest];
}

// Whether it waits only because something before it on the same piece was refused.
const rests = (tap, taps) => taps.some((each) => each.refused && behind(each, taps).includes(tap));

const behind = (refused, taps) => taps.filter((tap) => tap.envelope === refused.envelope && tap.order > refused.order && moves(tap) && !tap.settled);

// What rested on a refused tap is sent all the same: the house keeps it, undone, for good.
async function settle(refused, note) {
  const resting = behind(refused, await waiting());
  for (const tap of resting) await keep({ ...tap, refused: undefined, settled: true });
  await crossOut(refused.order);
  if (note) sessionStorage.setItem("bench-note", inWords([refused, ...resting]));
  location.assign(`/bench/j/${refused.envelope}/${note ? "problem/?note=1" : ""}`);
}

// Weights that were asked about: said again as they are, under a UUID of its own.
async function confirm(refused) {
  const [before, now] = [value(refused, "uuid"), uuid()];
  for (const tap of await waiting()) {
    if (value(tap, "after") !== before) continue;
    change(tap, "after", now);
    await keep(tap);
  }
  change(refused, "uuid", now);
  change(refused, "weights_confirmed", "on");
  await keep({ ...refused, refused: undefined, code: undefined });
  location.reload();
}

function inWords(taps) {
  const said = taps.map((tap) => [`${whatOf(tap)} at ${timeOf(tap)}`, detailOf(tap)].filter(Boolean).join(": "));
  const whose = taps[0].who === document.body.dataset.who ? "" : ` by ${taps[0].who}`;
  return `Tapped without network${whose}, not counted: ${said.join("; ")}.`;
}

const remembered = sessionStorage.getItem("bench-note");
const words = document.querySelector("#note-form [name=text]");
if (words && remembered && !words.value) {
  words.value = remembered;
  sessionStorage.removeItem("bench-note");
}

// crypto.randomUUID is missing without HTTPS, and a workshop may have none.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// What the form says, and which unsent tap on the same piece it follows.
async function written(form, submitter) {
  const address = form.getAttribute("action");
  const envelope = address.split("/j/")[1].slice(0, 8);
  form.elements.device_time.value = new Date().toISOString();
  // A kept screen may be used twice: its UUID may not.
  form.elements.uuid.value = uuid();
  const given = [...new FormData(form, submitter)].filter(([, each]) => !(each instanceof File && !each.size));
  const fields = await Promise.all(given.map(async ([name, each]) => [name, await shrunk(each)]));
  const what = submitter?.textContent.trim();
  const tap = { address, envelope, fields, what, who: document.body.dataset.who };
  const before = await unheard(envelope);
  if (before) change(tap, "after", before);
  return tap;
}

async function unheard(envelope) {
  const before = (await waiting()).filter((each) => each.envelope === envelope && !each.refused && !each.settled && moves(each)).at(-1);
  if (before) return value(before, "uuid");
  if (doneSince.has(envelope)) return doneSince.get(envelope);
  return document.body.dataset.kept === undefined ? "" : (await screenAt(`/bench/j/${envelope}/#`))?.after;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-tap]");
  if (!form) return;
  event.preventDefault();
  if (form.classList.contains("is-sending")) return;
  form.classList.add("is-sending");
  try {
    const tap = await written(form, event.submitter);
    asked = { form, envelope: tap.envelope };
    const order = await keep(tap);
    navigator.storage?.persist?.();
    await Promise.race([replay(order), new Promise((enough) => setTimeout(enough, PATIENCE))]);
    if (form.classList.contains("is-sending") && (await stillWaits(order))) await goOn(form, tap.envelope, order);
  } catch {
    if (navigator.onLine) return form.submit();
    form.classList.remove("is-sending");
    tell("This tablet is full: it could not keep that. Please try again when the network returns.");
  }
});

const stillWaits = async (order) => (await waiting()).some((tap) => tap.order === order);

// Kept for later: a kept screen shows the piece as it is now; without one this page stays.
async function goOn(form, envelope, order) {
  if (form.dataset.undo !== undefined) return tooLate(form, order);
  const address = `/bench/j/${envelope}/`;
  if (navigator.serviceWorker?.controller && (await screenAt(`${address}#`))) return location.assign(address);
  form.classList.remove("is-sending");
  tell("Kept on this tablet. It is sent when the network returns.");
}

// An undo is for the next seconds or not at all: hours later it would take back something else.
async function tooLate(form, order) {
  await crossOut(order);
  form.classList.remove("is-sending");
  tell("Without network this can no longer be taken back. Please call for help when it returns.");
}

// What was never sent can be taken back here, as long as nothing followed it.
async function offer() {
  const taps = await waiting();
  const last = taps.filter((tap) => location.pathname === `/bench/j/${tap.envelope}/`).at(-1);
  if (last && mayTakeBack(last, taps)) offerBack(`Kept on this tablet: ${whatOf(last)}.`, () => takeBack(last));
}

async function takeBack(tap) {
  await crossOut(tap.order);
  location.reload();
}

window.addEventListener("online", () => replay());
window.addEventListener("offline", show);
document.addEventListener("visibilitychange", () => document.hidden || replay());
setInterval(async () => { if ((await waiting()).some((tap) => !tap.refused)) replay(); }, EVERY);
if (document.querySelector("[data-status]")) replay().then(offer);
globalThis.takeUp?.("form[data-tap]");
