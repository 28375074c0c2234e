"""Pause, end, deletion: from the other side they are one and the same, and nothing announces them."""

import pytest
from django.core import mail
from tests.conftest import link
from tests.hostile.conftest import FRESH, differences, everything_seen, live, supposing

from nearward.people import actions as people
from nearward.people.actions import CannotPair
from nearward.people.queries import ledger_of
from nearward.sharing import queries
from nearward.sharing.rules import Audience


@pytest.fixture
def lived(ana, ben, pair, held):
    """Two who have shown each other everything for a month."""
    for who in (ana, ben):
        live(who, held, audience=Audience.US)


def after(hers, done):
    with supposing():
        done()
        first = everything_seen(hers)
        return first, everything_seen(hers)


def test_a_pause_an_end_and_a_deletion_look_the_same_from_the_other_side(just, lived, ana, ben, held):
    hers = just(ana)
    paused = after(hers, lambda: people.pause_pair(ben, held))
    ended = after(hers, lambda: people.leave_pair(ben, held))
    deleted = after(hers, lambda: people.delete_account(ben, held))
    assert differences(paused[0], ended[0]) == {}
    assert differences(paused[0], deleted[0]) == {}
    assert differences(*paused) == {}


def test_whatever_she_then_presses_tells_her_no_more(just, lived, ana, ben, held):
    hers = just(ana)

    def pressed(done):
        with supposing():
            done()
            answers = []
            for path, data in (
                ("/pair/pause/", {}),
                ("/pair/resume/", {}),
                ("/pair/day/", {"day_starts": "7"}),
                ("/pair/no/", {}),
                ("/pair/yes/", {}),
                ("/pair/code/type/", {"code": "00000-00000", "called": "Ana"}),
                ("/pair/end/", {}),
            ):
                answer = hers.post(path, data)
                answers.append((answer.status_code, answer.headers.get("Location")))
            acts = [line.act for line in ledger_of(ana)]
            return answers, acts, everything_seen(hers)

    paused, ended = pressed(lambda: people.pause_pair(ben, held)), pressed(lambda: people.leave_pair(ben, held))
    assert paused[:2] == ended[:2]
    assert differences(paused[2], ended[2]) == {}


def test_nobody_is_told_that_a_link_was_ended(just, lived, ana, ben, held):
    before = list(ledger_of(ana))
    people.leave_pair(ben, held)
    hers = just(ana)
    page = FRESH.sub("", hers.get("/pair/").content.decode())
    assert "You are not linked to anyone" in page
    assert "Ben" not in page
    assert list(ledger_of(ana)) == before
    assert mail.outbox == []


def test_after_the_end_not_a_word_of_his_is_left_on_her_pages(just, lived, ana, ben, held):
    hers = just(ana)
    assert "The tea of Ben" in str(everything_seen(hers))
    people.leave_pair(ben, held)
    assert " of Ben" not in str(everything_seen(hers))
    assert queries.theirs(ana, "together.answer") == queries.theirs(ana, "checkins.answer") == []


def test_who_has_left_cannot_come_back_by_themself(just, lived, ana, ben, held):
    people.leave_pair(ana, held)
    his = just(ben)
    for path in ("/pair/resume/", "/pair/yes/"):
        his.post(path)
    assert queries.theirs(ben, "checkins.answer") == []
    assert his.get("/pair/").content.decode().count("You are not linked to anyone") == 1


def test_a_code_from_before_links_nobody_again(ana, ben, held):
    code = people.invite(ana, held)
    people.take_code(ben, code, held)
    people.agree_to_meet(ana, held)
    people.agree_to_meet(ben, held)
    people.leave_pair(ana, held)
    with pytest.raises(CannotPair):
        people.take_code(ben, code, held)
    with pytest.raises(CannotPair):
        people.agree_to_meet(ben, held)


def test_linking_again_is_a_new_beginning_on_both_sides(lived, ana, ben, held):
    people.leave_pair(ana, held)
    link(ana, ben, held)
    for who in (ana, ben):
        assert queries.theirs(who, "checkins.answer") == []
        assert queries.theirs(who, "together.thanks") == []


def test_every_open_browser_of_hers_loses_sight_at_once(just, lived, ana, ben, held):
    browsers = [just(ana) for _ in range(3)]
    assert all(b"The lighthouse of Ben" in browser.get("/two/answers/").content for browser in browsers)
    people.pause_pair(ben, held)
    seen = {len(browser.get("/two/answers/").content) for browser in browsers}
    assert len(seen) == 1
    assert queries.theirs(ana, "together.answer") == []
