// Who may unlock this tablet without network. Everybody's screens lie here sealed by a key of their
// own, and that key lies wrapped by their PIN: neither a PIN nor a check of one is kept.

import { ask, door, enter, leave, owe, owesNothing, ownKey } from "./bench-doors.js";
import { table } from "./bench-database.js";

const ROUNDS = 600000;
// Five wrong ones rest a minute, each further one twice as long; at ten the wrapped key is gone.
const FREE = 5;
const LAST = 10;
const REST = 60000;
// As long as a badge, without which nothing that is tapped could be sent.
const KEPT_FOR = 48 * 3600 * 1000;

const people = table(ask, "people");
const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
const isOld = ({ at }) => Math.abs(Date.now() - at) > KEPT_FOR;

// The key that wraps: slow on purpose, so it is begun while the house is asked.
export async function wrapping(who, pin) {
  const salt = (await people.get(who))?.salt || random(16);
  const salted = await crypto.subtle.sign("HMAC", await ownKey(), salt);
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const stretch = { name: "PBKDF2", hash: "SHA-256", salt: salted, iterations: ROUNDS };
  const wrap = await crypto.subtle.deriveKey(stretch, typed, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  return { salt, wrap };
}

const unwrapped = ({ wrapped, iv }, wrap) =>
  crypto.subtle.unwrapKey("raw", wrapped, wrap, { name: "AES-GCM", iv }, "AES-GCM", false, ["encrypt", "decrypt"]);

async function wrappedAnew(wrap) {
  const iv = random(12);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  return { iv, wrapped: await crypto.subtle.wrapKey("raw", key, wrap, { name: "AES-GCM", iv }) };
}

// The house has let somebody in by this PIN: from now on it opens what is kept of theirs here.
// `print` changes with the PIN.
export async function learn(who, { salt, wrap }, print) {
  const before = await people.get(who);
  const key = before && (await unwrapped(before, wrap).catch(() => null));
  const person = key ? before : { who, salt, ...(await wrappedAnew(wrap)) };
  await people.put({ ...person, print, failures: 0, until: 0, at: Date.now() });
  await enter(who, key || (await unwrapped(person, wrap)));
  await owesNothing();
}

// Without network: "in", "wrong", "wait" with its seconds, or "network" when only the house can tell.
export async function unlock(who, { wrap }) {
  const person = await counted(who);
  if (!person || isOld(person)) return { end: "network" };
  if (person.until > Date.now()) return { end: "wait", seconds: Math.ceil((person.until - Date.now()) / 1000) };
  const key = await unwrapped(person, wrap).catch(() => null);
  if (key) return letIn(person, key);
  if (person.failures + 1 < LAST) return { end: "wrong" };
  await forget(who);
  return { end: "network" };
}

// A try is counted before it is looked at, and a rest begins with it. Answers how it was before.
function counted(who) {
  return ask("people", "readwrite", (rows) => {
    const request = rows.get(who);
    request.onsuccess = () => {
      const person = request.result;
      if (!person || person.until > Date.now()) return;
      const failures = person.failures + 1;
      rows.put({ ...person, failures, until: failures < FREE ? 0 : Date.now() + REST * 2 ** (failures - FREE) });
    };
    return request;
  });
}

async function letIn(person, key) {
  await people.put({ ...person, failures: 0, until: 0 });
  await owe();
  await enter(person.who, key);
  return { end: "in" };
}

// Those who can go on here without network.
export const known = async () => (await people.all()).filter((person) => !isOld(person)).map(({ who }) => who);

// A new PIN, a leaving, two days' absence: what was kept of them opens no more. `prints` are the
// house's, by name; answers who is gone.
export async function forgetStrangers(prints) {
  const gone = (await people.all()).filter((person) => isOld(person) || prints[person.who] !== person.print);
  for (const { who } of gone) await forget(who);
  return gone.map(({ who }) => who);
}

async function forget(who) {
  await people.drop(who);
  if ((await door())?.who === who) await leave();
}
