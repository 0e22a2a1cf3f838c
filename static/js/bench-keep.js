// Keeps the app, and the screens of this person's next jobs, for a time without network.

import { dropScreen, dropScreens, keepScreen, screenAt, screensKept, waiting } from "./bench-store.js";

const EVERY = 30000;
// The screens that have pictures of their own: the envelope's front, the album, the intake's.
const SEEN = /^(#|pictures\/#|stones\/.*)$/;
const { who, kept } = document.body.dataset;

if (navigator.serviceWorker) navigator.serviceWorker.register("/bench/worker.js", { type: "module", scope: "/bench/" }).catch(() => {});
else for (const missing of document.querySelectorAll("[data-no-https]")) missing.hidden = false;

async function read(address, headers = {}) {
  const answer = await fetch(address, { headers, cache: "no-store", redirect: "manual" });
  return answer.status === 200 ? answer : null;
}

async function keepAll() {
  const before = await screenAt("kept");
  if (before && before.who !== who) await forget();
  const etag = before?.who === who ? before.etag : "";
  const answer = await read("/bench/kept/", etag ? { "If-None-Match": etag } : {});
  if (!answer) return before && tellKept(before.jobs);
  const { pages, jobs } = await answer.json();
  for (const [address, html] of Object.entries(pages)) await keepScreen({ address, html });
  for (const { envelope, mark } of jobs) await keepJob(envelope, mark);
  await dropOthers(jobs.map(({ envelope }) => envelope));
  await keepScreen({ address: "kept", who, etag: answer.headers.get("ETag"), jobs: jobs.length });
  tellKept(jobs.length);
}

const tellKept = (jobs) => { document.documentElement.dataset.jobsKept = jobs; };

async function keepJob(envelope, mark) {
  const address = `/bench/j/${envelope}/`;
  if ((await screenAt(`${address}#`))?.mark === mark) return;
  const answer = await read(`${address}kept/`);
  if (!answer) return;
  const { screens, stones, mark: now } = await answer.json();
  for (const [rest, html] of Object.entries(screens)) await keepScreen({ address: address + rest, html, mark: now, stones, who });
  for (const [rest, html] of Object.entries(screens)) if (SEEN.test(rest)) seePictures(html);
}

// Asked for here, the pictures pass the worker, which keeps them.
function seePictures(html) {
  const drawn = new DOMParser().parseFromString(html, "text/html");
  for (const picture of drawn.querySelectorAll("main picture, main img.photo")) {
    const own = document.importNode(picture, true);
    (own.querySelector("img") || own).loading = "eager";
  }
}

// What waits to be sent keeps its screens.
async function dropOthers(envelopes) {
  const needed = new Set([...envelopes, ...(await waiting()).map((tap) => tap.envelope)]);
  for (const { address } of await screensKept()) {
    const envelope = address.split("/j/")[1]?.slice(0, 8);
    if (envelope && !needed.has(envelope)) await dropScreen(address);
  }
}

async function forget() {
  await dropScreens();
  await globalThis.caches?.delete("bench-pictures");
}

async function keepKeeping() {
  try { if (navigator.onLine) await keepAll(); } catch { /* no network, or no room: what is kept stays as it is */ }
  setTimeout(keepKeeping, EVERY);
}

if (navigator.serviceWorker) {
  if (who) keepKeeping();
  // Nobody is signed in any more, as the house itself says: what somebody kept is put away.
  else if (document.querySelector("[data-names]") && kept === undefined) forget().catch(() => {});
}
