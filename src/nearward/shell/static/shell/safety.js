// @ts-check
/** Shows the safety page as a sheet over the page. Its words are in the page already: opening makes no request. */

/** @param {HTMLElement} words */
function forget(words) {
  for (const tick of words.querySelectorAll("input")) tick.checked = false;
}

function begin() {
  const details = document.querySelector("details[data-safety]");
  const dialog = document.querySelector("dialog[data-safety-dialog]");
  const words = details?.querySelector(".safety-words");
  if (!(details instanceof HTMLDetailsElement) || !(dialog instanceof HTMLDialogElement)) return;
  if (!(words instanceof HTMLElement)) return;

  details.querySelector("summary")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.append(words);
    dialog.showModal();
    dialog.querySelector("h2")?.focus();
  });
  words.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    forget(words);
    details.append(words);
  });
  addEventListener("pagehide", () => forget(words));
  forget(words);
}

begin();
