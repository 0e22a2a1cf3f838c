// Comforts of the consultation pages: every one of them works without this file.

// Tells where this device is, once; the page is written again only if that changes its clock.
async function tellClock(form) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === form.dataset.device) return;
  form.elements.zone.value = zone;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (answer.ok && (await answer.json()).changed) location.reload();
}

function words(left) {
  const minutes = Math.ceil(left / 60);
  if (minutes > 60) return "";
  if (left >= 60) return `, ${minutes} minute${minutes === 1 ? "" : "s"} from now`;
  return `, ${left} second${left === 1 ? "" : "s"} from now`;
}

// Counts a kept time down: by the minute, and by the second in the last one.
function countDown(line) {
  const left = Math.round((new Date(line.dataset.until) - Date.now()) / 1000);
  if (left <= 0) {
    if (line.dataset.over) line.closest("p").textContent = `The time we kept is over. ${line.dataset.over}`;
    return;
  }
  if (line.textContent !== words(left)) line.textContent = words(left);
  setTimeout(countDown, 1000, line);
}

const clock = document.getElementById("device-clock");
if (clock) tellClock(clock);
for (const line of document.querySelectorAll("[data-until]")) countDown(line);
