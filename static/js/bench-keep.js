// Keeps the app, and the screens of this person's next jobs, for a time without network.

import { addressesOf, dropScreen, dropScreens, keepForAnybody, keepScreen, screenAt, waiting } from "./bench-store.js";
import { forgetStrangers } from "./bench-people.js";

const EVERY = 30000;
// The screens that have pictures of their own: the envelope's front, the album, the intake's.
const SEEN = /^(#|pictures\/#|stones\/.*)$/;
const { who, kept, badge } = document.body.dataset;

if (navigator.serviceWorker) navigator.serviceWorker.register("/bench/worker.js", { type: "module", scope: "/bench/" }).catch(() => {});
else for (const missing of document.querySelectorAll("[data-no-https]")) missing.hidden = false;

// What is meant for somebody else, who signed in meanwhile, is none of this page's.
async function read(address, headers = {}) {
  const answer = await fetch(address, { headers, cache: "no-store", redirect: "manual" });
  const told = answer.status === 200 && (await answer.json());
  return told?.who === who ? { ...told, etag: answer.headers.get("ETag") } : null;
}

async function keepAll() {
  const before = await screenAt("kept");
  if (kept === undefined) await keepScreen({ address: "badge", html: badge, who });
  const told = await read("/bench/kept/", before?.etag ? { "If-None-Match": before.etag } : {});
  if (!told) return before && tellKept(before.jobs);
  const { jobs, station, etag } = told;
  for (const [address, html] of Object.entries(told.pages)) await keepScreen({ address, html, who });
  for (const [address, html] of Object.entries(told.doors)) await keepForAnybody(address, html);
  for (const { envelope, mark } of jobs) await keepJob(envelope, mark);
  await dropOthers(jobs.map(({ envelope }) => envelope));
  await dropStrangers(told.people);
  await keepScreen({ address: "kept", who, etag, station, jobs: jobs.length });
  tellKept(jobs.length);
}

const tellKept = (jobs) => { document.documentElement.dataset.jobsKept = jobs; };

async function keepJob(envelope, mark) {
  const address = `/bench/j/${envelope}/`;
  if ((await screenAt(`${address}#`))?.mark === mark) return;
  const told = await read(`${address}kept/`);
  if (!told) return;
  const { screens, stones, mark: now } = told;
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
  for (const address of await addressesOf(who)) {
    const envelope = address.split("/j/")[1]?.slice(0, 8);
    if (envelope && !needed.has(envelope)) await dropScreen(who, address);
  }
}

async function dropStrangers(prints) {
  for (const gone of await forgetStrangers(prints)) await dropScreens(gone);
}

// The house knows this tablet no more: nothing stays but what waits to be sent.
async function forgetAll() {
  await dropStrangers({});
  await dropScreens("");
  await globalThis.caches?.delete("bench-pictures");
}

async function keepKeeping() {
  try { if (navigator.onLine) await keepAll(); } catch { /* no network, or no room: what is kept stays as it is */ }
  setTimeout(keepKeeping, EVERY);
}

const tiles = [...document.querySelectorAll("[data-print]")];
if (navigator.serviceWorker && kept === undefined) {
  if (document.querySelector("[data-not-enrolled]")) forgetAll().catch(() => {});
  else if (tiles.length) dropStrangers(Object.fromEntries(tiles.map(({ dataset }) => [dataset.who, dataset.print]))).catch(() => {});
}
if (navigator.serviceWorker && who) keepKeeping();
