// @ts-check
/**
 * The service worker. It keeps the versioned files and pages without content, never a page somebody is signed in to.
 * The server writes `self.nearward` above this text: {prefix, files, fallback, standIns}.
 */

(() => {
  /** @typedef {{prefix: string, files: string[], fallback: string, standIns: Record<string, string>}} MayKeep */
  /** @typedef {Event & {waitUntil(work: Promise<unknown>): void}} Lifetime */
  /** @typedef {Lifetime & {request: Request, respondWith(answer: Promise<Response>): void}} Asked */
  /**
   * @typedef {object} Scope  what we use of a ServiceWorkerGlobalScope
   * @property {MayKeep} nearward
   * @property {Location} location
   * @property {() => Promise<void>} skipWaiting
   * @property {{claim(): Promise<void>}} clients
   * @property {(name: "install" | "activate" | "fetch", what: (event: Asked) => void) => void} addEventListener
   */
  const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
  const { prefix, files, fallback, standIns } = worker.nearward;
  const MINE = "nearward-files:";
  const NAME = MINE + prefix;
  const PAGES = [...new Set([fallback, ...Object.values(standIns)])];

  worker.addEventListener("install", (event) => {
    event.waitUntil(keep().then(() => worker.skipWaiting()));
  });

  worker.addEventListener("activate", (event) => {
    event.waitUntil(dropOlder().then(() => worker.clients.claim()));
  });

  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const address = new URL(request.url);
    if (request.method !== "GET" || address.origin !== worker.location.origin) return;
    if (address.pathname.startsWith(prefix)) event.respondWith(keptOrFetched(request));
    else if (request.mode === "navigate") event.respondWith(fetchedOrStandIn(request, address.pathname));
  });

  async function keep() {
    const cache = await caches.open(NAME);
    await cache.addAll([
      ...files,
      ...PAGES.map((page) => new Request(page, { credentials: "omit", cache: "no-store" })),
    ]);
  }

  /** Removes what earlier versions of this worker kept, and nothing else. */
  async function dropOlder() {
    const names = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== NAME);
    await Promise.all(names.map((name) => caches.delete(name)));
  }

  /** @param {Request} request */
  async function keptOrFetched(request) {
    const cache = await caches.open(NAME);
    const kept = await cache.match(request);
    if (kept) return kept;
    const answer = await fetch(request);
    if (answer.ok && answer.type === "basic") await cache.put(request, answer.clone());
    return answer;
  }

  /**
   * Pages always come from the server; without a connection a page without content stands in.
   * @param {Request} request
   * @param {string} path
   */
  async function fetchedOrStandIn(request, path) {
    try {
      return await fetch(request);
    } catch (problem) {
      const cache = await caches.open(NAME);
      const kept = await cache.match(standIns[path] ?? fallback);
      if (kept) return kept;
      throw problem;
    }
  }
})();
