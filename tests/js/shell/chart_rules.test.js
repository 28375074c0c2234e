// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAt, placeOf, sentence } from "../../../src/nearward/shell/static/shell/chart_rules.js";

test("the nearest day lies under the finger, the ends beyond the ends", () => {
  assert.deepEqual([-50, 30, 34, 36, 90, 500].map((at) => dayAt(at, 30, 100, 8)), [0, 0, 0, 1, 6, 7]);
});

test("every day is found again where it stands", () => {
  for (const days of [2, 7, 84, 365]) {
    for (let day = 0; day < days; day += 1) assert.equal(dayAt(placeOf(day, 34, 294, days), 34, 294, days), day);
  }
});

test("a chart of one day has that day everywhere", () => {
  assert.equal(dayAt(77, 0, 100, 1), 0);
  assert.equal(placeOf(0, 0, 100, 1), 50);
});

test("a day without an answer is told as such, and nothing as nothing", () => {
  const told = { days: ["5 Jan", "6 Jan"], series: [{ name: "You", values: [0, null] }, { name: "Ben", values: [70, 71] }], none: "–" };
  assert.equal(sentence(0, told), "5 Jan: You 0 · Ben 70");
  assert.equal(sentence(1, told), "6 Jan: You – · Ben 71");
});
