// Shows the picture that was just chosen under the pins, so that they are set on it at once.
import "./marks.js";

for (const box of document.querySelectorAll("[data-chosen]")) {
  const sheet = box.querySelector("[data-pin-sheet]");
  sheet.hidden = true;
  box.closest("form").querySelector("[type=file]").addEventListener("change", (event) => {
    const [file] = event.target.files;
    sheet.querySelector("img")?.remove();
    sheet.hidden = !file;
    if (!file) return;
    const image = document.createElement("img");
    image.alt = "The picture that was chosen";
    image.src = URL.createObjectURL(file);
    sheet.prepend(image);
    box.open = true;
  });
}
