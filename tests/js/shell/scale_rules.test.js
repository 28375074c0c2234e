// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { fraction, told } from "../../../src/nearward/shell/static/shell/scale_rules.js";

const bare = { low: 0, high: 100, words: [], said: "{value} of {high}" };
const worded = { ...bare, words: ["far apart", "in between", "very near"] };

test("a bare scale says its number and its end", () => {
  assert.equal(told(58, bare), "58 of 100");
});

test("words are spread evenly, and both ends have theirs", () => {
  assert.deepEqual([0, 33, 34, 66, 67, 100].map((value) => told(value, worded)), [
    "far apart",
    "far apart",
    "in between",
    "in between",
    "very near",
    "very near",
  ]);
});

test("what lies outside the scale counts as its end", () => {
  assert.equal(fraction(-5, bare), 0);
  assert.equal(fraction(500, bare), 1);
});

test("a scale without width has no fraction to tell", () => {
  assert.equal(fraction(3, { low: 3, high: 3 }), 0);
});
