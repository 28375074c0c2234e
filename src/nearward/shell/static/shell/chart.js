// @ts-check
/** Tells the day under the pointer. Everything it tells stands in the table below the chart, too. */
import { dayAt, placeOf, sentence } from "./chart_rules.js";

const SVG = "http://www.w3.org/2000/svg";

/** @param {Element} figure */
function begin(figure) {
  const data = figure.querySelector("script[type='application/json']");
  const line = figure.querySelector("[data-told]");
  if (!data?.textContent || !line) return;
  /** @type {import("./chart_rules.js").Told} */
  const told = JSON.parse(data.textContent);
  const before = line.textContent;
  for (const drawing of figure.querySelectorAll("svg[data-left]")) {
    if (drawing instanceof SVGSVGElement) follow(drawing, told, (words) => (line.textContent = words ?? before));
  }
}

/**
 * @param {SVGSVGElement} drawing
 * @param {import("./chart_rules.js").Told} told
 * @param {(words: string | null) => void} say
 */
function follow(drawing, told, say) {
  const left = Number(drawing.dataset.left);
  const right = Number(drawing.dataset.right);
  const days = told.days.length;
  const guide = drawing.appendChild(document.createElementNS(SVG, "line"));
  guide.setAttribute("class", "guide");
  guide.setAttribute("y1", drawing.dataset.top ?? "0");
  guide.setAttribute("y2", drawing.dataset.bottom ?? "0");

  /** @param {PointerEvent} event */
  const show = (event) => {
    const box = drawing.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * drawing.viewBox.baseVal.width;
    const day = dayAt(at, left, right, days);
    const place = String(placeOf(day, left, right, days));
    guide.setAttribute("x1", place);
    guide.setAttribute("x2", place);
    guide.classList.add("shown");
    say(sentence(day, told));
  };
  drawing.addEventListener("pointermove", show);
  drawing.addEventListener("pointerdown", show);
  drawing.addEventListener("pointerleave", () => {
    guide.classList.remove("shown");
    say(null);
  });
}

document.querySelectorAll(".chart").forEach(begin);
