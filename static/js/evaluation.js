// The pins stand on one sheet at a time: the drawn plot, or one of the stone's pictures.
import "./keep.js";
import "./marks.js";

const sheets = [...document.querySelectorAll("[data-sheet]")];
const show = () => {
  const chosen = document.querySelector("[name=sheet]:checked")?.value || "plot";
  for (const sheet of sheets) sheet.hidden = sheet.dataset.sheet !== chosen;
};
for (const radio of document.querySelectorAll("[name=sheet]")) radio.addEventListener("change", show);
show();
