"""The safety page in a real browser, on every kind of page: opened, ticked and closed without a request or a trace."""

import sqlite3

import pytest
from bench.serving import served
from playwright.sync_api import expect
from tests.browser.steps import sign_up

AFRAID = "Am I sometimes afraid of what my partner will do?"
OPENER = "If home does not feel safe"
READY = "() => navigator.serviceWorker.controller?.state === 'activated'"
KEPT = """async () => {
  const shelves = {};
  for (const name of await caches.keys()) {
    shelves[name] = (await (await caches.open(name)).keys()).map(asked => asked.url).sort();
  }
  const bases = (await indexedDB.databases()).map(one => one.name).sort();
  return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.length,
    document.title, shelves, bases]);
}"""
PUBLIC = ("/welcome/", "/goodbye/", "/account/sign-in/", "/account/join/", "/offline/", "/minute/offline/", "/nothing/")
PRIVATE = ("/", "/minute/", "/picture/", "/me/", "/two/", "/practice/", "/guide/", "/month/", "/mirror/", "/nothing/")
FORMS = ("/me/words/", "/pair/code/type/", "/two/thanks/", "/account/password/")


def look_into_it(page, script=True):
    """Open the safety page, tick a question, close it; return what was asked of the network meanwhile, and kept."""
    page.wait_for_load_state("networkidle")
    before = page.evaluate(KEPT) if script else ""
    asked = []

    def listen(request):
        if request.method != "HEAD":  # a page that stands in asks every so often whether there is a connection
            asked.append(request.url)

    page.on("request", listen)
    page.get_by_text(OPENER).first.click()
    page.get_by_label(AFRAID).check()
    expect(page.get_by_text("0808 2000 247").first).to_be_visible()
    if script:
        page.get_by_role("button", name="Close").click()
        page.get_by_text(OPENER).first.click()
        expect(page.get_by_label(AFRAID)).not_to_be_checked()
        page.get_by_role("button", name="Close").click()
        page.wait_for_timeout(300)
    page.remove_listener("request", listen)
    return asked, (page.evaluate(KEPT) if script else "") != before


def traces(page, paths, **how) -> dict[str, object]:
    """The pages among these on which it left any."""
    found = {}
    for path in paths:
        page.goto(path)
        asked, changed = look_into_it(page, **how)
        if asked or changed:
            found[path] = asked, changed
    return found


def test_on_no_page_for_everybody_does_it_ask_or_keep_anything(house, visit):
    page = visit(house)
    page.goto("/welcome/")
    page.wait_for_function(READY)  # the files it keeps for pages without a connection are there
    assert traces(page, PUBLIC) == {}


def test_on_no_page_or_form_of_ones_own_does_it_ask_or_keep_anything(house, visit):
    page = visit(house)
    sign_up(page, "Ana")
    page.wait_for_function(READY)
    assert traces(page, (*PRIVATE, *FORMS)) == {}


def test_it_opens_without_script_as_well(house, visit):
    page = visit(house, script=False)
    assert traces(page, PUBLIC, script=False) == {}
    sign_up(page, "Ana")
    assert traces(page, ("/", "/minute/", "/nothing/", *FORMS), script=False) == {}


def test_it_is_there_without_a_connection(house, visit):
    page = visit(house)
    sign_up(page, "Ana")
    page.goto("/minute/")
    page.wait_for_function(READY)
    page.context.set_offline(True)
    assert traces(page, ("/picture/", "/minute/")) == {}
    expect(page.get_by_text("No connection just now")).to_be_visible()


@pytest.fixture
def broken(browser, tmp_path):
    """A house in which, after its first visitor, every page with answers breaks."""
    with served(tmp_path) as address:

        def break_it():
            with sqlite3.connect(tmp_path / "db.sqlite3") as base:
                base.execute("ALTER TABLE sharing_item RENAME TO gone")

        yield address, break_it


def test_it_is_there_when_something_broke_on_our_side(broken, visit):
    address, break_it = broken
    page = visit(address)
    sign_up(page, "Ana")
    break_it()
    answer = page.goto("/minute/answers/")
    assert answer.status == 500
    expect(page.get_by_role("heading", level=1)).to_have_text("Something broke on our side")
    asked, changed = look_into_it(page)
    assert (asked, changed) == ([], False)
    page.get_by_role("button", name="Leave this page").first.click()
    page.wait_for_url("**/clock/")
