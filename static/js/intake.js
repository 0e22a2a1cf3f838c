// Sends each picture of an intake the moment it is taken; its words are kept as they are typed.
import "./keep.js";
import { watchPins } from "./marks.js";

const UNREADY = 2500;

for (const form of document.querySelectorAll("[data-shoots]")) shoot(form);

function token(form) {
  return form.elements.csrfmiddlewaretoken.value;
}

function shoot(form) {
  for (const part of form.querySelectorAll("[data-plain]")) part.hidden = true;
  for (const input of form.querySelectorAll("[data-view]")) {
    input.addEventListener("change", () => take(form, input));
    // A picture may be taken before this script has arrived over the shop's network.
    take(form, input);
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (button) remove(event, form, button);
  });
  for (const shot of form.querySelectorAll("[data-shot]")) waitFor(shot);
}

function take(form, input) {
  const list = input.closest("[data-row]").querySelector("[data-shots]");
  for (const file of input.files) upload(form, list, input.dataset.view, file);
  input.value = "";
}

function upload(form, list, view, file) {
  const item = document.createElement("li");
  item.className = "shot shot--sending";
  const image = document.createElement("img");
  image.alt = "";
  image.src = URL.createObjectURL(file);
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Sending ${file.name}`);
  item.append(image, bar);
  list.append(item);

  const body = new FormData();
  body.append("picture", file);
  body.append("row", list.closest("[data-row]").dataset.row);
  body.append("view", view);
  const request = new XMLHttpRequest();
  request.open("POST", form.dataset.shoots);
  request.setRequestHeader("X-CSRFToken", token(form));
  request.upload.onprogress = (event) => event.lengthComputable && (bar.value = (100 * event.loaded) / event.total);
  request.onload = () => (request.status === 201 ? arrived(item, image, request.responseText) : failed(sentence(request.responseText)));
  request.onerror = request.ontimeout = () => failed("The connection was lost before the picture arrived.");
  request.send(body);

  function failed(why) {
    bar.remove();
    const words = document.createElement("p");
    words.className = "field__error";
    words.textContent = why;
    item.append(words, button("Try again", () => { item.remove(); upload(form, list, view, file); }), button("Leave it out", () => item.remove()));
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet button--small";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function sentence(text) {
  try {
    return JSON.parse(text).sentence;
  } catch {
    return "The picture could not be kept. Please try again.";
  }
}

function parsed(markup) {
  const holder = document.createElement("template");
  holder.innerHTML = markup.trim();
  return holder.content.querySelector("[data-shot]");
}

// The picture is prepared by the worker; until then pins are set on what the tablet holds.
function arrived(item, image, markup) {
  const shot = parsed(markup);
  const sheet = shot.querySelector("[data-pin-sheet]");
  if (shot.dataset.status === "received" && image.naturalWidth) {
    image.alt = "The picture that was taken";
    sheet.replaceChildren(image);
  }
  item.replaceWith(shot);
  watchPins(shot.parentElement);
  waitFor(shot);
}

async function waitFor(shot) {
  if (shot.dataset.status !== "received" || shot.querySelector("[data-pin-sheet] img")) return;
  await new Promise((done) => setTimeout(done, UNREADY));
  if (!shot.isConnected) return;
  const answer = await fetch(shot.dataset.url).catch(() => null);
  const fresh = answer?.ok ? parsed(await answer.text()) : null;
  if (!fresh || fresh.dataset.status === "received") return waitFor(shot);
  shot.dataset.status = fresh.dataset.status;
  const sheet = shot.querySelector("[data-pin-sheet]");
  sheet.querySelector(".photo")?.replaceWith(fresh.querySelector("[data-pin-sheet]").firstElementChild);
}

async function remove(event, form, pressed) {
  event.preventDefault();
  const headers = { "X-CSRFToken": token(form), "X-Requested-With": "fetch" };
  const answer = await fetch(pressed.formAction, { method: "POST", headers }).catch(() => null);
  if (answer?.status === 204) pressed.closest("[data-shot]").remove();
  else pressed.textContent = "Not removed: try again";
}
