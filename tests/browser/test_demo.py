"""The main job, seen with two pairs of eyes."""

import re

import pytest
from bench.pictures import look_as as enter


@pytest.fixture
def look_as(demo, visit):
    """Return a way to enter the demo through somebody's eyes."""

    def entered(name, **how):
        page = visit(demo, **how)
        enter(page, demo, name)
        return page

    return entered


def test_ana_is_told_and_ben_is_not(look_as):
    ana, ben = look_as("Ana"), look_as("Ben")
    assert ana.get_by_text("Something has changed").is_visible()
    assert ana.get_by_text("Nobody else has been told.").is_visible()
    assert "Ben" in ben.get_by_role("heading", level=1).inner_text()
    assert ben.get_by_text("Something has changed").count() == 0
    ben.goto("/picture/")
    assert ben.locator(".change-mark").count() == 0


def test_bens_house_does_not_know_anas_notice(look_as):
    ana, ben = look_as("Ana"), look_as("Ben")
    ana.get_by_role("link", name="About this notice").click()
    ana.wait_for_url("**/picture/notice/**")
    assert ben.goto(ana.url).status == 404


def test_the_notice_leads_to_the_picture_and_to_what_may_lie_behind_it(look_as):
    page = look_as("Ana")
    page.get_by_role("link", name="See the picture").click()
    page.wait_for_url("**/picture/")
    assert re.search(r"since about \d+ \w+", page.get_by_role("heading", level=1).inner_text())
    chart = page.locator("svg.only-narrow")
    assert chart.is_visible()
    assert page.locator("svg.only-wide").is_hidden()
    page.get_by_text("Read as a table").click()
    assert page.get_by_role("table").is_visible()
    page.get_by_role("button", name="What may lie behind it").click()
    page.wait_for_url("**/guide/behind/")
    assert page.url.endswith("/guide/behind/")
    assert page.get_by_role("heading", level=1).is_visible()


def test_put_aside_the_notice_leaves_the_day_and_comes_back_when_asked(look_as):
    page = look_as("Ana")
    page.get_by_role("link", name="About this notice").click()
    page.get_by_role("button", name="Put it aside").click()
    page.get_by_role("button", name="Keep it on my day").wait_for()
    page.goto("/")
    assert page.get_by_text("Something has changed").count() == 0
    page.goto("/picture/")
    page.get_by_role("link", name="About this notice").first.click()
    page.get_by_role("button", name="Keep it on my day").click()
    page.get_by_role("button", name="Put it aside").wait_for()
    page.goto("/")
    assert page.get_by_text("Something has changed").is_visible()


def test_the_picture_can_be_printed_and_is_whole_without_script(look_as):
    page = look_as("Ana", size="desk", script=False)
    page.goto("/picture/")
    assert page.locator("svg.only-wide").is_visible()
    assert page.get_by_role("button", name="Print").count() == 0
    page.emulate_media(media="print")
    assert page.locator("nav.tabs").is_hidden()
    assert page.get_by_text("About 9 in 10").or_(page.get_by_text(re.compile(r"\d in 10"))).first.is_visible()


def test_the_banner_says_that_it_is_made_up(look_as):
    assert look_as("Ben").get_by_text("Ana and Ben are made up").is_visible()
