// A click on a drawing fills in where the pin goes; without it the numbers are typed.
// The form that was touched last on that picture takes the place; at first the one for a new pin.
const SVG = "http://www.w3.org/2000/svg";

for (const frame of document.querySelectorAll("[data-pinned]")) {
  const forms = [...document.querySelectorAll(`[data-pin-form="${frame.dataset.pinned}"]`)];
  let chosen = forms.find((form) => "pinNew" in form.dataset);
  for (const form of forms) form.addEventListener("focusin", () => { chosen = form; });

  const mark = document.createElementNS(SVG, "circle");
  mark.setAttribute("class", "pins__mark");
  mark.setAttribute("r", "16");

  const show = () => {
    const [x, y] = [chosen.elements.x.value, chosen.elements.y.value];
    if (x === "" || y === "") return mark.remove();
    mark.setAttribute("cx", `${x}%`);
    mark.setAttribute("cy", `${y}%`);
    frame.querySelector(".pins").append(mark);
  };
  for (const form of forms) form.addEventListener("input", show);

  frame.addEventListener("click", (event) => {
    if (!chosen || event.target.closest("a")) return;
    const box = frame.getBoundingClientRect();
    const share = (at, start, length) => Math.min(100, Math.max(0, (100 * (at - start)) / length)).toFixed(2);
    chosen.elements.x.value = share(event.clientX, box.left, box.width);
    chosen.elements.y.value = share(event.clientY, box.top, box.height);
    show();
    (chosen.elements.text || chosen.elements.x).focus({ preventScroll: true });
  });
}
