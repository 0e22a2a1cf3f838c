// Pins on a picture: a tap sets one, dragging or the arrow keys move it, Delete takes it away.
// Each pin is a row of the form below it, so that the page works by cells and figures alone.

export function watchPins(root) {
  for (const box of root.querySelectorAll("[data-pins]:not([data-watched])")) watch(box);
}

function watch(box) {
  const sheet = box.querySelector("[data-pin-sheet]");
  const list = box.querySelector(".pinning__rows");
  const total = list.querySelector("[name$='-TOTAL_FORMS']");
  const blank = box.querySelector("template");
  const pins = new Map();
  box.dataset.watched = "";
  sheet.classList.add("pinning__sheet--ready");
  for (const part of box.querySelectorAll("[data-pin-hint], [data-pin-add]")) part.hidden = false;

  const rows = () => [...list.querySelectorAll("[data-pin-row]")];
  const part = (row, name) => row.querySelector(`[name$='-${name}']`);
  // What is still being prepared has no sides yet to measure a place by.
  const isShown = () => sheet.querySelector("img, svg") !== null;
  const isPlaced = (row) => part(row, "x").value !== "";
  const clamp = (share) => Math.min(100, Math.max(0, share));

  function put(row, x, y) {
    part(row, "x").value = clamp(x).toFixed(2);
    part(row, "y").value = clamp(y).toFixed(2);
    part(row, "cell").value = "";
    part(row, "x").dispatchEvent(new Event("input", { bubbles: true }));
    show();
  }

  function show() {
    let number = 0;
    for (const row of rows()) {
      row.hidden = !isPlaced(row);
      row.querySelector("[data-pin-typed]").hidden = true;
      row.querySelector("[data-pin-remove]").hidden = false;
      if (row.hidden) drop(row);
      else stand(row, (number += 1));
    }
  }

  function stand(row, number) {
    const pin = pins.get(row) || made(row);
    const note = part(row, "note").value;
    row.querySelector("[data-pin-number]").textContent = number;
    pin.dataset.number = number;
    pin.setAttribute("aria-label", `Pin ${number}${note ? `: ${note}` : ""}. Arrow keys move it, Delete removes it.`);
    pin.style.left = `${part(row, "x").value}%`;
    pin.style.top = `${part(row, "y").value}%`;
  }

  function made(row) {
    const pin = document.createElement("button");
    pin.type = "button";
    pin.className = "pinning__pin";
    pins.set(row, pin);
    sheet.append(pin);
    pin.addEventListener("keydown", (event) => key(event, row));
    pin.addEventListener("pointerdown", (event) => grab(event, row, pin));
    return pin;
  }

  function drop(row) {
    pins.get(row)?.remove();
    pins.delete(row);
  }

  function key(event, row) {
    const step = event.shiftKey ? 5 : 1;
    const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.key === "Delete" || event.key === "Backspace") remove(row);
    else if (event.key === "Enter") part(row, "note").focus();
    else if (event.key in ways) put(row, Number(part(row, "x").value) + ways[event.key][0], Number(part(row, "y").value) + ways[event.key][1]);
    else return;
    event.preventDefault();
  }

  function grab(event, row, pin) {
    pin.setPointerCapture(event.pointerId);
    const move = (moved) => put(row, ...place(moved));
    const end = () => pin.removeEventListener("pointermove", move);
    pin.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) pin.addEventListener(name, end, { once: true });
  }

  function place(event) {
    const side = sheet.getBoundingClientRect();
    return [(100 * (event.clientX - side.left)) / side.width, (100 * (event.clientY - side.top)) / side.height];
  }

  function remove(row) {
    for (const name of ["x", "y", "note", "cell"]) part(row, name).value = "";
    part(row, "x").dispatchEvent(new Event("input", { bubbles: true }));
    show();
    (box.querySelector(".pinning__pin") || box.querySelector("[data-pin-add]")).focus();
  }

  function empty() {
    const free = rows().find((row) => !isPlaced(row) && part(row, "note").value === "");
    if (free) return free;
    const most = Number(list.querySelector("[name$='-MAX_NUM_FORMS']").value);
    if (rows().length >= most) return null;
    const holder = document.createElement("div");
    holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    return list.appendChild(holder.firstElementChild);
  }

  function set(x, y) {
    const row = empty();
    if (!row) return;
    put(row, x, y);
    part(row, "note").focus({ preventScroll: true });
  }

  sheet.addEventListener("click", (event) => {
    if (isShown() && !event.target.closest(".pinning__pin")) set(...place(event));
  });
  box.querySelector("[data-pin-add]").addEventListener("click", () => set(50, 50));
  list.addEventListener("click", (event) => {
    if (event.target.closest("[data-pin-remove]")) remove(event.target.closest("[data-pin-row]"));
  });
  list.addEventListener("input", (event) => event.target.name.endsWith("-note") && show());
  for (const row of rows()) settle(row);
  show();

  // A refused cell is a place as well.
  function settle(row) {
    const cell = part(row, "cell").value;
    if (isPlaced(row) || !cell) return;
    part(row, "x").value = ((cell.charCodeAt(0) - 64.5) * 100 / 6).toFixed(2);
    part(row, "y").value = ((Number(cell[1]) - 0.5) * 100 / 6).toFixed(2);
  }
}

watchPins(document);
