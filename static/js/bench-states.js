// What a piece is on this tablet, counting the taps that were not sent yet: read by the pages and
// by the worker that serves them without network.

const BECOMES = { start: "running", resume: "running", pause: "paused", fail: "failed" };

export const kindOf = (tap) => tap.address.split("/do/")[1].replaceAll("/", "");

// A note or a picture never conflicts with what others did.
export const moves = (tap) => !["note", "picture"].includes(kindOf(tap));

export const value = (tap, name) => tap.fields.find(([each]) => each === name)?.[1];

export const becomes = (tap) => BECOMES[kindOf(tap)] || "done";

// `held` is the job's kept screen, which may know of taps that were sent since it was drawn.
export function stateOf(taps, envelope, held) {
  const last = taps.filter((tap) => tap.envelope === envelope && !tap.refused && moves(tap)).at(-1);
  return last ? becomes(last) : held?.state || "";
}
