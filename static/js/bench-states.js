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
