// @ts-check
/** When three presses of a key mean "take me away from here". Knows no page. */

export const PRESSES = 3;
export const WITHIN_MS = 2000;

/**
 * Adds a press to those before it.
 * @param {readonly number[]} before  times of earlier presses, in milliseconds
 * @param {number} at  time of this press
 * @returns {{times: number[], leave: boolean}} the presses that still count, and whether they are enough
 */
export function press(before, at) {
  const times = [...before.filter((time) => at - time < WITHIN_MS && time <= at), at];
  return { times, leave: times.length >= PRESSES };
}
