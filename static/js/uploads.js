// Sends each picture on its own, with a bar of its own; a failed one can be tried again.

const fresh = () => document.createElement("li");

function row(file) {
  const item = fresh();
  item.className = "upload";
  const frame = document.createElement("div");
  frame.className = "upload__frame";
  const words = document.createElement("div");
  words.className = "upload__words";
  const name = document.createElement("p");
  name.className = "upload__name";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Sending ${file.name}`);
  words.append(name, bar);
  item.append(frame, words);
  preview(file, frame);
  return { item, words, bar };
}

// HEIC and the like have no preview in most browsers: the frame then stays empty.
function preview(file, frame) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return;
  const image = new Image();
  const address = URL.createObjectURL(file);
  image.alt = "";
  image.onload = image.onerror = () => URL.revokeObjectURL(address);
  image.src = address;
  frame.append(image);
}

function send(file, url, token, moved) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("pictures", file);
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    request.upload.onprogress = (event) => event.lengthComputable && moved((event.loaded / event.total) * 100);
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = () => resolve(null);
    request.send(body);
  });
}

function sentence(answer) {
  try {
    return JSON.parse(answer.responseText).sentence;
  } catch {
    return "The connection was lost before the picture arrived.";
  }
}

export function watchUploads(list, form) {
  const input = form.querySelector("[data-upload]");
  const status = form.querySelector("[data-upload-status]");
  const token = form.elements.csrfmiddlewaretoken.value;
  form.querySelector("[data-upload-button]").hidden = true;

  async function upload(file, { item, words, bar } = row(file)) {
    if (!item.isConnected) list.append(item);
    const answer = await send(file, list.dataset.url, token, (percent) => (bar.value = percent));
    if (answer?.status === 201) return arrived(item, file, answer.responseText);
    failed(file, { item, words }, sentence(answer));
  }

  function arrived(item, file, markup) {
    const holder = document.createElement("template");
    holder.innerHTML = markup.trim();
    const kept = holder.content.firstElementChild;
    const shown = item.querySelector("img");
    item.replaceWith(kept);
    if (shown) kept.querySelector(".upload__frame").replaceChildren(shown);
    status.textContent = `${file.name} is with us.`;
  }

  function failed(file, { item, words }, why) {
    item.classList.add("upload--failed");
    const said = document.createElement("p");
    said.className = "field__error";
    said.textContent = why;
    words.querySelector("progress")?.remove();
    words.append(said, button("Try again", () => again(file, item)), button("Leave it out", () => item.remove()));
    status.textContent = why;
  }

  function again(file, item) {
    const parts = row(file);
    item.replaceWith(parts.item);
    upload(file, parts);
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link link--plain";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  // One after the other: a telephone's connection is soon full.
  let queue = Promise.resolve();
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    for (const file of files) queue = queue.then(() => upload(file));
  });
}
