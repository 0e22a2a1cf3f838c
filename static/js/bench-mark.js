// Shows the picture that was taken and lets a tap mark the defect, in per cent of its sides.

for (const box of document.querySelectorAll("[data-mark]")) {
  const stage = box.querySelector(".shoot__stage");
  const form = box.closest("form");
  const put = (x, y) => {
    form.elements.mark_x.value = x;
    form.elements.mark_y.value = y;
    const spot = stage.querySelector(".shoot__spot") || stage.appendChild(document.createElement("span"));
    spot.className = "shoot__spot";
    spot.style.left = `${x}%`;
    spot.style.top = `${y}%`;
  };

  box.querySelector("[type=file]").addEventListener("change", (event) => {
    const [file] = event.target.files;
    stage.replaceChildren();
    form.elements.mark_x.value = form.elements.mark_y.value = "";
    stage.hidden = box.querySelector(".shoot__hint").hidden = !file;
    if (!file) return;
    const image = document.createElement("img");
    image.alt = "The picture you took";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => stage.scrollIntoView({ block: "end" }));
    stage.append(image);
  });

  stage.addEventListener("click", (event) => {
    const side = stage.getBoundingClientRect();
    // A click by keyboard has no place: it marks the middle.
    const x = event.detail ? (event.clientX - side.left) / side.width : 0.5;
    const y = event.detail ? (event.clientY - side.top) / side.height : 0.5;
    put(Math.round(x * 100), Math.round(y * 100));
  });
}
