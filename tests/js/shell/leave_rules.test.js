// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { press, WITHIN_MS } from "../../../src/nearward/shell/static/shell/leave_rules.js";

/** @param {number[]} times */
function pressed(times) {
  /** @type {{times: number[], leave: boolean}} */
  let state = { times: [], leave: false };
  for (const at of times) state = press(state.times, at);
  return state.leave;
}

test("three presses in quick succession leave", () => {
  assert.equal(pressed([0, 300, 600]), true);
});

test("two presses do not", () => {
  assert.equal(pressed([0, 300]), false);
});

test("presses far apart do not add up", () => {
  assert.equal(pressed([0, WITHIN_MS, 2 * WITHIN_MS]), false);
});

test("a slow first press does not spoil three quick ones", () => {
  assert.equal(pressed([0, 5000, 5300, 5600]), true);
});
