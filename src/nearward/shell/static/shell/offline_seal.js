// @ts-check
/**
 * Seals what is written without a connection, so that whoever holds the phone cannot read what waits on it.
 *
 * The server's public key is an uncompressed P-256 point (SEC 1): 65 bytes, 0x04 ‖ x ‖ y. Every entry gets a key pair of
 * its own, whose private half is never stored. A sealed entry, version 1, is these bytes, one after the other:
 *
 *   offset  length  what
 *        0       1  version, 0x01
 *        1       8  which server key: the first 8 bytes of SHA-256(server public key, 65 bytes)
 *        9      65  the entry's public key: uncompressed P-256 point
 *       74      12  nonce, random
 *       86       n  AES-256-GCM ciphertext, then its 16-byte tag
 *
 *   shared  = ECDH P-256(entry private key, server public key): the x coordinate, 32 bytes, big-endian
 *   key     = HKDF-SHA-256(ikm = shared, salt = entry public key ‖ server public key (130 bytes),
 *                          info = UTF-8 "nearward offline entry v1", length = 32)
 *   aad     = bytes 0 to 85 ‖ the entry's id: the UUID's 16 bytes, big-endian ‖ UTF-8 of the owner
 *   plain   = UTF-8 JSON, filled up with spaces to a multiple of 512 bytes, so that its length tells nothing
 *
 * `owner` is an opaque word the server gave with its key while its owner was signed in. The server opens an entry only for
 * the person of that word: what one person wrote offline can never become another's who signs in on the same phone.
 * Bytes travel as base64url without padding.
 */

export const VERSION = 1;
export const BLOCK = 512;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = "nearward offline entry v1";
const text = new TextEncoder();

/**
 * @typedef {object} Recipient
 * @property {string} key    the server's public key, base64url of 65 bytes
 * @property {string} owner  who the entries are from
 */

/**
 * Seals one entry.
 * @param {unknown} entry  anything that JSON can hold
 * @param {string} id      the entry's UUID
 * @param {Recipient} to
 * @param {Crypto} [by]
 * @returns {Promise<string>} the bytes above, base64url
 */
export async function seal(entry, id, to, by = crypto) {
  const serverKey = fromBase64Url(to.key);
  const own = /** @type {CryptoKeyPair} */ (await by.subtle.generateKey(CURVE, false, ["deriveBits"]));
  const ownKey = new Uint8Array(await by.subtle.exportKey("raw", own.publicKey));
  const theirs = await by.subtle.importKey("raw", serverKey, CURVE, false, []);
  const shared = await by.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const key = await entryKey(shared, ownKey, serverKey, by);
  const which = new Uint8Array(await by.subtle.digest("SHA-256", serverKey)).slice(0, 8);
  const nonce = by.getRandomValues(new Uint8Array(12));
  const head = joined(Uint8Array.of(VERSION), which, ownKey, nonce);
  const aad = joined(head, uuidBytes(id), text.encode(to.owner));
  const sealed = await by.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aad }, key, padded(entry));
  return toBase64Url(joined(head, new Uint8Array(sealed)));
}

/**
 * @param {ArrayBuffer} shared
 * @param {Uint8Array} ownKey
 * @param {Uint8Array} serverKey
 * @param {Crypto} by
 */
async function entryKey(shared, ownKey, serverKey, by) {
  const material = await by.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: joined(ownKey, serverKey), info: text.encode(INFO) };
  return by.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

/**
 * JSON, filled up with spaces to whole blocks.
 * @param {unknown} entry
 */
export function padded(entry) {
  const bytes = text.encode(JSON.stringify(entry));
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20);
  whole.set(bytes);
  return whole;
}

/** @param {string} id */
export function uuidBytes(id) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new TypeError("not a UUID");
  const digits = id.replaceAll("-", "");
  return Uint8Array.from({ length: 16 }, (_, at) => parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}

/** @param {Uint8Array} bytes */
export function toBase64Url(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} letters */
export function fromBase64Url(letters) {
  const found = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(found, (letter) => letter.charCodeAt(0));
}

/** @param {...Uint8Array} parts */
function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
