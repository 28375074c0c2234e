// @ts-check
/** Sends a file with a bar and a way to stop it. Without this the form sends it plainly. */
import { hundredths, isTooLarge, nextAfter } from "./arriving_rules.js";

/** @param {HTMLFormElement} form */
function begin(form) {
  const field = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  if (!(field instanceof HTMLInputElement) || !drop) return;
  show(form, "drop-words", true);
  field.addEventListener("change", () => tooLarge(form, field));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.reportValidity() && !tooLarge(form, field)) send(form);
  });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    });
  }
  form.addEventListener("drop", (event) => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    field.files = files;
    if (!tooLarge(form, field)) send(form);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field
 */
function tooLarge(form, field) {
  const large = [...(field.files ?? [])].some((file) => isTooLarge(file.size, Number(form.dataset.most)));
  show(form, "too-large", large);
  return large;
}

/** @param {HTMLFormElement} form */
function send(form) {
  const sending = new XMLHttpRequest();
  const bar = form.querySelector("progress");
  const ready = (/** @type {boolean} */ waits) => {
    show(form, "progress", !waits);
    show(form, "send", waits);
  };
  sending.upload.addEventListener("progress", (event) => {
    if (bar) bar.value = hundredths(event.loaded, event.total);
  });
  sending.upload.addEventListener("load", () => show(form, "reading", true));
  sending.addEventListener("load", () => follow(form, sending, () => ready(true)));
  sending.addEventListener("error", () => {
    ready(true);
    show(form, "not-sent", true);
  });
  sending.addEventListener("abort", () => ready(true));
  form.querySelector("[data-cancel]")?.addEventListener("click", () => sending.abort(), { once: true });
  show(form, "not-sent", false);
  show(form, "reading", false);
  ready(false);
  sending.open("POST", form.action);
  sending.send(new FormData(form));
}

/**
 * @param {HTMLFormElement} form
 * @param {XMLHttpRequest} sent
 * @param {() => void} ready
 */
function follow(form, sent, ready) {
  const next = nextAfter({ status: sent.status });
  if (next === "go") {
    location.assign(sent.responseURL);
  } else if (next === "show") {
    const fresh = new DOMParser().parseFromString(sent.responseText, "text/html").querySelector("main");
    if (fresh) document.querySelector("main")?.replaceWith(document.adoptNode(fresh));
    start();
  } else {
    ready();
    show(form, "not-sent", true);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} part
 * @param {boolean} visible
 */
function show(form, part, visible) {
  form.querySelector(`[data-${part}]`)?.toggleAttribute("hidden", !visible);
}

function start() {
  for (const form of document.querySelectorAll("form[data-arrives]")) {
    if (form instanceof HTMLFormElement) begin(form);
  }
}

start();
