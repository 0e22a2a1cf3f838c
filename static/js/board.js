// A lane with more pieces than fit turns its page every eight seconds.

const EVERY = 8000;

function turn(lane) {
  if (lane.scrollHeight <= lane.clientHeight + 2) return;
  const top = lane.getBoundingClientRect().top;
  const end = top + lane.clientHeight;
  const cut = [...lane.children].find((place) => place.getBoundingClientRect().bottom > end + 2);
  lane.scrollTop = cut ? lane.scrollTop + Math.max(1, cut.getBoundingClientRect().top - top) : 0;
}

setInterval(() => document.querySelectorAll("[data-lane]").forEach(turn), EVERY);
