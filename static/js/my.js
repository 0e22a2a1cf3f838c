// Tells the house that the offer is before the client's eyes. Without it, choosing an option does.
const form = document.getElementById("seen");
if (form) fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
