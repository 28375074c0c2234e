// @ts-check
/** Which day of a chart lies under a finger, and what is told of it. Knows no page. */

/**
 * @typedef {object} Told
 * @property {string[]} days  every day of the chart, as the reader writes it
 * @property {{name: string, values: (number | null)[]}[]} series  a value for each of those days, or null
 * @property {string} none  what stands for no answer
 */

/**
 * The number of the day nearest to a place across the drawing.
 * @param {number} at     in the units of the view box
 * @param {number} left   where the first day stands
 * @param {number} right  where the last day stands
 * @param {number} days   how many days there are
 */
export function dayAt(at, left, right, days) {
  if (days < 2 || right <= left) return 0;
  const share = (at - left) / (right - left);
  return Math.min(days - 1, Math.max(0, Math.round(share * (days - 1))));
}

/**
 * Where a day stands across the drawing.
 * @param {number} day
 * @param {number} left
 * @param {number} right
 * @param {number} days
 */
export function placeOf(day, left, right, days) {
  return days < 2 ? (left + right) / 2 : left + ((right - left) * day) / (days - 1);
}

/**
 * @param {number} day
 * @param {Told} told
 */
export function sentence(day, told) {
  const values = told.series.map(({ name, values }) => `${name} ${values[day] ?? told.none}`);
  return `${told.days[day]}: ${values.join(" · ")}`;
}
