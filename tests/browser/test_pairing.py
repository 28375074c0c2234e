"""Two browsers, two people, one link."""

from playwright.sync_api import expect
from tests.browser.steps import pair_up, sign_up


def test_two_people_link_with_a_code_and_two_times_yes(house, visit):
    ana, ben = visit(house), visit(house, size="desk", theme="dark")
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    ben.goto("/pair/")
    expect(ben.get_by_role("heading", name="You are linked with Ana")).to_be_visible()


def test_a_code_that_nobody_shows_links_nobody(house, visit):
    ben = visit(house)
    sign_up(ben, "Ben")
    ben.goto("/pair/code/type/")
    ben.locator("main input[name=code]").fill("7KQ2M-9XT4B")
    ben.get_by_role("button", name="Next").click()
    expect(ben.locator("main")).to_contain_text("code")
    ben.goto("/pair/")
    expect(ben.get_by_role("heading", name="You are not linked to anyone")).to_be_visible()
