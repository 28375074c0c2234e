// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextAfter } from "../../../src/nearward/together/static/together/keeping_rules.js";

const answer = (/** @type {number} */ status, type = "basic", /** @type {string | null} */ next = null) => ({ status, type, next });

test("words are let go only when the server says where to", () => {
  assert.equal(nextAfter(answer(204, "basic", "/two/thanks/")), "go");
});

test("no answer and a broken server leave the words where they are", () => {
  assert.equal(nextAfter(undefined), "not-kept");
  assert.equal(nextAfter(answer(500)), "not-kept");
  assert.equal(nextAfter(answer(507)), "not-kept");
});

test("being led away means having been signed out", () => {
  assert.equal(nextAfter(answer(0, "opaqueredirect")), "signed-out");
});

test("a page with mistakes, or one that gives the words back, is asked for the plain way", () => {
  assert.equal(nextAfter(answer(200)), "send");
  assert.equal(nextAfter(answer(403)), "send");
});
