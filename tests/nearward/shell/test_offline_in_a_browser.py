"""The worker and the queue in Chromium: what they keep, what they never keep, and what is left without a connection."""

import json
import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from nearward.kit.envelope import ServerKey
from nearward.kit.seal import Unreadable

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.nearward.shell.gallery"), pytest.mark.django_db]
KEPT = "caches.keys().then(names => Promise.all(names.map(n => caches.open(n).then(c => c.keys()))))"
QUEUE = """async ({statics, to, entry, answers}) => {
  const { createQueue } = await import(statics + 'shell/offline_queue.js');
  const { openStore } = await import(statics + 'shell/offline_store.js');
  const sent = [];
  const send = async (one) => { sent.push(one); return answers.shift() ?? 'later'; };
  const queue = createQueue({ store: openStore(), send });
  await queue.prepare(to);
  if (entry) await queue.add(entry);
  const told = await queue.flush(to.owner);
  return { sent, told, left: await openStore().all() };
}"""


@pytest.fixture
def page(chromium, live_server):
    window = chromium.new_context(service_workers="allow")
    page = window.new_page()
    page.goto(live_server.url)
    yield page
    window.close()


@pytest.fixture
def offline_ready(page):
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def test_the_worker_keeps_files_and_empty_pages_and_no_page_that_was_visited(offline_ready, live_server):
    for path in ("/form/", "/sent/?closeness=51", "/"):
        offline_ready.goto(live_server.url + path)
    paths = offline_ready.evaluate(f"{KEPT}.then(all => all.flat().map(r => new URL(r.url).pathname))")
    assert "/offline/" in paths
    private = [path for path in paths if not path.startswith("/static/") and not path.endswith("/offline/")]
    assert private == []


def test_without_a_connection_a_calm_page_stands_in_with_its_looks(offline_ready, live_server):
    offline_ready.context.set_offline(True)
    offline_ready.goto(live_server.url + "/form/")
    assert offline_ready.get_by_role("heading", name="No connection just now").is_visible()
    assert offline_ready.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") != "0px"
    offline_ready.context.set_offline(False)
    offline_ready.goto(live_server.url + "/form/")
    assert offline_ready.get_by_role("heading", name="A name, and a place to begin").is_visible()


def fresh_key() -> ServerKey:
    return ServerKey(ec.generate_private_key(ec.SECP256R1()))


def test_what_waits_on_the_phone_can_be_read_by_the_server_and_by_nobody_else(page, settings):
    key = fresh_key()
    to = {"key": key.told, "owner": "ana"}
    entry = {"day": "2026-03-12", "note": "I felt far away today"}
    words = {"statics": settings.STATIC_URL, "to": to, "entry": entry, "answers": []}
    kept = page.evaluate(QUEUE, words)["left"]
    assert len(kept) == 1
    assert "far away" not in json.dumps(kept)
    assert key.open(kept[0]["sealed"], uuid.UUID(kept[0]["id"]), "ana") == entry
    with pytest.raises(Unreadable):
        key.open(kept[0]["sealed"], uuid.UUID(kept[0]["id"]), "ben")


def test_what_waits_survives_the_page_and_leaves_once_it_is_sent(page, settings, live_server):
    words = {
        "statics": settings.STATIC_URL,
        "to": {"key": fresh_key().told, "owner": "ana"},
    }
    first = page.evaluate(QUEUE, {**words, "entry": {"day": 1}, "answers": ["later"]})
    page.goto(live_server.url + "/form/")
    later = page.evaluate(QUEUE, {**words, "entry": None, "answers": ["kept"]})
    assert first["sent"][0]["id"] == later["sent"][0]["id"]
    assert later["told"] == {"sent": 1, "refused": 0, "left": 0}
    assert later["left"] == []
