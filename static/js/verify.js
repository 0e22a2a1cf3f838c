// A certificate's QR code carries number and code behind the #, which no server ever sees.
const carried = /^#([A-Z0-9-]+)\.([A-Z0-9]+)$/i.exec(window.location.hash);
const form = document.getElementById("check");
if (carried && form) {
  form.elements.serial.value = carried[1];
  form.elements.code.value = carried[2];
  window.history.replaceState(null, "", window.location.pathname);
  form.querySelector("button").focus();
}
