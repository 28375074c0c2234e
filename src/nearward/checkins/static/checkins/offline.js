// @ts-check
/** The minute without a connection: seals what is answered and keeps it until it can be sent. */
import { createQueue, oneTab } from "../shell/offline_queue.js";
import { openStore } from "../shell/offline_store.js";
import { questionsOf, readerOf } from "./minute.js";
import { answersOf, toAsk } from "./minute_rules.js";

const form = document.querySelector("form[data-offline]");
const store = openStore();
const queue = createQueue({ store, send: async () => "later", alone: oneTab() });

/** @param {string} name */
function show(name) {
  const found = document.querySelector(`[data-${name}]`);
  if (!(found instanceof HTMLElement)) return;
  found.hidden = false;
  if (name === "kept") found.focus();
}

/** @param {HTMLFormElement} form */
async function keep(form) {
  const read = readerOf(form);
  const answers = answersOf(toAsk(questionsOf(form), read), read);
  if (!Object.keys(answers).length) return show("empty");
  try {
    await queue.add({ v: 1, at: new Date().toISOString(), answers });
  } catch {
    return show("failed");
  }
  form.remove();
  show("kept");
}

/** @param {HTMLFormElement} form */
async function begin(form) {
  const recipient = await store.recipient().catch(() => undefined);
  if (!recipient) return show("unready");
  form.hidden = false;
  if (await queue.waiting(recipient.owner)) show("waiting");
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    await keep(form);
    busy = false;
  });
}

if (form instanceof HTMLFormElement) void begin(form);

// This page stands in for the real one, which sends what waits: when the server answers again, load it, unless somebody
// is writing. A device says that it is online before it is, so the server itself is asked, less often as time goes by.
// Opened at its own address it stands in for nothing, and is left alone.
const SOONEST = 1_000;
const LATEST = 60_000;
let wait = SOONEST;
let asking = 0;

async function askServer() {
  const writing = form instanceof HTMLFormElement && form.isConnected && [...new FormData(form).values()].some(Boolean);
  const there = !writing && (await fetch(location.href, { method: "HEAD", redirect: "manual" }).catch(() => undefined));
  if (there) return location.reload();
  wait = Math.min(LATEST, wait * 2);
  askAfter(wait);
}

/** @param {number} time */
function askAfter(time) {
  clearTimeout(asking);
  asking = setTimeout(() => void askServer(), time);
}

function askSoon() {
  wait = SOONEST;
  askAfter(0);
}

if (form instanceof HTMLFormElement && location.pathname !== form.dataset.offline) {
  addEventListener("online", askSoon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && askSoon());
  askAfter(wait);
}
