"""The mirror in a real browser: with a bar and without a script, at each of its pages, looked at with axe."""

import random
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from tests.browser.steps import pair_up, sign_up
from tests.browser.test_axe import all_faults, axe, faults_on

from nearward.chats.sample import sample_chat

__all__ = ["axe"]


@pytest.fixture(scope="module")
def export():
    text = sample_chat(datetime(2026, 3, 11, tzinfo=UTC), random.Random(3))
    return {"name": "chat.txt", "mimeType": "text/plain", "buffer": text.encode()}


def give(page, file):
    page.goto("/mirror/")
    page.set_input_files("input[type=file]", files=[file])
    page.get_by_role("button", name="Look at it").click()


def test_each_page_of_the_mirror_is_without_a_fault(house, visit, axe, export):
    ana, ben = visit(house), visit(house)
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    faults = all_faults(ana, ["/mirror/", "/mirror/both/"], axe)
    give(ana, {"name": "x.txt", "mimeType": "text/plain", "buffer": b"dear diary"})
    expect(ana.get_by_role("alert").first).to_contain_text("none of the exports")
    faults += faults_on(ana, axe)
    ana.set_input_files("input[type=file]", files=[export])
    ana.get_by_role("button", name="Look at it").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("One thing to ask")
    faults += faults_on(ana, axe)
    ana.get_by_label("Ana").check()
    ana.get_by_role("button", name="Go on").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Your side of a chat", timeout=90_000)
    faults += all_faults(ana, ["/mirror/", "/mirror/messages/latency/", "/mirror/both/"], axe)
    ana.get_by_role("button", name="Propose it").click()
    faults += faults_on(ana, axe)
    ben.goto("/")
    ben.get_by_role("link", name="See what would be read").click()
    faults += faults_on(ben, axe)
    ben.get_by_role("button", name="Agree to this").click()
    faults += faults_on(ben, axe)
    ana.reload()
    ana.get_by_role("button", name="Make the report for both").click()
    expect(ana.get_by_text("You both see this until")).to_be_visible(timeout=90_000)
    assert faults + faults_on(ana, axe) == []
    ben.reload()
    expect(ben.get_by_text("You both see this until")).to_be_visible()


def test_it_works_without_a_script(house, visit, export):
    helper = visit(house)
    sign_up(helper, "Cleo")
    page = visit(house, script=False)
    page.context.add_cookies(helper.context.cookies())
    give(page, export)
    expect(page.get_by_role("heading", level=1)).to_have_text("One thing to ask")
    page.get_by_label("Ben").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your side of a chat", timeout=90_000)
    page.get_by_role("button", name="Put the file away").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The mirror of a chat")


def test_a_file_that_is_too_large_is_said_so_before_it_is_sent(house, visit):
    page = visit(house)
    sign_up(page, "Cleo")
    page.goto("/mirror/")
    page.evaluate("document.querySelector('form[data-arrives]').dataset.most = '0'")
    page.set_input_files("input[type=file]", files=[{"name": "x", "mimeType": "text/plain", "buffer": b"hello"}])
    expect(page.locator("[data-too-large]")).to_be_visible()
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("[data-progress]")).to_be_hidden()
