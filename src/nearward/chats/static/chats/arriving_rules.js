// @ts-check
/** What to do about a file before and while it is sent; nothing of the page in here. */

/**
 * @param {number} size  bytes
 * @param {number} most  megabytes
 */
export function isTooLarge(size, most) {
  return size > most * 1024 * 1024;
}

/**
 * How far it has come, in whole hundredths; the last one is left for the reading.
 * @param {number} sent
 * @param {number} all
 */
export function hundredths(sent, all) {
  return all > 0 ? Math.min(99, Math.floor((100 * sent) / all)) : 0;
}

/**
 * What follows an answer: go where it led, show the page that came instead, or say that nothing arrived.
 * @param {{ status: number }} answer
 * @returns {"go" | "show" | "not-sent"}
 */
export function nextAfter(answer) {
  if (answer.status === 413 || answer.status === 422) return "show";
  if (answer.status < 200 || answer.status >= 400) return "not-sent";
  return "go";
}
