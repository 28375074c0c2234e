// @ts-check
/** What a scale says about a value. Knows no page. */

/**
 * @typedef {object} Scale
 * @property {number} low   smallest value
 * @property {number} high  largest value
 * @property {string[]} words  words spread evenly over the scale; may be empty
 * @property {string} said  how a bare number is told, with {value} and {high} in it
 */

/**
 * How far along the scale a value lies, from 0 to 1.
 * @param {number} value
 * @param {Pick<Scale, "low" | "high">} scale
 */
export function fraction(value, scale) {
  if (scale.high <= scale.low) return 0;
  return Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)));
}

/**
 * What to show, and to read out, for a value.
 * @param {number} value
 * @param {Scale} scale
 */
export function told(value, scale) {
  if (!scale.words.length) {
    return scale.said.replace("{value}", String(value)).replace("{high}", String(scale.high));
  }
  const at = Math.min(scale.words.length - 1, Math.floor(fraction(value, scale) * scale.words.length));
  return scale.words[at];
}
