// @ts-check
/** Turns the eleven steps of a scale into a slider that stays unanswered until it is touched. */
import { fraction, told } from "./scale_rules.js";

/** @param {ParentNode} root */
export function enhance(root) {
  for (const box of root.querySelectorAll("[data-scale]")) {
    if (box instanceof HTMLElement && !box.dataset.ready) begin(box);
  }
}

/** @param {HTMLElement} box */
function begin(box) {
  const range = box.querySelector("input[type=range]");
  const output = box.querySelector("output");
  const undo = box.querySelector("[data-undo]");
  if (!(range instanceof HTMLInputElement) || !output || !undo) return;
  const scale = {
    low: Number(range.min),
    high: Number(range.max),
    words: (box.dataset.words || "").split("|").filter(Boolean),
    said: box.dataset.said || "{value}",
  };
  const middle = String(Math.round((scale.low + scale.high) / 2));

  const answer = () => {
    const words = told(range.valueAsNumber, scale);
    box.classList.add("set");
    box.style.setProperty("--near", String(fraction(range.valueAsNumber, scale)));
    range.name = range.dataset.name || "";
    range.setAttribute("aria-valuetext", words);
    output.textContent = words;
  };
  const takeBack = () => {
    box.classList.remove("set");
    box.style.removeProperty("--near");
    range.removeAttribute("name");
    range.value = middle;
    range.setAttribute("aria-valuetext", box.dataset.unsaid || "");
    output.textContent = box.dataset.unsaid || "";
  };

  box.dataset.ready = "yes";
  const answered = box.classList.contains("set");
  box.querySelector("[data-steps]")?.remove();
  for (const hidden of box.querySelectorAll("[data-slide], [data-told]")) hidden.removeAttribute("hidden");
  range.disabled = false;
  if (answered) answer();
  else takeBack();

  range.addEventListener("input", answer);
  range.addEventListener("click", answer);
  range.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      answer();
    }
  });
  undo.addEventListener("click", () => {
    takeBack();
    range.focus();
    range.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.closest("form")?.addEventListener("reset", () => setTimeout(takeBack));
}

enhance(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof HTMLElement) enhance(event.target.parentElement ?? event.target);
});
