// @ts-check
/** A place to try a sentence. What is typed stays in the page; without this the advice stands there to read. */
import { lookAt } from "./gentle_rules.js";

/** @typedef {import("./gentle_rules.js").Hint} Hint */

const PAUSE = 400;
const ENOUGH = /\S+\s+\S+\s+\S/;

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** @param {import("./gentle_rules.js").Finding} finding */
function told({ hint, words }) {
  const entry = document.createElement("li");
  const title = element("p", "");
  title.append(element("strong", hint.title));
  if (words) title.append(" ", element("q", words));
  entry.append(title, element("p", hint.says), element("p", hint.turn));
  return entry;
}

/** @param {HTMLElement} place */
function fine(place) {
  const entry = element("li", place.dataset.fine ?? "");
  entry.classList.add("fine");
  return entry;
}

/**
 * @param {HTMLElement} place
 * @param {Hint[]} hints
 */
export function begin(place, hints) {
  const field = place.querySelector("textarea");
  const list = place.querySelector(".hints");
  if (!field || !list) return;
  let waiting = 0;
  const look = () => {
    const found = lookAt(field.value, hints).map(told);
    list.replaceChildren(...(found.length || !ENOUGH.test(field.value) ? found : [fine(place)]));
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  place.hidden = false;
  document.querySelector("[data-advice]")?.removeAttribute("open");
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-sentence]"));
const patterns = document.getElementById("hint-patterns")?.textContent;
if (place && patterns) begin(place, JSON.parse(patterns));
