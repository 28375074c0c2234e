// @ts-check
/** Keeps sealed entries, and the server's public key to seal the next ones with, in this browser's IndexedDB. */

/** @typedef {import("./offline_queue.js").Store} Store */
/** @typedef {import("./offline_queue.js").Waiting} Waiting */
/** @typedef {import("./offline_seal.js").Recipient} Recipient */

/** @typedef {Store & {sentAt: () => Promise<number>, setSentAt: (time: number) => Promise<void>}} Kept */

const NAME = "nearward";
const ENTRIES = "entries";
const RECIPIENT = "recipient";
const SENT_AT = "sent-at";

/**
 * @param {IDBFactory} [factory]
 * @returns {Kept}
 */
export function openStore(factory = indexedDB) {
  /** @type {Promise<IDBDatabase> | undefined} */
  let opened;
  const database = () => (opened ??= open(factory));
  return {
    recipient: async () => read(await database(), RECIPIENT, (store) => store.get(RECIPIENT)),
    setRecipient: async (to) => write(await database(), RECIPIENT, (store) => store.put({ ...to }, RECIPIENT)),
    forgetRecipient: async () => write(await database(), RECIPIENT, (store) => store.clear()),
    sentAt: async () => (await read(await database(), RECIPIENT, (store) => store.get(SENT_AT))) ?? 0,
    setSentAt: async (time) => write(await database(), RECIPIENT, (store) => store.put(time, SENT_AT)),
    all: async () => read(await database(), ENTRIES, (store) => store.getAll()),
    put: async (waiting) => write(await database(), ENTRIES, (store) => store.put(waiting)),
    remove: async (id) => write(await database(), ENTRIES, (store) => store.delete(id)),
  };
}

/**
 * @param {IDBFactory} factory
 * @returns {Promise<IDBDatabase>}
 */
function open(factory) {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: "id" });
      request.result.createObjectStore(RECIPIENT);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBDatabase} database
 * @param {string} name
 * @param {(store: IDBObjectStore) => IDBRequest} ask
 * @returns {Promise<any>}
 */
function read(database, name, ask) {
  return new Promise((resolve, reject) => {
    const request = ask(database.transaction(name).objectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Resolves when the browser has put it on disk, not when it has accepted it.
 * @param {IDBDatabase} database
 * @param {string} name
 * @param {(store: IDBObjectStore) => IDBRequest} change
 * @returns {Promise<void>}
 */
function write(database, name, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, "readwrite", { durability: "strict" });
    change(transaction.objectStore(name));
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
