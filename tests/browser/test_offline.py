"""The minute in a browser that loses its connection: kept on the device, sealed, and sent once."""

import pytest
from playwright.sync_api import expect
from tests.browser.steps import answer_by_keyboard, sign_up

READY = "() => navigator.serviceWorker.controller?.state === 'activated'"
KEPT = """new Promise(done => {{
  const opening = indexedDB.open("nearward");
  opening.onsuccess = () => {{
    const asked = opening.result.transaction("{0}").objectStore("{0}").getAll();
    asked.onsuccess = () => {{ opening.result.close(); done(JSON.stringify(asked.result)); }};
  }};
}})"""
WAITING, RECIPIENT = KEPT.format("entries"), KEPT.format("recipient")
READIED = f"""() => indexedDB.databases().then(all => all.some(one => one.name === "nearward") &&
    {RECIPIENT}.then(kept => kept !== "[]"))"""


@pytest.fixture
def phone(house, visit):
    """A phone on which somebody has opened their minute once with a connection."""
    page = visit(house)
    sign_up(page, "Ana")
    page.goto("/minute/")
    page.wait_for_function(READY)
    page.wait_for_function(READIED)
    return page


def answer_offline(page, steps):
    page.context.set_offline(True)
    page.goto("/minute/")
    expect(page.get_by_text("No connection just now")).to_be_visible()
    answer_by_keyboard(page, steps)
    while page.get_by_role("button", name="Next").is_visible():
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="That is all").click()
    expect(page.get_by_text("It is sealed on this device")).to_be_visible()


def posts_of(page):
    sent = []
    page.context.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    return lambda: [address for address in sent if address.endswith("/minute/queue/")]


def test_a_minute_without_a_connection_is_sealed_and_arrives_once(phone):
    sent = posts_of(phone)
    answer_offline(phone, 20)
    waiting = phone.evaluate(WAITING)
    assert waiting.count('"sealed"') == 1
    assert "closeness" not in waiting
    assert sent() == []
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", name="That is all for today")).to_be_visible()
    expect(phone.get_by_text("has arrived")).to_have_count(1)
    expect(phone.locator(".answers li")).to_have_count(1)
    expect(phone.locator(".answers li")).to_contain_text("near")
    phone.reload()
    expect(phone.get_by_text("has arrived")).to_have_count(0)
    expect(phone.locator(".answers li")).to_have_count(1)
    assert len(sent()) == 1
    assert phone.evaluate(WAITING) == "[]"


def test_two_tabs_that_send_at_once_send_each_entry_once(phone, house):
    answer_offline(phone, 5)
    answer_offline(phone, 45)
    assert phone.evaluate(WAITING).count('"sealed"') == 2
    others = [phone.context.new_page() for _tab in range(2)]
    sent = posts_of(phone)
    phone.goto("about:blank")
    phone.context.set_offline(False)
    for tab in others:
        tab.evaluate("address => { location.href = address }", f"{house}/minute/")
    for tab in others:
        expect(tab.get_by_role("heading", name="That is all for today")).to_be_visible()
    others[0].wait_for_function(f"() => ({WAITING}).then(left => left === '[]')")
    assert len(sent()) == 2
    others[0].reload()
    expect(others[0].locator(".answers li")).to_have_count(1)
    expect(others[0].locator(".answers li")).to_contain_text("very near")


def test_what_one_person_wrote_waits_while_another_uses_the_phone(phone):
    answer_offline(phone, 20)
    phone.goto("about:blank")
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    sent = posts_of(phone)
    sign_up(phone, "Cleo")
    phone.goto("/minute/")
    expect(phone.get_by_role("heading", name="Your minute")).to_be_visible()
    phone.evaluate("new Promise(done => navigator.locks.request('nearward-offline', done))")
    assert sent() == []
    assert phone.evaluate(WAITING).count('"sealed"') == 1
    expect(phone.get_by_role("heading", name="That is all for today")).to_have_count(0)


def test_a_device_nobody_has_readied_says_so(house, visit):
    page = visit(house)
    page.goto("/accounts/login/")
    page.wait_for_function(READY)
    page.context.set_offline(True)
    page.goto("/minute/")
    expect(page.get_by_text("This device is not ready for that")).to_be_visible()
    expect(page.get_by_role("button", name="That is all")).to_have_count(0)


def test_opened_at_its_own_address_with_a_connection_it_is_left_alone(phone):
    asked = []
    phone.goto("/minute/offline/")
    phone.on("request", lambda one: asked.append(one.method))
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.evaluate("() => fetch('/healthz').then(answer => answer.text())")
    phone.evaluate("() => fetch('/healthz').then(answer => answer.text())")
    assert "HEAD" not in asked


def test_after_signing_out_nothing_is_sealed_for_who_was_here_before(phone):
    phone.goto("/account/sign-out/")
    phone.get_by_role("button", name="Sign out").click()
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()
    phone.wait_for_function(f"() => ({RECIPIENT}).then(kept => kept === '[]')")
    phone.context.set_offline(True)
    phone.goto("/minute/")
    expect(phone.get_by_text("This device is not ready for that")).to_be_visible()
