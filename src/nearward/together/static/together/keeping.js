// @ts-check
/** Sends words without leaving the page, so that none are lost when the connection or the server fails. */
import { nextAfter } from "./keeping_rules.js";

/** @param {HTMLFormElement} form */
function begin(form) {
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    await send(form, event.submitter);
    busy = false;
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button  the one that was pressed: its name is part of what is sent
 */
async function send(form, button) {
  const words = new FormData(form, button);
  for (const told of form.querySelectorAll("[data-not-kept], [data-signed-out]")) told.setAttribute("hidden", "");
  const answer = await fetch(form.action, {
    method: "POST",
    body: words,
    headers: { "X-Keeping": "yes" },
    redirect: "manual",
  }).catch(() => undefined);
  const lead = answer?.headers.get("X-Next") ?? null;
  const next = nextAfter(answer && { status: answer.status, type: answer.type, next: lead });
  if (next === "go" && lead) location.assign(lead);
  else if (next === "send") sendPlainly(form, button);
  else form.querySelector(`[data-${next}]`)?.removeAttribute("hidden");
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
function sendPlainly(form, button) {
  if (button instanceof HTMLButtonElement && button.name) {
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: button.name, value: button.value });
    form.append(chosen);
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-keeps]")) {
  if (form instanceof HTMLFormElement) begin(form);
}
