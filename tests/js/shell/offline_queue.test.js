// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { createQueue, sender } from "../../../src/nearward/shell/static/shell/offline_queue.js";

/** @typedef {import("../../../src/nearward/shell/static/shell/offline_queue.js").Waiting} Waiting */
/** @typedef {import("../../../src/nearward/shell/static/shell/offline_queue.js").Answer} Answer */

function shelf() {
  /** @type {Map<string, Waiting>} */
  const entries = new Map();
  /** @type {import("../../../src/nearward/shell/static/shell/offline_seal.js").Recipient | undefined} */
  let to;
  return {
    entries,
    recipient: async () => to,
    setRecipient: async (/** @type {typeof to} */ given) => void (to = given),
    forgetRecipient: async () => void (to = undefined),
    all: async () => [...entries.values()],
    put: async (/** @type {Waiting} */ one) => void entries.set(one.id, one),
    remove: async (/** @type {string} */ id) => void entries.delete(id),
  };
}

/** @param {(waiting: Waiting) => Promise<Answer>} send */
async function started(send) {
  let count = 0;
  const store = shelf();
  const newId = () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
  const sealBy = async (/** @type {unknown} */ entry) => `sealed:${JSON.stringify(entry)}`;
  const queue = createQueue({ store, send, newId, sealBy });
  await queue.prepare({ key: "k", owner: "ana" });
  return { queue, store };
}

test("what is written offline is sent in order and then forgotten here", async () => {
  /** @type {string[]} */
  const arrived = [];
  const { queue, store } = await started(async (one) => (arrived.push(one.sealed), "kept"));
  await queue.add({ day: 1 });
  await queue.add({ day: 2 });
  assert.deepEqual(await queue.flush("ana"), { sent: 2, refused: 0, left: 0 });
  assert.deepEqual(arrived, ['sealed:{"day":1}', 'sealed:{"day":2}']);
  assert.equal(store.entries.size, 0);
});

test("a server that hears twice keeps once, however often the answer is lost", async () => {
  const kept = new Map();
  let calls = 0;
  const { queue } = await started(async (one) => {
    calls += 1;
    kept.set(one.id, one.sealed);
    if (calls % 3) throw new TypeError("connection lost after the server kept it");
    return "kept";
  });
  for (let day = 0; day < 5; day += 1) await queue.add({ day });
  for (let round = 0; round < 40 && (await queue.waiting("ana")); round += 1) await queue.flush("ana");
  assert.equal(await queue.waiting("ana"), 0);
  assert.equal(kept.size, 5);
});

test("the first that has to wait holds back those behind it", async () => {
  /** @type {string[]} */
  const tried = [];
  const { queue } = await started(async (one) => (tried.push(one.id), "later"));
  await queue.add({});
  await queue.add({});
  assert.deepEqual(await queue.flush("ana"), { sent: 0, refused: 0, left: 2 });
  assert.equal(tried.length, 1);
});

test("what the server will never take is set aside, told once and dropped", async () => {
  const { queue } = await started(async (one) => (one.order === 1 ? "refused" : "kept"));
  await queue.add({});
  await queue.add({});
  assert.deepEqual(await queue.flush("ana"), { sent: 1, refused: 1, left: 0 });
  assert.deepEqual(await queue.flush("ana"), { sent: 0, refused: 0, left: 0 });
  assert.equal(await queue.dropRefused("ana"), 1);
  assert.equal(await queue.dropRefused("ana"), 0);
});

test("nobody sends what somebody else wrote on the same phone", async () => {
  /** @type {string[]} */
  const sent = [];
  const { queue } = await started(async (one) => (sent.push(one.owner), "kept"));
  await queue.add({});
  assert.deepEqual(await queue.flush("ben"), { sent: 0, refused: 0, left: 0 });
  assert.deepEqual(sent, []);
  assert.equal(await queue.waiting("ana"), 1);
});

test("two calls at once send each entry once", async () => {
  let calls = 0;
  const { queue } = await started(async () => (calls += 1, await new Promise((go) => setTimeout(go, 5)), "kept"));
  await queue.add({});
  await Promise.all([queue.flush("ana"), queue.flush("ana")]);
  assert.equal(calls, 1);
});

test("without somebody to seal for nothing is taken", async () => {
  const { queue, store } = await started(async () => "kept");
  await queue.close();
  assert.equal(await queue.ready(), false);
  await assert.rejects(queue.add({ day: 1 }));
  assert.equal(store.entries.size, 0);
});

test("the answer decides whether an entry is kept, refused or waits", async () => {
  const waiting = { id: "i", owner: "ana", sealed: "s", order: 1, refused: false };
  /** @param {number} status */
  const answered = (status) => {
    const by = /** @type {typeof fetch} */ (async () => ({ ok: status >= 200 && status < 300, status }));
    return sender("/send", "token", by)(waiting);
  };
  for (const status of [200, 201, 204]) assert.equal(await answered(status), "kept");
  for (const status of [400, 409, 410, 422]) assert.equal(await answered(status), "refused");
  for (const status of [0, 302, 401, 403, 404, 429, 500, 503, 507]) assert.equal(await answered(status), "later");
});
