"""The first ten minutes, alone and on a phone; and two maps made blind, then laid side by side."""

import re

from playwright.sync_api import Page, expect
from tests.browser.steps import pair_up, sign_up

QUESTION = re.compile("/map/question/")


def tick(page: Page, *words: str) -> None:
    for word in words:
        page.locator("main label", has_text=word).first.click()
    page.get_by_role("button", name="Go on").click()


def answer_one(page: Page, step: int) -> None:
    """Answer whatever is asked now, and wait for what comes after it."""
    asked = page.locator("input[name=question]").input_value()
    buttons = page.locator("button.answer")
    if buttons.count():
        buttons.nth(min(step, buttons.count() - 1)).click()
    else:
        page.get_by_role("button", name="Go on").click()
    page.wait_for_function("asked => document.querySelector('input[name=question]')?.value !== asked", arg=asked)
    page.wait_for_load_state()


def make_map(page: Page, *signs: str, step: int = 3) -> None:
    """Make a map: tick signs, and answer everything else alike."""
    page.goto("/map/begin/")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you notice between you two?")
    tick(page, *signs)
    while QUESTION.search(page.url):
        answer_one(page, step)
    expect(page.get_by_role("heading", level=1)).to_have_text("What you see, and what may lie behind it")


def test_somebody_alone_comes_to_one_picture_one_check_and_words_to_say(house, visit):
    page = visit(house)
    sign_up(page, "Cleo")
    page.get_by_role("link", name="Begin your map").click()
    expect(page.get_by_text("You can use this alone. Nothing is sent to anyone.")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    tick(page, "Alone together", "Talking less")
    expect(page.get_by_role("heading", level=1)).to_contain_text("How")
    page.get_by_role("link", name="Stop here for now").click()
    page.get_by_role("link", name="Go on").click()
    while page.locator("input[name=question]").input_value() != "alone":
        answer_one(page, 3)
    asked = []
    page.on("request", lambda request: None if "/static/" in request.url else asked.append(request.url))
    page.get_by_role("link", name="Private questions, for you alone").click()
    expect(page.locator(".safety-words")).to_be_visible()
    page.locator(".safety-words input[type=checkbox]").first.check()
    assert asked == []
    while QUESTION.search(page.url):
        answer_one(page, 3)
    expect(page.get_by_role("heading", name="What you notice")).to_be_visible()
    expect(page.get_by_role("heading", name="One thing worth checking")).to_be_visible()
    assert page.locator(".picture .cause").count() == 2
    expect(page.get_by_role("heading", name="One small thing to do")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Talk first")).click()
    expect(page.get_by_role("heading", name="A good time")).to_be_visible()


def test_the_whole_way_goes_by_keyboard_and_without_script(house, visit):
    page = visit(house, script=False)
    sign_up(page, "Cleo")
    page.goto("/map/begin/")
    page.get_by_role("button", name="Begin").press("Enter")
    page.locator("input[name=tick]").first.press("Space")
    page.get_by_role("button", name="Go on").press("Enter")
    for _ in range(60):
        if not QUESTION.search(page.url):
            break
        buttons = page.locator("button.answer")
        (buttons.nth(2) if buttons.count() else page.get_by_role("button", name="Go on")).press("Enter")
        page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you see, and what may lie behind it")


def test_two_maps_are_blind_until_both_press_show(house, visit):
    ana, ben = visit(house), visit(house, size="desk")
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    make_map(ana, "Talking less", "Alone together")
    make_map(ben, "Talking less")
    said = {"name": "What you both say"}
    ana.goto("/map/beside/")
    ana.get_by_role("button", name="Show all of it").click()
    expect(ana.get_by_text("It is seen once you both show it.")).to_be_visible()
    expect(ana.get_by_role("heading", **said)).to_have_count(0)
    ben.goto("/map/beside/")
    expect(ben.get_by_role("heading", **said)).to_have_count(0)
    ben.get_by_role("button", name="Show all of it").click()
    expect(ben.get_by_role("heading", **said)).to_be_visible()
    expect(ben.get_by_role("heading", name="One difference, as two views")).to_be_visible()
    ana.reload()
    expect(ana.get_by_role("heading", **said)).to_be_visible()
    ben.get_by_role("button", name="Take it back").click()
    expect(ben.get_by_role("heading", **said)).to_have_count(0)
    ana.reload()
    expect(ana.get_by_role("heading", **said)).to_have_count(0)
