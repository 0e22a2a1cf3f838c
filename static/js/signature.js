// Lets a signature be drawn with a finger, a pen or a mouse. The typed name is always enough.
// Strokes are lists of [x, y] in per cent of the field, kept as JSON in a hidden field.

const INK = "#1c1a17";

for (const box of document.querySelectorAll("[data-sign]")) {
  const canvas = box.querySelector("canvas");
  const kept = box.querySelector("input[type=hidden]");
  const pen = canvas.getContext("2d");
  const strokes = read(kept.value);
  let current = null;

  box.querySelector(".sign__field").hidden = false;
  draw();

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = [place(event)];
    strokes.push(current);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!current) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) add(place(step));
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      current = null;
      kept.value = JSON.stringify(strokes);
    });
  }
  box.querySelector(".sign__clear").addEventListener("click", () => {
    strokes.length = 0;
    kept.value = "";
    draw();
  });

  function place(event) {
    const side = canvas.getBoundingClientRect();
    const share = (at, from, length) => Math.min(100, Math.max(0, ((at - from) / length) * 100));
    const x = share(event.clientX, side.left, side.width);
    const y = share(event.clientY, side.top, side.height);
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  }

  function add(point) {
    const [x, y] = current[current.length - 1];
    if (Math.hypot(point[0] - x, point[1] - y) > 0.4) current.push(point);
  }

  function draw() {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: INK });
    for (const points of strokes) {
      const placed = points.map(([x, y]) => [(x / 100) * canvas.width, (y / 100) * canvas.height]);
      pen.beginPath();
      pen.moveTo(...placed[0]);
      for (const point of placed) pen.lineTo(...point);
      pen.stroke();
    }
  }
}

function read(text) {
  try {
    return JSON.parse(text || "[]").filter((points) => points.length);
  } catch {
    return [];
  }
}
