"""What somebody who only watches the line could tell: how long each page is as it is sent, packed."""

import gzip
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.hostile.conftest import live, supposing
from tests.house.access import ACCESS, EVERYBODY, OWNER, SIGNED_IN

from nearward.people import actions as people
from nearward.practice.actions import answer_offer, wish_for
from nearward.practice.moments import Said, Wish
from nearward.sharing.rules import Audience
from nearward.shell.middleware import BLOCK

BY_CHANCE = 110
"""Bytes: what Django adds at random, and what a fresh token makes longer or shorter when packed."""
GATED = ("home:today", "practice:index", "practice:tonight", "practice:working", "practice:times")
PACKED = {"accept-encoding": "gzip"}


def sent(browser: Client, name: str, language: str = "en") -> int:
    """How long a page is on the line."""
    row = ACCESS[name]
    path = reverse(name, kwargs=row.of(None, None) if row.of else None)
    answer = browser.get(path, headers=PACKED | {"accept-language": language})
    return len(answer.content) if answer["Content-Type"].startswith("text/html") else 0


def room_left(browser: Client, name: str) -> int:
    """How much more would fit into the last block of a page."""
    return -len(gzip.compress(browser.get(reverse(name)).content, compresslevel=6)) % BLOCK


def everything_sent(browser: Client) -> dict[str, int]:
    names = (name for name, row in ACCESS.items() if row.get in {SIGNED_IN, EVERYBODY} and name != "account_logout")
    return {name: sent(browser, name) for name in names}


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_with_the_gate_open_or_closed_each_page_is_as_long(just, ana, ben, pair, held, language):
    live(ana, held, audience=Audience.US, days=20)
    hers, lengths = just(ana), {}
    for wish in Wish:
        wish_for(ana, wish, held.date(), held)
        lengths[wish] = [sent(hers, name, language) for name in GATED]
        assert min(room_left(hers, name) for name in GATED) > BY_CHANCE  # no border of a block is near
    assert set(map(tuple, lengths.values())) == {(BLOCK,) * len(GATED)}


def test_without_filling_the_gate_would_show_by_its_length(just, ana, ben, pair, held):
    """What the filling is for: the page that it hides would be told apart by every look at it."""
    hers, lengths = just(ana), {}
    for wish in (Wish.OPEN, Wish.QUIET):
        wish_for(ana, wish, held.date(), held)
        lengths[wish] = {room_left(hers, "practice:index") for _ in range(5)}
    assert not lengths[Wish.QUIET] & lengths[Wish.OPEN]


def test_a_practice_that_was_put_away_or_done_does_not_show_by_a_length(just, ana, ben, pair, held):
    hers = just(ana)
    before = [sent(hers, name) for name in GATED]
    for said in (Said.DONE, Said.NEVER):
        answer_offer(ana, "unplug", said, held.date(), held)
        assert [sent(hers, name) for name in GATED] == before


def test_what_he_hides_changes_the_length_of_nothing_that_she_is_sent(just, ana, ben, pair, held):
    live(ana, held, audience=Audience.US, days=5)
    hers = just(ana)
    before = everything_sent(hers)
    for audience in (Audience.ME, Audience.THERAPIST):
        with supposing():
            live(ben, held, audience=audience, days=5)
            assert everything_sent(hers) == before


def test_what_waits_for_her_answer_changes_no_length_either(just, ana, ben, pair, held):
    hers = just(ana)
    before = everything_sent(hers)
    live(ben, held, audience=Audience.BOTH, days=5)
    assert everything_sent(hers) == before


def test_a_pause_an_end_and_a_deletion_are_as_long(just, ana, ben, pair, held):
    for who in (ana, ben):
        live(who, held, audience=Audience.US, days=5)
    hers, lengths = just(ana), []
    for done in (people.pause_pair, people.leave_pair, people.delete_account):
        with supposing():
            done(ben, held)
            lengths.append(everything_sent(hers))
    assert lengths[0] == lengths[1] == lengths[2]


def test_every_page_is_whole_blocks(just, ana, held):
    hers = just(ana)
    lengths = {name: length for name, length in everything_sent(hers).items() if length > 200}
    assert len(lengths) > 40
    assert {name: length for name, length in lengths.items() if length % BLOCK} == {}
    assert sum(length == BLOCK for length in lengths.values()) > 0.9 * len(lengths)


def test_what_is_not_there_and_what_is_somebody_elses_are_as_long(just, ana, ben, pair, held):
    hers = just(ana)
    for name in sorted(name for name, row in ACCESS.items() if row.get == OWNER):
        theirs = ACCESS[name].of(ben, held)
        lengths = {
            len(hers.get(reverse(name, kwargs=kwargs), headers=PACKED).content)
            for kwargs in (theirs, dict.fromkeys(theirs, uuid.uuid4()))
        }
        assert lengths == {BLOCK}
