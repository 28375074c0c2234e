// @ts-check
// Looks at a sentence before it is said. The same rules as the library's own reader; nothing leaves the page.

/** @typedef {{ title: string, says: string, turn: string, finds: string[], missing: boolean, atLeast: number }} Hint */
/** @typedef {{ hint: Hint, words: string }} Finding */

const WORD = /[\p{L}\p{N}_]+(?:\u2019[\p{L}\p{N}_]+)*/gu;

/**
 * What to look at again in a text, in the order of the hints, at most one finding for each.
 * @param {string} text
 * @param {Hint[]} hints
 * @returns {Finding[]}
 */
export function lookAt(text, hints) {
  const said = text.replaceAll("'", "\u2019");
  const count = said.match(WORD)?.length ?? 0;
  return hints.flatMap((hint) => {
    if (count < hint.atLeast) return [];
    const first = earliest(said, hint.finds);
    if (hint.missing) return first ? [] : [{ hint, words: "" }];
    return first ? [{ hint, words: text.slice(first.index, first.index + first[0].length) }] : [];
  });
}

/**
 * @param {string} said
 * @param {string[]} patterns
 * @returns {RegExpExecArray | undefined}
 */
function earliest(said, patterns) {
  /** @type {RegExpExecArray | undefined} */
  let first;
  for (const pattern of patterns) {
    const found = compiled(pattern)?.exec(said);
    if (found && (!first || found.index < first.index)) first = found;
  }
  return first;
}

/** @type {Map<string, RegExp | undefined>} */
const known = new Map();

/**
 * A pattern that an old browser cannot read is passed over; the others still help.
 * @param {string} pattern
 */
function compiled(pattern) {
  if (!known.has(pattern)) {
    try {
      known.set(pattern, new RegExp(pattern, "i"));
    } catch {
      known.set(pattern, undefined);
    }
  }
  return known.get(pattern);
}
