// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { lookAt } from "../../../src/nearward/guide/static/guide/gentle_rules.js";

const hint = (/** @type {Partial<import("../../../src/nearward/guide/static/guide/gentle_rules.js").Hint>} */ more) => ({
  title: "t", says: "s", turn: "u", finds: ["\\byou never\\b"], missing: false, atLeast: 1, ...more,
});

test("what is found is shown in the words that were typed", () => {
  assert.deepEqual(lookAt("And You Never call", [hint({})]).map(({ words }) => words), ["You Never"]);
});

test("a straight and a curly apostrophe are the same", () => {
  const hints = [hint({ finds: ["\\byou don’t\\b"] })];
  assert.equal(lookAt("you don't listen", hints)[0]?.words, "you don't");
  assert.equal(lookAt("you don’t listen", hints)[0]?.words, "you don’t");
});

test("the earliest of several places is the one shown", () => {
  const hints = [hint({ finds: ["\\bworse\\b", "\\balways\\b"] })];
  assert.equal(lookAt("it is always worse", hints)[0]?.words, "always");
});

test("a wish is missed only in a text long enough to hold one", () => {
  const hints = [hint({ finds: ["\\bi would like\\b"], missing: true, atLeast: 4 })];
  assert.equal(lookAt("I am sad", hints).length, 0);
  assert.deepEqual(lookAt("I am sad about Sunday", hints).map(({ words }) => words), [""]);
  assert.equal(lookAt("I am sad and I would like a walk", hints).length, 0);
});

test("letters of any language are words, and a word with an apostrophe is one", () => {
  const missing = hint({ finds: ["never there"], missing: true, atLeast: 3 });
  assert.equal(lookAt("él está aquí", [missing]).length, 1);
  assert.equal(lookAt("it's late", [missing]).length, 0);
});

test("a pattern that this browser cannot read is passed over", () => {
  assert.equal(lookAt("you never call", [hint({ finds: ["(", "\\byou never\\b"] })]).length, 1);
});

test("no text whatever makes it fail", () => {
  for (const text of ["", " ", "\u0000", "’’’", "🙂".repeat(900), "you ".repeat(5000)]) {
    assert.ok(Array.isArray(lookAt(text, [hint({}), hint({ missing: true })])));
  }
});
