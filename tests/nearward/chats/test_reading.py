import threading
from dataclasses import replace
from os import utime

import pytest
from django.test import RequestFactory
from tests.nearward.chats.conftest import a_chat

from nearward.chats import at_hand
from nearward.chats.reading import NotRead, OtherFile, found_in, in_turn, joint_report, talk_at_hand
from nearward.kit.seal import Unreadable, new_key
from nearward.kit.sealed_file import Sealer
from nearward_dialogue import BrokenFile


@pytest.fixture
def at_hand_now(visits, now):
    """Lay a text to hand, as an upload does."""

    def laid(text, **said):
        request = RequestFactory().get("/")
        request.session = type("Session", (), {"session_key": "s" * 32, "exists": lambda _self, _key: True})()
        part, key = visits / "x.part", new_key()
        sealer = Sealer(part.open("xb"), key)
        sealer.write(text.encode())
        sealer.finish()
        visit = at_hand.begin(request, part, key, "d" * 64, now)
        visit.keep_said(replace(visit.said, **said))
        return visit

    return laid


def test_a_file_is_read_once_and_then_remembered_for_the_visit(at_hand_now, monkeypatch):
    visit = at_hand_now(a_chat(), me="Ana")
    found = found_in(visit, patience=60)
    assert found.told.messages
    assert found.basis.messages == a_chat().count("\n")
    monkeypatch.setattr("nearward.chats.reading._found", None)
    assert found_in(visit) == found


def test_a_page_does_not_wait_longer_than_it_may(at_hand_now):
    visit = at_hand_now(a_chat(), me="Ana")
    assert found_in(visit, patience=0) is None
    assert found_in(visit, patience=60).told


def test_what_was_put_away_while_it_was_read_leaves_nothing(at_hand_now, visits):
    visit = at_hand_now(a_chat(), me="Ana")
    found_in(visit, patience=0)
    visit.put_away()
    with pytest.raises(FileNotFoundError):
        visit.keep_found(b"late")
    assert [path.suffix for path in visits.iterdir() if path.suffix != ".said"] == []


def test_what_comes_late_of_a_file_before_this_one_changes_nothing(at_hand_now):
    before = at_hand_now(a_chat(5), me="Ana")
    visit = at_hand_now(a_chat(), me="Ana")
    with pytest.raises(Unreadable):
        before.keep_found(b"late")
    assert found_in(visit, patience=60).told
    before._keep(at_hand.FOUND, b"later still")  # between the look and the keeping
    assert visit.found is None
    assert found_in(visit, patience=60).told


def test_a_file_on_its_way_to_hand_is_not_swept_away(at_hand_now, visits, now):
    visit = at_hand_now(a_chat())
    waiting = visits / f"{visit.name}.{at_hand.EXPORT}"
    waiting.rename(visits / "elsewhere")  # as between the two steps of `begin`
    stamp = now.timestamp()
    utime(visits / f"{visit.name}.{at_hand.SAID}", (stamp, stamp))
    at_hand.put_old_away(now)
    assert visit.said


def test_for_both_exactly_what_was_agreed_to_is_read_and_nothing_else(at_hand_now):
    visit = at_hand_now(a_chat(), me="Ana")
    said, basis = visit.said, found_in(visit, patience=60).basis
    assert joint_report(visit, basis, said).is_joint
    for other in (
        replace(basis, digest="e" * 64),
        replace(basis, messages=basis.messages - 1),
        replace(basis, first=basis.last),
        replace(basis, analysis="0.older"),
    ):
        with pytest.raises(OtherFile):
            joint_report(visit, other, said)


def test_a_file_that_cannot_be_read_just_now_is_no_other_file(at_hand_now, monkeypatch):
    visit = at_hand_now(a_chat(), me="Ana")
    said, basis = visit.said, found_in(visit, patience=60).basis

    def locked(*_):
        raise BrokenFile("locked")

    monkeypatch.setattr("nearward.chats.reading.talk_in", locked)
    with pytest.raises(BrokenFile):
        joint_report(visit, basis, said)


def test_an_error_that_nobody_expected_ends_in_a_sentence_and_its_words_in_no_log(at_hand_now, monkeypatch, caplog):
    def stumbles(*_):
        raise RuntimeError("a secret of the file")

    monkeypatch.setattr("nearward.chats.reading.talk_in", stumbles)
    visit = at_hand_now(a_chat(), me="Ana")
    assert found_in(visit, patience=60).trouble == "failed"
    with pytest.raises(NotRead):
        in_turn(talk_at_hand, visit)
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_what_a_page_opens_is_read_in_the_rooms_own_thread():
    assert in_turn(threading.current_thread).name.startswith("mirror")


def test_a_reading_for_both_is_bound_to_who_is_who_in_it(at_hand_now):
    visit = at_hand_now(a_chat(), me="Ana")
    said, basis = visit.said, found_in(visit, patience=60).basis
    assert basis.people == ("Ana", "Ben")
    with pytest.raises(OtherFile):
        joint_report(visit, basis, replace(said, me="Ben"))


def test_names_that_were_merged_are_named(at_hand_now):
    visit = at_hand_now(a_chat().replace(" - Ben: ", " - Ben (work): ", 30), me="Ana", same={"Ben (work)": "Ben"})
    assert found_in(visit, patience=60).basis.people == ("Ana", "Ben, Ben (work)")
