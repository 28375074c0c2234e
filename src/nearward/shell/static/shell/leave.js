// @ts-check
/** "Leave this page": blank at once, then end the session on the server. Escape three times does the same. */
import { press } from "./leave_rules.js";

/** Nothing of the page may be seen from here on, whatever the network does. */
function blank() {
  document.documentElement.classList.add("gone");
  document.title = "\u200b";
  sessionStorage.clear();
}

/** @returns {HTMLFormElement | null} */
const way = () => document.querySelector("form[data-leave]");

document.addEventListener("submit", (event) => {
  if (event.target === way()) blank();
}, { capture: true });

/** @type {number[]} */
let escapes = [];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  const { times, leave } = press(escapes, event.timeStamp);
  escapes = times;
  const form = way();
  if (!leave || !form) return;
  event.preventDefault();
  blank();
  form.submit();
}, { capture: true });

// A page the browser kept in memory may be older than the session: ask the server before showing it.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  blank();
  location.reload();
});
