// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { unfold } from "../../../src/nearward/guide/static/guide/print.js";

test("printing opens what is folded, and folds only that again", () => {
  const folds = [{ open: false }, { open: true }, { open: false }];
  const fold = unfold(folds);
  assert.deepEqual(folds.map((each) => each.open), [true, true, true]);
  fold();
  assert.deepEqual(folds.map((each) => each.open), [false, true, false]);
});
