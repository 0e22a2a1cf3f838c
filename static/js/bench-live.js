// Keeps the list fresh: a poll every three seconds, answered 304 while nothing changed.

const list = document.querySelector("[data-live]");
let etag = list?.dataset.etag;

async function look() {
  if (document.hidden) return;
  const headers = etag ? { "If-None-Match": etag } : {};
  const answer = await fetch(list.dataset.live, { headers, cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") return location.reload();
  if (answer.status !== 200) return;
  etag = answer.headers.get("ETag");
  const held = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  list.innerHTML = await answer.text();
  if (held) list.querySelector(`[href="${CSS.escape(held)}"]`)?.focus();
}

async function keepLooking() {
  try { await look(); } catch { /* no network: the next look may find it */ }
  setTimeout(keepLooking, 3000);
}

if (list) {
  setTimeout(keepLooking, 3000);
  document.addEventListener("visibilitychange", () => look().catch(() => {}));
}
