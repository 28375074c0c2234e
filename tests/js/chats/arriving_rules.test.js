// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { hundredths, isTooLarge, nextAfter } from "../../../src/nearward/chats/static/chats/arriving_rules.js";

test("a file is too large only beyond the limit", () => {
  assert.equal(isTooLarge(200 * 1024 * 1024, 200), false);
  assert.equal(isTooLarge(200 * 1024 * 1024 + 1, 200), true);
});

test("the bar never says that all is done while something is left to do", () => {
  assert.equal(hundredths(0, 0), 0);
  assert.equal(hundredths(50, 200), 25);
  assert.equal(hundredths(200, 200), 99);
});

test("a mistake shows the page that says so, and a broken line says that nothing arrived", () => {
  assert.equal(nextAfter({ status: 422 }), "show");
  assert.equal(nextAfter({ status: 413 }), "show");
  assert.equal(nextAfter({ status: 200 }), "go");
  assert.equal(nextAfter({ status: 503 }), "not-sent");
  assert.equal(nextAfter({ status: 0 }), "not-sent");
});
