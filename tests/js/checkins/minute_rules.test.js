// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf, around, firstOpen, toAsk } from "../../../src/nearward/checkins/static/checkins/minute_rules.js";

/** @typedef {import("../../../src/nearward/checkins/static/checkins/minute_rules.js").Question} Question */

/** @type {Question[]} */
const QUESTIONS = [
  { id: "closeness", answered: true },
  { id: "tension", answered: false },
  { id: "repair", answered: false, after: "tension", when: ["1", "2"] },
  { id: "sleep", answered: false },
];

/** @param {Record<string, string>} fields */
const reader = (fields) => (/** @type {string} */ name) => fields[name] ?? "";

/** @param {Question[]} questions */
const ids = (questions) => questions.map(({ id }) => id);

test("a follow-up is asked only after a fitting answer", () => {
  assert.deepEqual(ids(toAsk(QUESTIONS, reader({}))), ["closeness", "tension", "sleep"]);
  assert.deepEqual(ids(toAsk(QUESTIONS, reader({ "a-tension": "0" }))), ["closeness", "tension", "sleep"]);
  assert.deepEqual(ids(toAsk(QUESTIONS, reader({ "a-tension": "2" }))), ["closeness", "tension", "repair", "sleep"]);
});

test("the minute begins at the first question that has no answer yet", () => {
  assert.equal(firstOpen(QUESTIONS), "tension");
  assert.equal(firstOpen(QUESTIONS.map((one) => ({ ...one, answered: true }))), "closeness");
  assert.equal(firstOpen([]), "");
});

test("a question knows its neighbours and its place", () => {
  assert.deepEqual(around(QUESTIONS, "closeness"), { before: "", after: "tension", at: 1, all: 4 });
  assert.deepEqual(around(QUESTIONS, "repair"), { before: "tension", after: "sleep", at: 3, all: 4 });
  assert.deepEqual(around(QUESTIONS, "sleep"), { before: "repair", after: "", at: 4, all: 4 });
});

test("an entry holds numbers, and away where a question did not apply", () => {
  const read = reader({ "a-closeness": "0", "a-tension": "away", "a-sleep": "40", "away-sleep": "on" });
  assert.deepEqual(answersOf(QUESTIONS, read), { closeness: 0, tension: "away", sleep: "away" });
});

test("what was left alone is not in an entry, nor a follow-up that is not asked", () => {
  const read = reader({ "a-tension": "0", "a-repair": "1", "a-sleep": "" });
  assert.deepEqual(answersOf(toAsk(QUESTIONS, read), read), { tension: 0 });
});
