// @ts-check
/** On pages of somebody signed in: readies this device for writing without a connection, and sends what waits. */
import { createQueue, oneTab, sender } from "../shell/offline_queue.js";
import { openStore } from "../shell/offline_store.js";

/** @param {HTMLElement} box */
async function begin({ dataset: { key = "", owner = "", to = "", token = "" } }) {
  const store = openStore();
  const queue = createQueue({ store, send: sender(to, token), alone: oneTab() });
  const otherTabs = new BroadcastChannel("nearward-minute");
  const showAgain = () => {
    if (!touched) location.assign(location.href);
  };
  const send = async () => {
    const { sent, refused } = await queue.flush(owner);
    if (refused) await queue.dropRefused(owner);
    if (!(sent + refused)) return false;
    await store.setSentAt(Date.now());
    otherTabs.postMessage(owner);
    showAgain();
    return true;
  };
  otherTabs.addEventListener("message", ({ data }) => data === owner && showAgain());
  await queue.prepare({ key, owner });
  const done = await send();
  if (!done && (await sentSince(store, performance.timeOrigin))) showAgain();
  addEventListener("online", () => void send());
}

/**
 * Whether another tab sent something while this page was on its way, too early for this page to be told. A stamp from
 * the future (the clock was set back) counts for nothing, or the page would load for ever.
 * @param {import("../shell/offline_store.js").Kept} store
 * @param {number} asked  when this page was asked for
 */
async function sentSince(store, asked) {
  const sentAt = await store.sentAt();
  return sentAt > asked && sentAt <= Date.now();
}

/** Whether something on this page has been typed or moved that loading it again would lose. */
let touched = false;
addEventListener("input", () => { touched = true; }, { capture: true });

const box = document.querySelector("[data-sending]");
if (box instanceof HTMLElement && "indexedDB" in window && crypto.subtle) {
  begin(box).catch(() => {
    // A browser that keeps nothing for pages can still do everything else.
  });
}
