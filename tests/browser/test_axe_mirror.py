"""The mirror in a real browser: with a bar and without a script, at each of its pages, looked at with axe."""

import random
from datetime import UTC, datetime

import pytest
from bench.serving import served
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
    faults = all_faults(ana, ["/mirror/", "/mirror/both/", "/mirror/messages/latency/"], axe)
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


@pytest.fixture
def two(house, visit):
    """Ana and Ben in their own browsers, linked."""
    ana, ben = visit(house), visit(house)
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    return ana, ben


def asked(page, text, heading="One thing to ask"):
    """Give a text in place of any file at hand, up to the page that has a heading."""
    page.goto("/mirror/")
    if page.get_by_role("button", name="Put the file away").count():
        page.get_by_role("button", name="Put the file away").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The mirror of a chat")
    give(page, {"name": "chat.txt", "mimeType": "text/plain", "buffer": text})
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def looked_at(page, text, me):
    asked(page, text)
    page.get_by_label(me).check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your side of a chat", timeout=90_000)


def press(page, name, then):
    page.get_by_role("button", name=name).first.click()
    expect(page.get_by_text(then).first).to_be_visible(timeout=90_000)


def read_for_both(one, other):
    one.goto("/mirror/both/")
    press(one, "Propose it", "Proposed by you")
    other.goto("/mirror/both/")
    press(other, "Agree to this", "You have both agreed")
    one.reload()
    press(one, "Make the report for both", "You both see this until")


def test_what_a_file_leaves_open_is_asked_without_a_fault(house, visit, axe, export):
    page = visit(house)
    sign_up(page, "Ana", "Ben")
    asked(page, b"01/02/2023, 10:01 - Ana: hi\n01/02/2023, 10:02 - Ben: hi\n")
    expect(page.get_by_text("1 Feb 2023").first).to_be_visible()
    faults = faults_on(page, axe)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Ana").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Too little to say more")).to_be_visible()
    faults += faults_on(page, axe)
    asked(page, export["buffer"].replace(b" - Ben: ", b" - Ben (work): ", 30))
    expect(page.get_by_text("Who is “Ben (work)”?")).to_be_visible()
    faults += faults_on(page, axe)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert faults + faults_on(page, axe) == []


@pytest.fixture
def narrow(tmp_path, monkeypatch):
    """The address of a house that takes files of one megabyte."""
    monkeypatch.setenv("NEARWARD_CHAT_MEGABYTES", "1")
    with served(tmp_path) as address:
        yield address


def test_a_file_that_is_refused_for_its_size_is_so_without_a_fault(narrow, visit, axe):
    page = visit(narrow)
    sign_up(page, "Ana")
    page.goto("/mirror/")
    large = {"name": "x.txt", "mimeType": "text/plain", "buffer": b"x" * (5 << 20)}
    page.set_input_files("input[type=file]", files=[large])
    expect(page.locator("[data-too-large]")).to_be_visible()
    faults = faults_on(page, axe)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form[data-arrives]'))")
    assert answered.value.status == 413
    expect(page.get_by_role("alert").first).to_contain_text("larger than")
    assert faults + faults_on(page, axe) == []


def test_a_file_that_cannot_be_read_just_now_is_said_to_be_so_without_a_fault(narrow, visit, axe, export, tmp_path):
    page = visit(narrow)
    sign_up(page, "Ana")
    looked_at(page, export["buffer"], "Ana")
    (sealed,) = tmp_path.glob("visits/*.export")
    sealed.write_bytes(sealed.read_bytes()[:-40])
    answer = page.goto("/mirror/messages/latency/")
    assert answer.status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("Not just now")
    assert faults_on(page, axe) == []


def test_two_reports_the_earlier_one_its_messages_and_a_sleeping_yes_are_without_a_fault(two, axe, export):
    ana, ben = two
    looked_at(ana, export["buffer"], "Ana")
    ana.goto("/mirror/both/")
    press(ana, "Propose it", "Proposed by you")
    ben.goto("/mirror/both/")
    press(ben, "Not now", "Put aside")
    faults = faults_on(ben, axe)
    press(ben, "Agree to this", "You have both agreed")
    ana.reload()
    press(ana, "Make the report for both", "You both see this until")
    for name in ("latency", "hours"):
        faults += all_faults(ana, [f"/mirror/both/messages/{name}/"], axe)
        expect(ana.locator(".said").first).to_be_visible()
    text = sample_chat(datetime(2026, 3, 11, tzinfo=UTC), random.Random(4)).encode()
    looked_at(ben, text, "Ben")
    read_for_both(ben, ana)
    expect(ben.get_by_role("heading", name="An earlier report")).to_be_visible()
    faults += faults_on(ben, axe)
    ana.goto("/mirror/both/")
    ana.get_by_role("link", name="Open it").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("An earlier report")
    ana.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    faults += faults_on(ana, axe) + all_faults(ana, ["/mirror/both/earlier/messages/latency/"], axe)
    ben.goto("/pair/pause/")
    ben.get_by_role("button", name="Pause now").click()
    ben.wait_for_url("**/pair/")
    ana.goto("/mirror/both/")
    expect(ana.get_by_role("heading", name="From a link that is not open now")).to_have_count(2)
    assert faults + faults_on(ana, axe) == []


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
