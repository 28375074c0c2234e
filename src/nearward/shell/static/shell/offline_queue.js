// @ts-check
/**
 * Entries written without a connection: sealed at once, sent later, each exactly once.
 *
 * "Exactly once" is made of two halves. Here, an entry has a UUID from the moment it is written and stays in the queue
 * until the server has said it has it. There, a UUID that is known already is answered like a new one (any 2xx) and
 * changes nothing. However often the connection breaks between the two, the entry arrives once.
 *
 * The server's answer to POST {id, owner, sealed}:
 *   2xx                kept now, or kept before: the entry leaves the queue
 *   400, 409, 410, 422 it will never be taken (unreadable, too old, already answered by hand): it is set aside, and the
 *                      page can say so; it is not sent again
 *   anything else, a redirect to signing in, or no answer: it waits, and so does everything behind it
 * An entry of another owner than the one who is signed in is not sent and stays where it is.
 */
import { seal } from "./offline_seal.js";

/** @typedef {import("./offline_seal.js").Recipient} Recipient */
/** @typedef {{id: string, owner: string, sealed: string, order: number, refused: boolean}} Waiting */
/** @typedef {"kept" | "refused" | "later"} Answer */

/**
 * Where entries wait; `offline_store.js` keeps them in IndexedDB.
 * @typedef {object} Store
 * @property {() => Promise<Recipient | undefined>} recipient
 * @property {(to: Recipient) => Promise<void>} setRecipient
 * @property {() => Promise<void>} forgetRecipient
 * @property {() => Promise<Waiting[]>} all
 * @property {(waiting: Waiting) => Promise<void>} put
 * @property {(id: string) => Promise<void>} remove
 */

/**
 * @typedef {object} Parts
 * @property {Store} store
 * @property {(waiting: Waiting) => Promise<Answer>} send
 * @property {() => string} [newId]
 * @property {typeof seal} [sealBy]
 * @property {<T>(work: () => Promise<T>) => Promise<T | undefined>} [alone]  lets one page work at a time
 */

const FOR_GOOD = new Set([400, 409, 410, 422]);

/** @param {Parts} parts */
export function createQueue({ store, send, newId = () => crypto.randomUUID(), sealBy = seal, alone = oneAtATime() }) {
  return {
    /**
     * Remembers for whom to seal; called by a page whose owner is signed in.
     * @param {Recipient} to
     */
    prepare: (to) => store.setRecipient(to),

    /** Stops taking entries for anybody; what waits keeps waiting for its owner. */
    close: () => store.forgetRecipient(),

    /** Whether an entry could be taken now. */
    ready: async () => Boolean(await store.recipient()),

    /**
     * Seals an entry and keeps it until it can be sent.
     * @param {unknown} entry
     * @returns {Promise<string>} its id
     */
    async add(entry) {
      const to = await store.recipient();
      if (!to) throw new Error("nobody to seal for");
      const id = newId();
      const sealed = await sealBy(entry, id, to);
      const order = 1 + Math.max(0, ...(await store.all()).map((other) => other.order));
      await store.put({ id, owner: to.owner, sealed, order, refused: false });
      return id;
    },

    /**
     * Sends what waits, oldest first, and stops at the first that has to wait longer.
     * @param {string} owner  who is signed in
     * @returns {Promise<{sent: number, refused: number, left: number}>}
     */
    async flush(owner) {
      const done = { kept: 0, refused: 0 };
      await alone(async () => {
        for (const waiting of await ofOwner(store, owner)) {
          const answer = await send(waiting).catch(() => /** @type {Answer} */ ("later"));
          if (answer === "later") return;
          if (answer === "kept") await store.remove(waiting.id);
          else await store.put({ ...waiting, refused: true });
          done[answer] += 1;
        }
      });
      return { sent: done.kept, refused: done.refused, left: (await ofOwner(store, owner)).length };
    },

    /** @param {string} owner */
    async waiting(owner) {
      return (await ofOwner(store, owner)).length;
    },

    /**
     * Drops what the server will never take, once its owner has been told.
     * @param {string} owner
     */
    async dropRefused(owner) {
      const refused = (await store.all()).filter((one) => one.owner === owner && one.refused);
      for (const one of refused) await store.remove(one.id);
      return refused.length;
    },
  };
}

/**
 * Sends one entry by POST.
 * @param {string} address
 * @param {string} token  the page's CSRF token
 * @param {typeof fetch} [by]
 * @returns {(waiting: Waiting) => Promise<Answer>}
 */
export function sender(address, token, by = fetch) {
  return async ({ id, owner, sealed }) => {
    const answer = await by(address, {
      method: "POST",
      redirect: "manual",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ id, owner, sealed }),
    });
    if (answer.ok) return "kept";
    return FOR_GOOD.has(answer.status) ? "refused" : "later";
  };
}

/** Lets only one tab of this browser send at a time; another that tries meanwhile does nothing. */
export function oneTab() {
  /** @type {NonNullable<Parts["alone"]>} */
  return async (work) => {
    if (!navigator.locks) return work();
    return navigator.locks.request("nearward-offline", { ifAvailable: true }, (lock) => (lock ? work() : undefined));
  };
}

/** @returns {NonNullable<Parts["alone"]>} */
function oneAtATime() {
  let busy = false;
  return async (work) => {
    if (busy) return undefined;
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };
}

/**
 * @param {Store} store
 * @param {string} owner
 */
async function ofOwner(store, owner) {
  const mine = (await store.all()).filter((one) => one.owner === owner && !one.refused);
  return mine.sort((one, other) => one.order - other.order);
}
