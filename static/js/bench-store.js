// What the tablet keeps for itself. The queue's database never changes its shape, so that no new
// version of the app can fail to read what an older one wrote down; the screens it keeps for a time
// without network stand in a database of their own, which may be thrown away at any time.

function open(name, stores) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => Object.entries(stores).forEach(([store, options]) => request.result.createObjectStore(store, options));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const opened = {
  taps: open("bench", { taps: { keyPath: "order", autoIncrement: true } }),
  screens: open("bench-screens", { screens: { keyPath: "address" } }),
};
// Asked for later all the same: a tablet may refuse to keep anything.
Object.values(opened).forEach((database) => database.catch(() => {}));

async function ask(store, mode, act) {
  const database = await opened[store];
  return new Promise((resolve, reject) => {
    const change = database.transaction(store, mode, { durability: "strict" });
    const request = act(change.objectStore(store));
    change.oncomplete = () => resolve(request.result);
    change.onerror = change.onabort = () => reject(change.error);
  });
}

export const keep = (tap) => ask("taps", "readwrite", (taps) => taps.put(tap));
export const crossOut = (order) => ask("taps", "readwrite", (taps) => taps.delete(order));
export const waiting = () => ask("taps", "readonly", (taps) => taps.getAll());

export const keepScreen = (screen) => ask("screens", "readwrite", (screens) => screens.put(screen));
export const screenAt = (address) => ask("screens", "readonly", (screens) => screens.get(address));
export const screensKept = () => ask("screens", "readonly", (screens) => screens.getAll());
export const dropScreen = (address) => ask("screens", "readwrite", (screens) => screens.delete(address));
export const dropScreens = () => ask("screens", "readwrite", (screens) => screens.clear());

// The next look at what is to be kept is a whole one.
export async function readAgain() {
  const before = await screenAt("kept");
  if (before) await keepScreen({ ...before, etag: "" });
}
