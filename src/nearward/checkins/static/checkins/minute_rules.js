// @ts-check
/** Which questions of the minute are shown, and in what order. Knows no page. */

/**
 * @typedef {object} Question
 * @property {string} id
 * @property {boolean} answered  whether it was answered when the page was made
 * @property {string | undefined} [after]  the question it follows up
 * @property {string[] | undefined} [when]  the answers to that question after which it is asked
 */

/** @typedef {(name: string) => string} Reader  the present value of a field, or an empty text */

/**
 * The questions to go through: a follow-up only after a fitting answer.
 * @param {Question[]} questions
 * @param {Reader} read
 */
export function toAsk(questions, read) {
  return questions.filter(({ after, when }) => !after || (when ?? []).includes(read(`a-${after}`)));
}

/**
 * Where to begin: at the first question that has no answer yet, or at the first of all.
 * @param {Question[]} questions
 */
export function firstOpen(questions) {
  const found = questions.find((question) => !question.answered);
  return (found ?? questions[0])?.id ?? "";
}

/**
 * The neighbours of a question, empty texts at the ends, and its place, counted from one.
 * @param {Question[]} asked
 * @param {string} id
 */
export function around(asked, id) {
  const at = asked.findIndex((question) => question.id === id);
  return { before: asked[at - 1]?.id ?? "", after: asked[at + 1]?.id ?? "", at: at + 1, all: asked.length };
}

/**
 * What was answered, as an entry to be sent later: item to number, or to "away".
 * @param {Question[]} asked
 * @param {Reader} read
 */
export function answersOf(asked, read) {
  /** @type {Record<string, number | string>} */
  const answers = {};
  for (const { id } of asked) {
    const given = read(`away-${id}`) ? "away" : read(`a-${id}`);
    if (given === "away") answers[id] = given;
    else if (given !== "") answers[id] = Number(given);
  }
  return answers;
}
