"""A plan through two weeks, by a clock that is moved."""

import re
from datetime import timedelta

from bench.serving import EVENING, served
from playwright.sync_api import expect
from tests.browser.steps import sign_up

PLAN = "/practice/"


def test_a_plan_through_two_weeks(browser, visit, tmp_path):
    """Take one thing up, do it, take a second up after two weeks, swap the first; then it is one again."""
    page = None
    for day in (0, 7, 14):
        with served(tmp_path / "house", at=EVENING + timedelta(days=day)) as address:
            if page is None:
                page = visit(address)
                sign_up(page, "Cleo")
                take_one_up(page)
            else:
                cookies = page.context.cookies()
                page = visit(address)
                page.context.add_cookies(cookies)
            if day == 7:
                after_a_week(page)
            if day == 14:
                after_two_weeks(page)


def take_one_up(page):
    page.goto(PLAN)
    assert page.get_by_role("button", name="Take it up").count() == 1
    expect(page.get_by_role("listitem").filter(has_text="Two weeks to see what is usual")).to_have_attribute(
        "aria-current", "step"
    )
    page.get_by_role("button", name="Take it up").click()
    expect(page.get_by_text("In your plan since 12 Mar 2026")).to_be_visible()
    page.get_by_role("button", name=re.compile("did it")).click()
    expect(page.get_by_text("Done today.")).to_be_visible()


def after_a_week(page):
    page.goto(PLAN)
    assert page.get_by_role("button", name="Take it up").count() == 0
    page.get_by_role("button", name=re.compile("did it")).click()
    page.get_by_role("button", name="I liked it").click()
    expect(page.get_by_role("button", name="I liked it")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Done 2 times so far.")).to_be_visible()


def after_two_weeks(page):
    page.goto(PLAN)
    expect(page.get_by_role("listitem").filter(has_text="Look whether it helps")).to_have_attribute(
        "aria-current", "step"
    )
    page.get_by_role("button", name="Take it up").click()
    expect(page.get_by_text("In your plan since")).to_have_count(2)
    page.get_by_role("button", name="Swap it").first.click()
    expect(page.get_by_text("In your plan since")).to_have_count(1)
    expect(page.get_by_role("listitem").filter(has_text="A second has time.")).to_have_attribute("aria-current", "step")


def test_one_act_for_tonight_needs_no_script(house, visit):
    page = visit(house, script=False)
    sign_up(page, "Cleo")
    page.goto("/practice/tonight/")
    first = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Another idea").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Done. That is all for today.")).to_be_visible()
    expect(page.get_by_role("link", name="Talk first")).to_be_visible()
