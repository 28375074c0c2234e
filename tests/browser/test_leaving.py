"""Leaving at once, and what the Back button shows then."""

from playwright.sync_api import expect
from tests.browser.steps import sign_up


def test_after_leaving_going_back_shows_only_the_neutral_page(house, visit):
    page = visit(house)
    sign_up(page, "Ana")
    for path in ("/minute/", "/picture/", "/me/"):
        page.goto(path)
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url("**/clock/")
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        expect(page.locator("body")).not_to_contain_text("Nearward")
        expect(page.locator("body")).not_to_contain_text("Ana")
    page.goto("/picture/")
    expect(page.get_by_role("heading", name="Here your picture will grow")).to_have_count(0)


def test_leaving_is_the_first_thing_that_the_tab_key_reaches(house, visit):
    page = visit(house)
    sign_up(page, "Ana")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Leave this page")).to_be_focused()
