"""Linking without pressing reload, and parting."""

import re

from playwright.sync_api import expect
from tests.browser.steps import pair_up, sign_up


def test_screens_that_wait_move_on_by_themselves(house, visit):
    ana, ben = visit(house), visit(house, size="desk")
    sign_up(ana, "Ana")
    sign_up(ben, "Ben")
    ana.goto("/pair/code/")
    ana.get_by_role("button", name="Show the code").click()
    code = ana.locator(".code").inner_text()
    ben.goto("/pair/code/type/")
    ben.locator("main input[name=code]").fill(code)
    ben.get_by_role("button", name="Next").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Is this really Ben?")
    ana.get_by_role("button", name="Yes, link us").click()
    ben.get_by_role("button", name="Yes, link us").click()
    for page in (ana, ben):
        expect(page.get_by_role("heading", level=1)).to_contain_text("You are linked with")


def test_one_parts_and_the_other_finds_it_so(house, visit):
    ana, ben = visit(house), visit(house, theme="dark")
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    ben.goto("/pair/")
    ana.goto("/pair/end/")
    ana.get_by_role("button", name="End it now").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("You are not linked to anyone")
    ben.reload()
    expect(ben.get_by_role("heading", level=1)).to_have_text("You are not linked to anyone")
    expect(ben.locator("body")).not_to_contain_text(re.compile(r"\bAna\b"))


def test_linking_needs_no_script(house, visit):
    ana, ben = visit(house, script=False), visit(house, script=False)
    sign_up(ana, "Ana")
    sign_up(ben, "Ben")
    pair_up(ana, ben)


def test_who_deletes_their_account_comes_to_a_last_page_and_not_back_in(house, visit):
    page = visit(house)
    sign_up(page, "Cleo")
    page.goto("/me/delete/")
    page.get_by_role("button", name="Delete everything now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is gone")
    page.go_back()
    expect(page).to_have_url(re.compile("/account/sign-in/"))
