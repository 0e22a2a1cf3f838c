// The house's cookie follows the tablet: who was locked out here is locked out there, and who
// unlocked without network by their PIN is let in by the badge that this PIN had opened.

import { door, isOwed, leave, owesNothing } from "./bench-doors.js";
import { screenAt } from "./bench-store.js";

let settling = null;

// Done before anything else is asked of the house; fails while it cannot be reached.
export async function settled() {
  if (!(await isOwed())) return;
  settling ||= settle().finally(() => { settling = null; });
  await settling;
}

async function settle() {
  const names = await (await fetch("/bench/who/", { cache: "no-store" })).text();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", names.match(/name="csrfmiddlewaretoken" value="(\w+)"/)?.[1] || "");
  const badge = (await door()) && (await screenAt("badge"))?.html;
  if (badge) body.set("badge", badge);
  const answer = await fetch(badge ? "/bench/resume/" : "/bench/lock/", { method: "POST", body, redirect: "manual" });
  if (answer.status >= 500) throw new Error("the house rests");
  // The PIN changed, they left, or the badge is too old: the house asks for the PIN itself.
  if (badge && answer.status !== 200) { await leave(); return settle(); }
  await owesNothing();
}
