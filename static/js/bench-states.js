// What a piece is on this tablet, counting the taps that were not sent yet: read by the pages and
// by the worker that serves them without network.
//
// A state is how many stages were ended since the screen was drawn, and what the piece is in the
// present one: "0running", "1ready". "" is as it was drawn, OVER is out of this tablet's sight.

const ENDS = ["finish", "pass", "skip"];
const BECOMES = { start: "running", resume: "running", pause: "paused", fail: "failed" };
const MOVES = [...ENDS, ...Object.keys(BECOMES), "hand-over", "undo"];

export const OVER = "over";

export const kindOf = (tap) => tap.address.split("/do/")[1].replaceAll("/", "");

// A note, a picture or a call for help never conflicts with what others did.
export const moves = (tap) => MOVES.includes(kindOf(tap));

export const value = (tap, name) => tap.fields.find(([each]) => each === name)?.[1];

export function becomes(state, tap) {
  const [kind, stages] = [kindOf(tap), parseInt(state, 10) || 0];
  if (state === OVER) return OVER;
  return ENDS.includes(kind) ? `${stages + 1}ready` : kind in BECOMES ? stages + BECOMES[kind] : OVER;
}

// What still counts of what waits: not what the house refused, nor what rests on that.
const counted = (taps, envelope) => taps.filter((tap) => tap.envelope === envelope && !tap.refused && !tap.settled);

// `held` is the job's kept screen, which may know of taps that were sent since it was drawn. What
// somebody else has tapped here and the house has not heard yet is not this person's to go on with.
export function stateOf(taps, envelope, held, who) {
  const moved = counted(taps, envelope).filter(moves);
  if (moved.some((tap) => tap.who !== who)) return OVER;
  return moved.reduce(becomes, held?.state || "");
}

// The stones of a kept job that nobody has compared here yet.
export function stonesLeft(taps, envelope, held) {
  const proofs = counted(taps, envelope).filter((tap) => kindOf(tap) === "prove");
  return (held?.stones || []).filter((stone) => !proofs.some((tap) => value(tap, "stone") === String(stone)));
}

const WORDS = {
  start: "Start", finish: "Finish", pass: "Pass", fail: "Fail", pause: "Pause", resume: "Take up again", skip: "Leave out",
  "hand-over": "Hand over", help: "Call for help", answer: "Answer a call", picture: "Picture", note: "Note",
  prove: "Compare a stone", release: "Release a picture",
};

// As the button said it, where it was written down.
export const whatOf = (tap) => tap.what || WORDS[kindOf(tap)] || kindOf(tap);

export const timeOf = (tap) =>
  new Date(value(tap, "device_time")).toLocaleString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });

const GRAMS = { weight_in: "in", weight_out: "out", scrap: "scrap", lemel: "lemel", added: "added" };
const gramsOf = (tap) => Object.keys(GRAMS).filter((name) => value(tap, name)).map((name) => `${value(tap, name)} g ${GRAMS[name]}`).join(", ");

export function detailOf(tap) {
  const grams = gramsOf(tap);
  const words = value(tap, "note") || value(tap, "text") || value(tap, "caption") || "";
  const taken = tap.fields.some(([, each]) => each instanceof Blob) ? "with a picture" : "";
  return [value(tap, "reason"), grams, taken, words && `“${words}”`].filter(Boolean).join(", ");
}

// Never sent, and the last on its piece: it can be taken back here.
export const mayTakeBack = (tap, taps) => !tap.tried && !tap.refused && taps.filter((each) => each.envelope === tap.envelope).at(-1) === tap;

// What will happen to a tap by itself: a state, its word and icon, a sentence. `rests` on a refused one.
// `by` is who looks, if anybody is signed in.
export function sentenceOf(tap, rests, by) {
  if (tap.refused && !by) return { state: "asks", word: "Needs a decision", sign: "problem", sentence: `${tap.refused} Somebody signs in here and decides.` };
  if (tap.refused) return { state: "asks", word: "Needs a decision", sign: "problem", sentence: tap.refused };
  if (tap.settled) return { state: "waits", word: "Told as not counted", sign: "void", sentence: "The house keeps it, but does not do it." };
  if (rests) return { state: "waits", word: "Rests", sign: "paused", sentence: "It rests on what needs a decision, and goes the same way." };
  if (tap.failed) return { state: "asks", word: "Not read yet", sign: "help", sentence: "The house could not read it. It is tried again and stays here: please call for help." };
  if (tap.stale) return { state: "waits", word: "Waits for a PIN", sign: "lock", sentence: `It is older than a badge lives: it goes when ${tap.who} signs in on this tablet.` };
  return { state: "waits", word: "Waits", sign: "clock", sentence: `It goes by itself when the network returns, as ${tap.who || "whoever tapped it"}.` };
}
