// Makes a camera's picture small enough for a workshop's Wi-Fi: its longer side at most 2048 px.

const SIDE = 2048;
const QUALITY = 0.85;

export async function shrunk(file) {
  if (!(file instanceof File) || !file.type.startsWith("image/")) return file;
  try {
    const drawn = await draw(await createImageBitmap(file, { imageOrientation: "from-image" }));
    const smaller = drawn && drawn.size < file.size;
    return smaller ? new File([drawn], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    // A kind this browser cannot read; the house can.
    return file;
  }
}

function draw(image) {
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
