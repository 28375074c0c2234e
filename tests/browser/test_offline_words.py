"""Words stay on the page until they are safe, whatever happens to the connection or the session."""

import pytest
from playwright.sync_api import expect
from tests.browser.steps import sign_up

WORDS = "You waited at the door with the dog, though it rained."


@pytest.fixture
def page(house, visit):
    page = visit(house)
    sign_up(page, "Ana")
    return page


def test_words_written_when_the_connection_is_lost_stay_until_they_are_kept(page):
    page.goto("/two/thanks/")
    box = page.get_by_label("What are you thankful for?")
    box.fill(WORDS)
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Your words are still here; try again")).to_be_visible()
    expect(box).to_have_value(WORDS)
    page.context.set_offline(False)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Kept for you alone")).to_be_visible()
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator("article")).to_contain_text(WORDS)
    expect(box).to_have_value("")


def test_words_written_when_the_session_has_ended_stay_on_the_page(page):
    page.goto("/two/")
    box = page.get_by_label("Your answer")
    box.fill(WORDS)
    page.context.clear_cookies(name="nearward-session")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("You have been signed out")).to_be_visible()
    expect(box).to_have_value(WORDS)


def test_a_mistake_in_the_words_comes_back_with_them(page):
    page.goto("/two/")
    box = page.get_by_label("Your answer")
    box.evaluate("(box, words) => { box.removeAttribute('maxlength'); box.value = words }", "long " * 1000)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    assert page.get_by_label("Your answer").input_value().startswith("long long")


def test_without_script_words_are_kept_all_the_same(house, visit):
    page = visit(house, script=False)
    sign_up(page, "Ana")
    page.goto("/two/")
    page.get_by_label("Your answer").fill(WORDS)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text(WORDS).first).to_be_visible()
