// @ts-check
// A printed page shows all of it: what is folded opens before printing, and folds again afterwards.

/** @typedef {{ open: boolean }} Fold */

/**
 * Open everything that is folded; returns what folds it again.
 * @param {Iterable<Fold>} folds
 * @returns {() => void}
 */
export function unfold(folds) {
  const closed = [...folds].filter((fold) => !fold.open);
  for (const fold of closed) fold.open = true;
  return () => {
    for (const fold of closed) fold.open = false;
  };
}

if (typeof document !== "undefined") {
  let fold = () => {};
  addEventListener("beforeprint", () => {
    fold = unfold(document.querySelector("main")?.getElementsByTagName("details") ?? []);
  });
  addEventListener("afterprint", () => fold());
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.removeAttribute("hidden");
    button.addEventListener("click", () => print());
  }
}
