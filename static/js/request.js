// Comforts for the request: every step works without this file.
import { watchUploads } from "./uploads.js";

const form = document.querySelector(".request__form");

function later(run, wait = 250) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
}

// The price of the choice, as it is made.
function watchPrice(line) {
  let earlier;
  const show = async () => {
    const asked = new URLSearchParams(new FormData(form));
    asked.delete("csrfmiddlewaretoken");
    earlier?.abort();
    earlier = new AbortController();
    const { signal } = earlier;
    const answer = await fetch(`${line.dataset.price}?${asked}`, { signal }).catch(() => null);
    if (answer?.ok) line.innerHTML = await answer.text();
  };
  form.addEventListener("input", later(show));
}

// A ring size always with its millimetres.
function watchSize(input) {
  const system = form.elements[input.name.replace("label", "system")];
  const said = document.createElement("p");
  said.className = "live-size";
  said.setAttribute("aria-live", "polite");
  input.closest(".field").append(said);
  const show = async () => {
    if (!input.value.trim()) return void (said.textContent = "");
    const asked = new URLSearchParams({ size: input.value, system: system.value });
    const answer = await fetch(`/request/ring-size/?${asked}`).catch(() => null);
    if (answer?.ok) said.textContent = (await answer.json()).sentence;
  };
  for (const field of [input, system]) field.addEventListener("input", later(show));
  show();
}

document.querySelectorAll("[data-price]").forEach(watchPrice);
document.querySelectorAll("[data-ring-size]").forEach(watchSize);
document.querySelectorAll("[data-uploads]").forEach((list) => watchUploads(list, form));

// A refused answer: take the reader to the summary of what needs another look.
document.getElementById("errors")?.focus();
