// @ts-check
import assert from "node:assert/strict";
import { createDecipheriv, createECDH, createHash, hkdfSync, randomUUID } from "node:crypto";
import { test } from "node:test";
import { BLOCK, fromBase64Url, padded, seal, toBase64Url, uuidBytes } from "../../../src/nearward/shell/static/shell/offline_seal.js";

const OWNER = "ana-7f3a";
const server = createECDH("prime256v1");
const serverKey = server.generateKeys();
const to = { key: toBase64Url(serverKey), owner: OWNER };

/**
 * The server's side, written from the description alone and with another library.
 * @param {string} sealed
 * @param {string} id
 * @param {string} owner
 */
function opened(sealed, id, owner) {
  const bytes = Buffer.from(sealed, "base64url");
  const entryKey = bytes.subarray(9, 74);
  const info = "nearward offline entry v1";
  const salt = Buffer.concat([entryKey, serverKey]);
  const key = Buffer.from(hkdfSync("sha256", server.computeSecret(entryKey), salt, info, 32));
  const by = createDecipheriv("aes-256-gcm", key, bytes.subarray(74, 86));
  by.setAAD(Buffer.concat([bytes.subarray(0, 86), Buffer.from(id.replaceAll("-", ""), "hex"), Buffer.from(owner)]));
  by.setAuthTag(bytes.subarray(-16));
  return JSON.parse(Buffer.concat([by.update(bytes.subarray(86, -16)), by.final()]).toString("utf8"));
}

test("the server opens what was sealed for it", async () => {
  const id = randomUUID();
  const entry = { day: "2026-03-12", closeness: 58, words: "nähér ❤" };
  assert.deepEqual(opened(await seal(entry, id, to), id, OWNER), entry);
});

test("the head names version and server key", async () => {
  const bytes = fromBase64Url(await seal({}, randomUUID(), to));
  assert.equal(bytes[0], 1);
  assert.deepEqual(Buffer.from(bytes.subarray(1, 9)), createHash("sha256").update(serverKey).digest().subarray(0, 8));
  assert.equal(bytes.length, 86 + BLOCK + 16);
});

test("an entry opens for no other person, under no other id, and not when changed", async () => {
  const id = randomUUID();
  const sealed = await seal({ closeness: 1 }, id, to);
  assert.throws(() => opened(sealed, id, "ben-91c0"));
  assert.throws(() => opened(sealed, randomUUID(), OWNER));
  for (const at of [0, 5, 80, 90, 600]) {
    const bytes = fromBase64Url(sealed);
    bytes[at] ^= 1;
    assert.throws(() => opened(toBase64Url(bytes), id, OWNER), `byte ${at}`);
  }
});

test("entries of different length look alike from outside", async () => {
  const short = await seal({ a: 1 }, randomUUID(), to);
  const long = await seal({ a: "x".repeat(400) }, randomUUID(), to);
  assert.equal(short.length, long.length);
  assert.equal(padded("x".repeat(BLOCK)).length, 2 * BLOCK);
});

test("nothing repeats between two seals of the same entry", async () => {
  const id = randomUUID();
  const [one, other] = await Promise.all([seal({ a: 1 }, id, to), seal({ a: 1 }, id, to)]);
  assert.notEqual(one.slice(12), other.slice(12));
});

test("an id that is no UUID and a key that is no point are refused", async () => {
  assert.throws(() => uuidBytes("not-one"), TypeError);
  await assert.rejects(seal({}, randomUUID(), { key: toBase64Url(new Uint8Array(65)), owner: OWNER }));
});

test("base64url goes there and back for every byte", () => {
  const all = Uint8Array.from({ length: 256 }, (_, at) => at);
  assert.deepEqual(fromBase64Url(toBase64Url(all)), all);
  assert.match(toBase64Url(all), /^[\w-]+$/);
});
