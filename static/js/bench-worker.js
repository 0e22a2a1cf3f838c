// Serves the bench without network: the app's own files, the pictures seen, and the kept screens
// of the next jobs as this tablet's own taps have left them. With network it only passes on.

import { OVER, stateOf, stonesLeft } from "./bench-states.js";
import { chooseStation, chosenStation, door, stationIsKnown } from "./bench-doors.js";
import { settled } from "./bench-settle.js";
import { forAnybody, screenAt, waiting } from "./bench-store.js";

const FILES = "bench-files";
const PICTURES = "bench-pictures";
const MOST = 400;
// A Wi-Fi that answers nothing is none.
const PATIENCE = 8000;
const RESTS = [502, 503, 504];
const HOME = "/bench/";
const NAMES = "/bench/who/";
const WAITING = "/bench/waiting/";

// A kept screen is as closed as it was when the house sent it.
let headers = { "Content-Type": "text/html; charset=utf-8" };

export function serve(shell, policy) {
  headers = { ...headers, "Content-Security-Policy": policy };
  self.addEventListener("install", (event) => {
    self.skipWaiting();
    event.waitUntil(caches.open(FILES).then((files) => Promise.allSettled(shell.map((name) => files.add(name)))));
  });
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== location.origin || !url.pathname.match(/^\/(bench|static)\//)) return;
    if (request.method !== "GET") return request.mode === "navigate" ? event.respondWith(sent(request)) : undefined;
    if (request.mode === "navigate") event.respondWith(page(request, url));
    else if (request.destination === "image") event.respondWith(file(PICTURES, request));
    else if (url.pathname.startsWith("/static/")) event.respondWith(file(FILES, request));
    else event.respondWith(settled().then(() => fetch(request)));
  });
}

const patience = () => new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("no answer")));

async function page(request, url) {
  try {
    const answer = await Promise.race([online(request, url), patience()]);
    return RESTS.includes(answer.status) ? (await keptPage(url)) || answer : answer;
  } catch {
    return (await keptPage(url)) || absent();
  }
}

// The house hears first what happened here without it: who locked, and the station chosen.
async function online(request, url) {
  await settled();
  const station = url.pathname === HOME && !url.search ? await chosenStation() : undefined;
  if (station !== undefined) {
    await fetch(stationPage(station), { redirect: "manual" });
    await stationIsKnown();
  }
  return fetch(request);
}

// A form of the app that is no tap, as signing in or reading back a number, is never kept.
async function sent(request) {
  try { return await fetch(request); } catch { return absent(); }
}

async function keptPage(url) {
  const here = await forAnybody(url.pathname);
  if (here && url.pathname !== WAITING) return answerWith(here);
  if (!(await door())) return url.pathname === WAITING ? answerWith(here) : toNames(url);
  if (url.pathname === "/bench/find/") return found(url);
  if (url.pathname === HOME) return bench(url.searchParams.get("station"));
  const [, envelope, rest] = url.pathname.match(/^\/bench\/j\/([A-Z0-9]{8})\/(.*)$/) || [];
  const [, inscribed] = url.pathname.match(/^\/bench\/inscription\/([A-Z0-9]{8})\//) || [];
  if (inscribed) return Response.redirect(`/bench/j/${inscribed}/`);
  if (!envelope) return answerWith(await screenAt(url.pathname));
  return keptJob(`/bench/j/${envelope}/`, envelope, rest, url.search);
}

async function toNames({ pathname, search }) {
  return (await forAnybody(NAMES)) && Response.redirect(`${NAMES}?next=${encodeURIComponent(pathname + search)}`);
}

async function bench(station) {
  if (station !== null) {
    await chooseStation(station);
    return Response.redirect(HOME);
  }
  const chosen = (await chosenStation()) ?? (await screenAt("kept"))?.station ?? "";
  return answerWith((await screenAt(stationPage(chosen))) || (await screenAt(stationPage(""))));
}

const stationPage = (station) => `${HOME}?station=${station}`;

// What the state has no screen for, somebody else goes on with.
async function keptJob(job, envelope, rest, search) {
  const [taps, held] = [await waiting(), await screenAt(`${job}#`)];
  if (!held) return undefined;
  const state = stateOf(taps, envelope, held, held.who);
  const [left] = stonesLeft(taps, envelope, held);
  const asked = rest === "stones/" && !search && left ? `${rest}?stone=${left}` : rest + search;
  const now = held.stones?.length && !left && !state ? "compared" : state;
  for (const key of keysOf(asked, now)) {
    const screen = await screenAt(`${job}${asked}#${key}`);
    if (screen) return answerWith(screen);
  }
  return rest ? Response.redirect(job) : answerWith(held);
}

// A note, a picture, a comparison are the same whatever was tapped before.
function keysOf(asked, state) {
  if (!asked) return [state, OVER];
  return ["weigh/", "problem/"].includes(asked) ? [state] : [""];
}

// The scan field: a whole address or the eight characters, perhaps in two groups.
async function found(url) {
  const typed = (url.searchParams.get("code") || "").toUpperCase().replace(/[ -]/g, "");
  const [, envelope] = typed.match(/([A-HJ-NP-Z2-9]{8})\/*$/) || [];
  return envelope && (await screenAt(`/bench/j/${envelope}/#`)) ? Response.redirect(`/bench/j/${envelope}/`) : undefined;
}

const answerWith = (screen) => screen && new Response(screen.html, { headers });

async function absent() {
  return answerWith(await screenAt("absent")) || Response.error();
}

async function file(name, request) {
  const files = await caches.open(name);
  const held = await files.match(request);
  // A name with its own hash never says anything else; nor does a picture.
  if (held && (name === PICTURES || /\.[0-9a-f]{12}\./.test(request.url))) return held;
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await put(files, request, fresh.clone());
    return fresh;
  } catch (trouble) {
    if (held) return held;
    throw trouble;
  }
}

async function put(files, request, answer) {
  await files.put(request, answer);
  const names = await files.keys();
  await Promise.all(names.slice(0, Math.max(0, names.length - MOST)).map((old) => files.delete(old)));
}
