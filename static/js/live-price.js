// The price of a design while one chooses; without this file a button asks for it.
const form = document.querySelector("[data-live-price]");
const said = document.getElementById("live-price");
const PATIENCE = 300;
let timer, asked;

async function show() {
  const choice = new URLSearchParams(new FormData(form));
  asked?.abort();
  asked = new AbortController();
  const address = `${form.dataset.livePrice}?${choice}`;
  const answer = await fetch(address, { signal: asked.signal }).catch(() => null);
  if (answer?.ok) said.innerHTML = await answer.text();
  history.replaceState(null, "", `?${choice}`);
  keepInLinks(choice);
}

// Another metal, and the request, keep the size and the length.
function keepInLinks(choice) {
  const request = document.querySelector("[data-request]");
  const wanted = new URLSearchParams({ design: request.dataset.request });
  for (const [name, value] of choice) wanted.set(name, value);
  request.search = `?${wanted}`;
  for (const link of document.querySelectorAll("[data-metal]")) {
    const inIt = new URLSearchParams(choice);
    inIt.set("metal", link.dataset.metal);
    link.href = `?${inIt}`;
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, PATIENCE);
});
