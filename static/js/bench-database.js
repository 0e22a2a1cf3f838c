// The tablet's own databases, read and written by the pages and by the worker.

function open(name, stores) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => Object.entries(stores).forEach(([store, options]) => request.result.createObjectStore(store, options));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Answers a function that asks one store: what is acted is one transaction, written for good.
export function database(name, stores) {
  const opened = open(name, stores);
  // Asked for later all the same: a tablet may refuse to keep anything.
  opened.catch(() => {});
  return async (store, mode, act) => {
    const kept = await opened;
    return new Promise((resolve, reject) => {
      const change = kept.transaction(store, mode, { durability: "strict" });
      const request = act(change.objectStore(store));
      change.oncomplete = () => resolve(request.result);
      change.onerror = change.onabort = () => reject(change.error);
    });
  };
}

export const table = (ask, store) => ({
  put: (row) => ask(store, "readwrite", (rows) => rows.put(row)),
  drop: (key) => ask(store, "readwrite", (rows) => rows.delete(key)),
  get: (key) => ask(store, "readonly", (rows) => rows.get(key)),
  all: () => ask(store, "readonly", (rows) => rows.getAll()),
  keys: () => ask(store, "readonly", (rows) => rows.getAllKeys()),
});
