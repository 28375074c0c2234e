// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../../src/nearward/shell/static/shell/worker.js", import.meta.url), "utf8");
const MAY_KEEP = {
  prefix: "/static/abc/",
  files: ["/static/abc/shell/base.css"],
  fallback: "/offline/",
  standIns: { "/minute/": "/minute/offline/" },
};
const HOME = "https://nearward";

/** A browser's worker, as far as ours uses it. @param {(address: string) => Promise<any>} fetched */
function worker(fetched) {
  /** @type {Map<string, Map<string, any>>} */
  const shelves = new Map([["other-site-cache", new Map()], ["nearward-files:/static/old/", new Map()]]);
  /** @type {Record<string, (event: any) => void>} */
  const on = {};
  const path = (/** @type {any} */ asked) => new URL(asked.url ?? asked, HOME).pathname;
  const caches = {
    keys: async () => [...shelves.keys()],
    delete: async (/** @type {string} */ name) => shelves.delete(name),
    open: async (/** @type {string} */ name) => {
      const shelf = shelves.get(name) ?? new Map();
      shelves.set(name, shelf);
      return {
        addAll: async (/** @type {any[]} */ all) => {
          for (const one of all) shelf.set(path(one), await fetched(path(one)));
        },
        match: async (/** @type {any} */ asked) => shelf.get(path(asked)),
        put: async (/** @type {any} */ asked, /** @type {any} */ answer) => void shelf.set(path(asked), answer),
      };
    },
  };
  class Request {
    /** @param {string} url */
    constructor(url) {
      this.url = new URL(url, HOME).href;
    }
  }
  const self = {
    nearward: MAY_KEEP,
    location: new URL(HOME),
    clients: { claim: async () => {} },
    skipWaiting: async () => {},
    addEventListener: (/** @type {string} */ name, /** @type {(event: any) => void} */ what) => void (on[name] = what),
  };
  const fetch = (/** @type {any} */ asked) => fetched(path(asked));
  vm.runInNewContext(source, { self, caches, fetch, URL, Request });
  return { shelves, on };
}

/** @param {string} body */
const answer = (body) => ({ ok: true, type: "basic", body, clone: () => answer(body) });

/** @param {any} on @param {string} name */
async function lived(on, name) {
  /** @type {Promise<unknown>[]} */
  const works = [];
  on[name]({ waitUntil: (/** @type {Promise<unknown>} */ work) => works.push(work) });
  await Promise.all(works);
}

/** @param {any} on @param {object} request @returns {Promise<any>} */
async function asked(on, request) {
  let given;
  on.fetch({ request: { method: "GET", mode: "no-cors", ...request }, respondWith: (/** @type {any} */ one) => (given = one) });
  return given;
}

const kept = (/** @type {any} */ shelves) => [...shelves.get("nearward-files:/static/abc/").keys()].sort();

test("only files and pages without content are kept, whatever is visited", async () => {
  const { shelves, on } = worker(async (path) => answer(path));
  await lived(on, "install");
  for (const path of ["/", "/picture/", "/minute/", "/me/"]) await asked(on, { url: HOME + path, mode: "navigate" });
  await asked(on, { url: HOME + "/static/abc/noticing/picture.js" });
  await asked(on, { url: HOME + "/export.json" });
  assert.deepEqual(kept(shelves), [
    "/minute/offline/",
    "/offline/",
    "/static/abc/noticing/picture.js",
    "/static/abc/shell/base.css",
  ]);
});

test("older files go, and nothing that is not ours", async () => {
  const { shelves, on } = worker(async (path) => answer(path));
  await lived(on, "install");
  await lived(on, "activate");
  assert.deepEqual([...shelves.keys()].sort(), ["nearward-files:/static/abc/", "other-site-cache"]);
});

test("without a connection a page without content stands in", async () => {
  let online = true;
  const { on } = worker(async (path) => {
    if (!online) throw new TypeError("offline");
    return answer(path);
  });
  await lived(on, "install");
  online = false;
  assert.equal((await asked(on, { url: HOME + "/picture/", mode: "navigate" })).body, "/offline/");
  assert.equal((await asked(on, { url: HOME + "/minute/", mode: "navigate" })).body, "/minute/offline/");
  assert.equal((await asked(on, { url: HOME + "/static/abc/shell/base.css" })).body, "/static/abc/shell/base.css");
});

test("what is written, and what is elsewhere, passes by untouched", async () => {
  const { on } = worker(async (path) => answer(path));
  await lived(on, "install");
  assert.equal(await asked(on, { url: HOME + "/minute/", method: "POST", mode: "navigate" }), undefined);
  assert.equal(await asked(on, { url: "https://elsewhere/static/abc/x.js" }), undefined);
  assert.equal(await asked(on, { url: HOME + "/api/thing" }), undefined);
});

test("a broken file is not kept", async () => {
  const { shelves, on } = worker(async (path) => ({ ...answer(path), ok: !path.endsWith("gone.js") }));
  await lived(on, "install");
  await asked(on, { url: HOME + "/static/abc/gone.js" });
  assert.ok(!kept(shelves).includes("/static/abc/gone.js"));
});
