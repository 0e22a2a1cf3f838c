// What the tablet keeps for itself. The queue's database never changes its shape, so that no new
// version of the app can fail to read what an older one wrote down. The screens for a time without
// network stand in a database of their own, which may be thrown away at any time: each person's
// sealed by their key, and a few that anybody may see, as the names.

import { database, table } from "./bench-database.js";
import { door } from "./bench-doors.js";

const taps = table(database("bench", { taps: { keyPath: "order", autoIncrement: true } }), "taps");
const sealed = table(database("bench-sealed", { screens: { keyPath: ["who", "address"] } }), "screens");
const ANYBODY = "";

// Earlier versions kept screens that anybody could read.
indexedDB.deleteDatabase("bench-screens");

export const keep = taps.put;
export const crossOut = taps.drop;
export const waiting = taps.all;

// What was drawn for one person is never sealed by another's key, nor kept while the tablet is locked.
export async function keepScreen({ html = "", ...screen }) {
  const open = await door();
  if (open?.who !== screen.who) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, open.key, new TextEncoder().encode(html));
  await sealed.put({ ...screen, iv, text });
}

// Nothing while the tablet is locked, and nothing that another key had sealed.
export async function screenAt(address) {
  const open = await door();
  const screen = open && (await sealed.get([open.who, address]));
  if (!screen) return undefined;
  const { iv, text, ...rest } = screen;
  const html = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, open.key, text).catch(() => null);
  return html ? { ...rest, html: new TextDecoder().decode(html) } : undefined;
}

export const keepForAnybody = (address, html) => sealed.put({ who: ANYBODY, address, html });
export const forAnybody = (address) => sealed.get([ANYBODY, address]);

export const addressesOf = async (who) => (await sealed.keys()).filter(([each]) => each === who).map(([, address]) => address);
export const dropScreen = (who, address) => sealed.drop([who, address]);

export async function dropScreens(who) {
  for (const address of await addressesOf(who)) await dropScreen(who, address);
}

// Changes what stands beside everybody's screen of this address; that needs no key.
export async function rewrite(address, change) {
  for (const key of (await sealed.keys()).filter(([, each]) => each === address)) {
    const screen = await sealed.get(key);
    if (screen) await sealed.put({ ...screen, ...change(screen) });
  }
}
