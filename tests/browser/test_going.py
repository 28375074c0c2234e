"""Parting, taking everything along and deleting, by two people at two ends of the world, while a reveal is pending."""

import json
import re
import zipfile

import pytest
from playwright.sync_api import expect
from tests.browser.steps import pair_up, sign_up

ANAS, BENS, THANKS = "The lighthouse at Whitby.", "A tent in the rain.", "Thank you for the tea."


@pytest.fixture
def pair(house, visit):
    """Ana in London and Ben in Auckland, linked."""
    ana, ben = visit(house), visit(house, size="desk", theme="dark", zone="Pacific/Auckland")
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    return ana, ben


def answer(page, words):
    """Answer the question of the couple's day, to be shown once both have."""
    page.goto("/two/")
    page.locator("textarea[name=text]").first.fill(words)
    page.locator("input[name=audience][value=both]").first.check(force=True)
    page.get_by_role("button", name="Keep", exact=True).first.click()
    expect(page.locator("blockquote.words").first).to_have_text(words)


def thank(page, words):
    page.goto("/two/thanks/")
    page.locator("textarea[name=text]").first.fill(words)
    page.locator("button[name=give]").click()
    expect(page.locator("main")).to_contain_text(words)


def zone_of(page):
    page.goto("/me/day/")
    return page.locator("input[name=time_zone]").input_value()


def copy_of(page, folder):
    """Take the copy of everything; return what it holds, and all of its letters."""
    page.goto("/me/export/")
    with page.expect_download() as awaited:
        page.get_by_role("button", name="Take the copy").click()
    file = folder / "copy.zip"
    awaited.value.save_as(file)
    with zipfile.ZipFile(file) as opened:
        letters = "".join(opened.read(name).decode() for name in opened.namelist())
        return json.loads(opened.read("everything.json")), letters


def test_who_parts_while_a_reveal_is_pending_takes_theirs_along_and_shows_nothing_more(pair, tmp_path):
    ana, ben = pair
    assert (zone_of(ana), zone_of(ben)) == ("Europe/London", "Pacific/Auckland")
    answer(ana, ANAS)
    ana.goto("/two/")
    question = ana.locator("h1").inner_text()
    ben.goto("/two/")
    expect(ben.locator("h1")).to_have_text(question)  # one day for both, whatever the clocks say
    thank(ben, THANKS)
    ana.goto("/two/thanks/")
    expect(ana.locator("main")).to_contain_text(THANKS)
    ben.goto("/pair/end/")
    ben.get_by_role("button", name="End it now").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("You are not linked to anyone")
    ben.goto("/two/")
    ben.locator("textarea[name=text]").first.fill(BENS)
    ben.get_by_role("button", name="Keep", exact=True).first.click()
    expect(ben.locator("body")).not_to_contain_text("lighthouse")
    for address in ("/two/", "/two/thanks/", "/two/answers/", "/"):
        ana.goto(address)
        expect(ana.locator("body")).not_to_contain_text(re.compile("tent|tea"))
    anas, told_ana = copy_of(ana, tmp_path)
    bens, told_ben = copy_of(ben, tmp_path)
    assert ANAS in told_ana
    assert BENS in told_ben
    assert THANKS in told_ben
    assert not re.search("tent in the rain|for the tea", told_ana)
    assert "lighthouse" not in told_ben
    assert (anas["about"]["time_zone"], bens["about"]["time_zone"]) == ("Europe/London", "Pacific/Auckland")


def test_who_deletes_their_account_while_a_reveal_is_pending_is_gone_from_the_others_pages(pair, tmp_path):
    ana, ben = pair
    answer(ana, ANAS)
    thank(ben, THANKS)
    ben.goto("/me/delete/")
    ben.get_by_role("button", name="Delete everything now").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("It is gone")
    ana.goto("/pair/")
    expect(ana.get_by_role("heading", level=1)).to_have_text("You are not linked to anyone")
    ana.goto("/two/thanks/")
    expect(ana.locator("body")).not_to_contain_text("tea")
    ana.goto("/two/")
    expect(ana.locator("body")).not_to_contain_text("If Ben answers")
    _, told = copy_of(ana, tmp_path)
    assert ANAS in told
    assert "for the tea" not in told
