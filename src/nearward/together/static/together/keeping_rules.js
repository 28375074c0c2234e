// @ts-check
/** What to do after a form with words in it was sent. Knows no page. */

/** @typedef {"go" | "send" | "not-kept" | "signed-out"} Next */

/**
 * Words are only let go when they are safe: "go" on to where the answer leads, "send" the form again the plain way (its
 * answer is a page with mistakes, or one that gives the words back), or stay and say why.
 * @param {{status: number, type: string, next: string | null} | undefined} answer  nothing where none came; its type is
 *   "opaqueredirect" where it leads away, and then to signing in
 * @returns {Next}
 */
export function nextAfter(answer) {
  if (!answer || answer.status >= 500) return "not-kept";
  if (answer.type === "opaqueredirect") return "signed-out";
  return answer.next ? "go" : "send";
}
