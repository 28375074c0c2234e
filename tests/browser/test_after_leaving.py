"""What a browser itself keeps after leaving: pages in memory, on the disk, and in the hands of the service worker."""

import os

import pytest
from bench.serving import chromium
from tests.browser.steps import sign_up
from tests.browser.test_leaving import PLACES, TELLING, leave, see_only_the_clock

READY = "() => navigator.serviceWorker.controller?.state === 'activated'"
IN_THE_CACHES = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const asked of await shelf.keys()) {
      const answer = await shelf.match(asked);
      found.push([new URL(asked.url).pathname, answer.headers.get("content-type"), await answer.text()]);
    }
  }
  return found;
}"""
FROM_THE_DISK = """async (path) => {
  try {
    const answer = await fetch(path, {cache: "only-if-cached", mode: "same-origin"});
    return [answer.status, await answer.text()];
  } catch { return null; }
}"""
WRITTEN = """async () => {
  const bases = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise(done => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
    });
    for (const store of base.objectStoreNames) {
      const asked = base.transaction(store).objectStore(store).getAll();
      await new Promise(done => { asked.onsuccess = done; });
      bases.push([name, store, JSON.stringify(asked.result)]);
    }
    base.close();
  }
  return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, bases]);
}"""
WORDS = "the lighthouse at dusk"


@pytest.fixture
def left(house, visit):
    """A browser, its service worker at work, in which Anastasia wrote something, looked round and left."""
    page = visit(house)
    sign_up(page, "Anastasia", partner="the captain")
    page.wait_for_function(READY)
    page.goto("/two/thanks/")
    page.locator("main textarea").first.fill(WORDS)
    for path in PLACES:
        page.goto(path)
    leave(page)
    return page


def test_with_the_worker_at_work_back_forward_and_reload_show_only_the_clock(left):
    assert left.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 1
    for move in [left.go_back] * 3 + [left.go_forward] * 3 + [left.reload]:
        move()
        see_only_the_clock(left)


def test_the_worker_has_kept_files_and_pages_without_a_word_of_anybodys(left):
    kept = left.evaluate(IN_THE_CACHES)
    pages = {path for path, kind, _text in kept if (kind or "").startswith("text/html")}
    assert pages == {"/offline/", "/minute/offline/"}
    assert all(path in pages or "/static/" in path for path, _kind, _text in kept)
    assert len(kept) > 10
    for _path, kind, text in kept:
        if "html" in (kind or ""):
            for never in ("Anastasia", "captain", WORDS):
                assert never not in text


def test_no_page_of_before_lies_on_the_disk_of_the_browser(left):
    for path in (*PLACES, "/", "/two/thanks/", "/clock/"):
        assert left.evaluate(FROM_THE_DISK, path) is None
    style = left.evaluate("document.querySelector('link[rel=stylesheet]').href")
    assert left.evaluate(FROM_THE_DISK, style)  # what may be kept is: the question is a real one


def test_nothing_that_scripts_keep_names_anybody_or_holds_a_word(left):
    written = left.evaluate(WRITTEN)
    for never in ("Anastasia", "captain", WORDS):
        assert never not in written


def test_a_field_that_was_filled_in_is_not_offered_or_filled_in_again(left, house):
    """After the ten minutes, on the same browser: neither its words nor those of who was here stand anywhere."""
    left.context.clear_cookies()
    for path in ("/two/thanks/", "/account/sign-in/", "/account/join/"):
        left.goto(path)
        values = left.eval_on_selector_all("input:not([type=hidden]), textarea", "all => all.map(one => one.value)")
        assert not [value for value in values if WORDS in value or "nastasia" in value or "captain" in value]


@pytest.fixture
def remembering(browser, tmp_path):
    """A Chromium that keeps pages in memory for its Back button, which others here are told not to do."""
    kept = str(tmp_path)
    own = os.environ | {"HOME": kept, "XDG_CONFIG_HOME": kept, "XDG_CACHE_HOME": kept}
    opened = browser.browser_type.launch(
        executable_path=chromium(), env=own, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield opened
    opened.close()


PLAIN = """<!doctype html><title>{0}</title>
<script>addEventListener('pageshow', e => {{ window.kept = e.persisted }})</script>"""


def back(page):
    page.evaluate("setTimeout(() => history.back(), 0)")


def test_no_page_of_ours_is_shown_again_from_memory(remembering, house):
    context = remembering.new_context(base_url=house, locale="en-GB", service_workers="block")
    page = context.new_page()
    context.route("**/plain/*", lambda route: route.fulfill(
        content_type="text/html", body=PLAIN.format(route.request.url[-1])))  # fmt: skip
    page.goto("/plain/1")
    page.goto("/plain/2")
    back(page)
    page.wait_for_function("window.kept === true")  # a page that may be kept comes from memory here
    sign_up(page, "Ana")
    for path in PLACES:
        page.goto(path)
        page.evaluate("window.before = true; addEventListener('pageshow', e => { window.kept = e.persisted; })")
    leave(page)
    for _ in range(3):
        back(page)
        page.wait_for_timeout(700)
        see_only_the_clock(page)
        assert page.evaluate("[window.before, window.kept]") == [None, None]
    assert not TELLING.search(page.content())
    context.close()
