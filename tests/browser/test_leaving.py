"""Leaving at once, and what this browser shows from then on."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.steps import sign_up

PLACES = ("/minute/", "/picture/", "/me/")
TELLING = re.compile("Nearward|Ana|Sign in", re.IGNORECASE)


def leave(page):
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url("**/clock/")


def see_only_the_clock(page):
    page.wait_for_load_state()
    expect(page).to_have_title("Clock")
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(page.locator("body")).not_to_contain_text(TELLING)
    assert not TELLING.search(page.content())


@pytest.fixture
def been_around(house, visit):
    """Ana, who has looked at some pages."""
    page = visit(house)
    sign_up(page, "Ana")
    for path in PLACES:
        page.goto(path)
    return page


def test_back_forward_and_reload_show_only_the_clock(been_around):
    leave(been_around)
    see_only_the_clock(been_around)
    for _ in range(3):
        been_around.go_back()
        see_only_the_clock(been_around)
    for _ in range(3):
        been_around.go_forward()
        see_only_the_clock(been_around)
    been_around.reload()
    see_only_the_clock(been_around)


def test_an_address_typed_anew_shows_the_clock_too(been_around):
    leave(been_around)
    for path in ("/", "/picture/", "/account/sign-in/"):
        been_around.goto(path)
        see_only_the_clock(been_around)


def test_another_tab_shows_the_clock_with_its_next_page(been_around):
    other = been_around.context.new_page()
    other.goto("/me/")
    leave(been_around)
    other.reload()
    see_only_the_clock(other)


def test_a_tab_that_was_kept_in_memory_is_not_shown_again(been_around):
    been_around.evaluate("addEventListener('pagehide', (event) => { window.kept = event.persisted; })")
    leave(been_around)
    been_around.go_back()
    see_only_the_clock(been_around)
    assert been_around.evaluate("window.kept") is None


def test_pressing_escape_three_times_leaves_as_well(been_around):
    for _ in range(3):
        been_around.keyboard.press("Escape")
    been_around.wait_for_url("**/clock/")
    been_around.go_back()
    see_only_the_clock(been_around)


def test_somebody_who_is_not_signed_in_can_leave(house, visit):
    page = visit(house)
    page.goto("/welcome/")
    page.goto("/account/sign-in/")
    leave(page)
    for _ in range(2):
        page.go_back()
        see_only_the_clock(page)


def test_without_script_leaving_is_a_plain_form(house, visit):
    page = visit(house, script=False)
    sign_up(page, "Ana")
    page.goto("/me/")
    leave(page)
    page.go_back()
    page.wait_for_load_state()
    expect(page).to_have_title("Clock")
    expect(page.locator("body")).not_to_contain_text(TELLING)


def test_the_session_is_over_on_the_server(been_around, visit, house):
    kept = [cookie for cookie in been_around.context.cookies() if cookie["name"] == "nearward-session"]
    leave(been_around)
    thief = visit(house)
    thief.context.add_cookies(kept)
    thief.goto("/me/")
    expect(thief).to_have_url(re.compile("/account/sign-in/"))


def test_opening_the_safety_page_asks_nothing_of_the_network(been_around):
    been_around.wait_for_load_state("networkidle")
    asked, kept = [], "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    before = been_around.evaluate(kept)
    been_around.on("request", lambda request: asked.append(request.url))
    been_around.get_by_text("If home does not feel safe").first.click()
    been_around.get_by_label("Am I sometimes afraid of what my partner will do?").check()
    been_around.get_by_role("button", name="Close").click()
    assert asked == []
    assert been_around.evaluate(kept) == before
    been_around.get_by_text("If home does not feel safe").first.click()
    expect(been_around.get_by_label("Am I sometimes afraid of what my partner will do?")).not_to_be_checked()


def test_leaving_is_the_first_thing_that_the_tab_key_reaches(house, visit):
    page = visit(house)
    sign_up(page, "Ana")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Leave this page")).to_be_focused()
