// Never lose a tap. Each is written down on the tablet with its own UUID before it is sent, and
// crossed out only when the server has answered it. Sent again on load, when the network returns,
// when the page shows and every few seconds; the server does each UUID once.

const STORE = "taps";
const EVERY = 5000;
const status = document.querySelector("[data-status]");
const say = document.querySelector("[data-say]");

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("bench", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "order", autoIncrement: true });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function store(mode, act) {
  const db = await opened;
  return new Promise((resolve, reject) => {
    const change = db.transaction(STORE, mode);
    const request = act(change.objectStore(STORE));
    change.oncomplete = () => resolve(request.result);
    change.onerror = () => reject(change.error);
  });
}

const keep = (tap) => store("readwrite", (taps) => taps.put(tap));
const crossOut = (order) => store("readwrite", (taps) => taps.delete(order));
const waiting = () => store("readonly", (taps) => taps.getAll());

async function send(tap, now) {
  const body = new FormData();
  for (const [name, value] of tap.fields) body.append(name, value);
  // The page that sends has the token of today; the tap may be of yesterday.
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value || "");
  const answer = await fetch(tap.address, { method: "POST", body, headers: { Accept: "application/json", ...(now && { "X-Now": "1" }) }, redirect: "manual" });
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(`no answer: ${answer.status}`);
  return { status: answer.status, ...(await answer.json()) };
}

async function show() {
  const taps = await waiting();
  const refused = taps.filter((tap) => tap.refused);
  const trouble = refused.length > 0;
  status.hidden = false;
  status.className = `status${trouble ? " status--trouble" : taps.length ? " status--waiting" : ""}`;
  status.textContent = trouble ? "Needs attention" : taps.length ? `${taps.length} waiting` : navigator.onLine ? "Online" : "Offline";
  if (trouble) ask(refused[0]);
}

// What the server refused stays until a person has read it.
function ask(tap) {
  if (!say || say.dataset.about === String(tap.order)) return;
  say.dataset.about = String(tap.order);
  const sentence = document.createElement("p");
  sentence.className = "said said--error";
  sentence.textContent = `${tap.envelope}: ${tap.refused}`;
  say.replaceChildren(sentence, button("Keep theirs", () => settle(tap)), button("Add a note", () => settle(tap, true)));
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

async function settle(tap, note = false) {
  await crossOut(tap.order);
  location.assign(`/bench/j/${tap.envelope}/${note ? "problem/?note=1" : ""}`);
}

let sending = false;
async function replay(mine) {
  if (sending) return;
  sending = true;
  let stale = false;
  try {
    for (const tap of await waiting()) {
      if (tap.refused) continue;
      const answer = await send(tap, tap.order === mine);
      // Nobody is signed in: it goes later. Somebody is, and its badge is too old: they decide.
      if (answer.code === "locked" && !document.body.dataset.idle) break;
      if (answer.ok) {
        await crossOut(tap.order);
        stale ||= location.pathname.includes(`/j/${tap.envelope}/`);
      }
      else if (tap.order === mine) { await crossOut(tap.order); return refuse(answer); }
      else { tap.refused = answer.sentence; await keep(tap); continue; }
      if (tap.order === mine) return location.assign(`/bench/j/${answer.envelope}/`);
    }
  } catch { /* no network, or the server rests: they wait */ } finally {
    sending = false;
    await show();
  }
  // What this page shows was changed by a tap that had waited.
  if (stale) location.reload();
}

// A refusal of what was tapped just now is said at once; the next tap is a new one.
let asked = null;
function refuse(answer) {
  const sentence = document.createElement("p");
  sentence.className = "said said--error";
  sentence.textContent = answer.sentence;
  say.replaceChildren(sentence);
  if (answer.code === "conflict") {
    say.append(button("Keep theirs", () => location.reload()), button("Add a note", () => location.assign(`/bench/j/${asked.envelope}/problem/?note=1`)));
  }
  if (answer.code === "unusual-weight") confirmWeights();
  asked.form.elements.uuid.value = uuid();
  asked.form.classList.remove("is-sending");
}

function confirmWeights() {
  asked.form.elements.weights_confirmed.value = "on";
  const main = document.querySelector("[data-confirm]");
  main.textContent = main.dataset.confirm;
}

// crypto.randomUUID is missing without HTTPS, and a workshop may have none.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-tap]");
  if (!form) return;
  event.preventDefault();
  if (form.classList.contains("is-sending")) return;
  form.classList.add("is-sending");
  form.elements.device_time.value = new Date().toISOString();
  const envelope = form.getAttribute("action").split("/j/")[1].slice(0, 8);
  const fields = [...new FormData(form)].filter(([, value]) => !(value instanceof File && !value.size));
  asked = { form, envelope };
  try {
    const order = await keep({ address: form.getAttribute("action"), envelope, fields });
    await replay(order);
    if (form.classList.contains("is-sending")) tell("Kept on this tablet. It is sent when the network returns.");
  } catch { form.submit(); }
});

function tell(sentence) {
  const line = document.createElement("p");
  line.className = "said";
  line.textContent = sentence;
  say?.replaceChildren(line);
}

window.addEventListener("online", () => replay());
window.addEventListener("offline", show);
document.addEventListener("visibilitychange", () => document.hidden || replay());
setInterval(async () => { if ((await waiting()).some((tap) => !tap.refused)) replay(); }, EVERY);
if (status) replay();
