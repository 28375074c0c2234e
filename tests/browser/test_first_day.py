"""A newcomer, alone, from the first page to the first minute."""

import re

from playwright.sync_api import expect
from tests.browser.steps import answer_by_keyboard, sign_up


def test_a_newcomer_alone_comes_to_a_first_minute(house, visit):
    page = visit(house)
    sign_up(page, "Cleo")
    expect(page.get_by_text("You can use this alone. Nothing is sent to anyone.")).to_be_visible()
    answer_by_keyboard(page)
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/minute/**")
    done = page.get_by_role("heading", name="That is all for today")
    for _ in range(20):
        if done.is_visible():
            break
        if page.locator("input[type=range]:visible").count():
            answer_by_keyboard(page)
        page.get_by_role("button", name=re.compile("^(Next|That is all)$")).first.click()
        page.wait_for_load_state()
    expect(done).to_be_visible()
    page.goto("/picture/")
    expect(page.get_by_role("heading", name="Not enough to say yet")).to_be_visible()


def test_a_first_minute_needs_no_script(house, visit):
    page = visit(house, script=False)
    sign_up(page, "Cleo")
    page.goto("/minute/")
    page.locator("input[type=radio]").nth(5).check(force=True)
    page.get_by_role("button", name="That is all").click()
    expect(page.get_by_role("heading", name="That is all for today")).to_be_visible()


def test_a_day_may_be_left_out_with_one_press(house, visit):
    page = visit(house)
    sign_up(page, "Cleo")
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_role("heading", name="That is all for today").first).to_be_visible()
