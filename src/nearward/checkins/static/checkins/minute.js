// @ts-check
/** Shows the minute one question at a time. Without it the page is one form with all of them. */
import { around, firstOpen, toAsk } from "./minute_rules.js";

/** @typedef {import("./minute_rules.js").Question} Question */

/**
 * @param {HTMLFormElement} form
 * @returns {import("./minute_rules.js").Reader}
 */
export const readerOf = (form) => (name) => {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value : "";
};

/**
 * @param {HTMLFormElement} form
 * @returns {Question[]}
 */
export function questionsOf(form) {
  return sections(form).map(({ dataset }) => ({
    id: dataset.question ?? "",
    answered: "answered" in dataset,
    after: dataset.after,
    when: dataset.when?.split(" "),
  }));
}

/** @param {HTMLFormElement} form */
function sections(form) {
  return /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-question]")]);
}

/** @param {HTMLFormElement} form */
export function begin(form) {
  const questions = questionsOf(form);
  const read = readerOf(form);
  const part = (/** @type {string} */ name) => /** @type {HTMLElement | null} */ (form.querySelector(`[data-${name}]`));
  const wrong = sections(form).find((section) => section.querySelector(".errorlist"));
  let now = wrong?.dataset.question || firstOpen(toAsk(questions, read));

  const show = (/** @type {string} */ id) => {
    now = id;
    for (const section of sections(form)) section.hidden = section.dataset.question !== id;
    update();
  };

  const update = () => {
    const { before, after, at, all } = around(toAsk(questions, read), now);
    const begun = questions.some(({ id }) => read(`a-${id}`) || read(`away-${id}`));
    hide("back", !before);
    hide("next", !after);
    hide("done", Boolean(after));
    hide("not-today", begun);
    hide("enough", !begun || !after);
    const progress = part("progress");
    if (progress) {
      progress.hidden = all < 2;
      progress.textContent = (form.dataset.told ?? "").replace("{at}", String(at)).replace("{all}", String(all));
    }
  };

  const hide = (/** @type {string} */ name, /** @type {boolean} */ away) => {
    const found = part(name);
    if (found) found.hidden = away;
  };

  const step = (/** @type {"before" | "after"} */ way) => {
    const to = around(toAsk(questions, read), now)[way];
    if (!to) return;
    show(to);
    const first = form.querySelector(`[data-question="${to}"] :is(input:checked, input[type=range]:enabled)`);
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  };

  part("next")?.addEventListener("click", () => step("after"));
  part("back")?.addEventListener("click", () => step("before"));
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    const untouched = event.target.closest("[data-scale]:not(.set)");
    event.preventDefault();
    if (!untouched) step("after");
  }, { capture: true });
  form.dataset.stepped = "";
  for (const hint of form.querySelectorAll("[data-follow-hint]")) hint.remove();
  show(now);
}

for (const form of document.querySelectorAll("form[data-minute]")) {
  if (form instanceof HTMLFormElement) begin(form);
}
