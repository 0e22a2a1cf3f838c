// Whose hands the tablet is in when the house cannot be asked, and what the house has yet to hear.

import { database, table } from "./bench-database.js";

export const IDLE = 5 * 60 * 1000;

export const ask = database("bench-doors", { people: { keyPath: "who" }, door: { keyPath: "name" } });
const doors = table(ask, "door");

// Who is in, with the key of their screens; null while the tablet is locked or was left alone.
export async function door() {
  const open = await doors.get("open");
  return open && Date.now() - open.seen < IDLE ? open : null;
}

export const enter = (who, key) => doors.put({ name: "open", who, key, seen: Date.now() });
export const leave = () => doors.drop("open");

export async function touch(who) {
  const open = await door();
  if (open?.who === who) await doors.put({ ...open, seen: Date.now() });
}

// Locked here. The house's own cookie may still be somebody's: it hears of it at the next chance.
export async function shut() {
  await owe();
  await leave();
}

export const owe = () => doors.put({ name: "owed" });
export const isOwed = async () => Boolean(await doors.get("owed"));
export const owesNothing = () => doors.drop("owed");

// The station that was chosen without network, until the house knows it.
export const chooseStation = (station) => doors.put({ name: "station", station });
export const chosenStation = async () => (await doors.get("station"))?.station;
export const stationIsKnown = () => doors.drop("station");

// A key of this browser that no script can read out: what is copied from here alone is not enough.
export async function ownKey() {
  const kept = (await doors.get("tablet"))?.key;
  if (kept) return kept;
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  await doors.put({ name: "tablet", key });
  return key;
}
