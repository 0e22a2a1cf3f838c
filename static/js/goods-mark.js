// Shows a picture of goods as it is chosen; a tap marks the damage, in per cent of its sides.
// Without this the two figures are typed.

for (const box of document.querySelectorAll("[data-mark]")) {
  const stage = box.querySelector(".shots__stage");
  const hint = box.querySelector(".shots__hint");
  const [across, down] = box.querySelectorAll(".shots__figures input");

  box.querySelector("[type=file]").addEventListener("change", (event) => {
    const [file] = event.target.files;
    stage.replaceChildren();
    across.value = down.value = "";
    stage.hidden = hint.hidden = !file;
    if (!file) return;
    const image = document.createElement("img");
    image.alt = "The picture that was chosen";
    image.src = URL.createObjectURL(file);
    stage.append(image);
  });

  stage.addEventListener("click", (event) => {
    const side = stage.getBoundingClientRect();
    // A click by keyboard has no place: it marks the middle, to be corrected in the figures.
    const x = event.detail ? (event.clientX - side.left) / side.width : 0.5;
    const y = event.detail ? (event.clientY - side.top) / side.height : 0.5;
    across.value = Math.round(x * 100);
    down.value = Math.round(y * 100);
    const spot = stage.querySelector(".shots__spot") || stage.appendChild(document.createElement("span"));
    spot.className = "shots__spot";
    spot.style.left = `${across.value}%`;
    spot.style.top = `${down.value}%`;
  });
}
