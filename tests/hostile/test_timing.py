"""What a stopwatch could tell. No clock is asked here: the causes of time are counted, statements and password hashes.

`python -m bench.timing` measures the times themselves.
"""

import re
import uuid
from unittest.mock import patch

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.hostile.conftest import supposing
from tests.house.access import ACCESS, OWNER

from nearward.kit import codes
from nearward.people import actions
from nearward.people.models import Person
from nearward.people.rules import CODE_LIVES
from nearward.practice.actions import wish_for
from nearward.practice.moments import Wish

OWNED = sorted(name for name, row in ACCESS.items() if OWNER in {row.get, row.post})
PRIVATE = ("home:today", "practice:index", "practice:tonight", "practice:working", "practice:times")


def work(done) -> list[str]:
    """Return the statements that something needs, without what they were given."""
    with supposing(), CaptureQueriesContext(connection) as seen:
        done()
    bare = (each["sql"].partition(" WHERE ")[0].split("VALUES")[0].split(" SET ")[0] for each in seen.captured_queries)
    return [re.sub(r"\bs\d+_x\d+", "-", sql) for sql in bare]  # savepoints are numbered


def hashes(done) -> int:
    """Return how often something hashes a password: making one, and comparing with one."""
    hasher = type(hashers.get_hasher())
    real, counted = hasher.encode, []
    with patch.object(hasher, "encode", lambda self, *given: counted.append(1) or real(self, *given)):
        done()
    return len(counted)


@pytest.mark.parametrize("name", OWNED)
def test_what_is_somebody_elses_and_what_is_not_there_take_the_same_work(name, just, ana, ben, pair, held):
    row, hers = ACCESS[name], just(ana)
    theirs = row.of(ben, held)
    absent = {key: uuid.uuid4() for key in theirs}
    asked = hers.get if row.get == OWNER else lambda path: hers.post(path, row.data)
    foreign, nothing = (work(lambda kwargs=kwargs: asked(reverse(name, kwargs=kwargs))) for kwargs in (theirs, absent))
    assert foreign == nothing


def test_a_known_and_an_unknown_name_take_the_same_work_at_the_door(ana):
    def knock(name):
        return hashes(lambda: Client().post(reverse("account_login"), {"login": name, "password": "not this one"}))

    assert knock("ana") == knock("nobody-at-all") == 1


def test_a_name_that_is_taken_takes_no_less_than_is_seen_anyway(ana):
    """Whoever joins is told that a name is taken, since they have to choose another: time adds nothing to these words.

    Names are for signing in alone, are shown to nobody, and need not be anybody's real name.
    """
    sent = {"username": "ana", "password1": "a garden behind the house", "called": "", "time_zone": "UTC"}
    page = Client().post(reverse("account_signup"), sent).content.decode()
    assert "signs in with this name already" in page


def test_wrong_used_ended_and_own_codes_take_the_same_work(ana, ben, cleo, dan, held):
    used, own = actions.invite(ana, held), actions.invite(dan, held)
    ended = actions.invite(cleo, held - CODE_LIVES)
    actions.take_code(ben, used, held)

    def typed(code):
        def take():
            with pytest.raises(actions.CannotPair):
                actions.take_code(dan, code, held)

        return work(take)

    assert typed(codes.new_code()) == typed(used) == typed(ended) == typed(own)


@pytest.mark.parametrize("name", PRIVATE)
def test_an_open_and_a_closed_gate_take_the_same_work(name, just, ana, held):
    hers = just(ana)

    def looked(wish):
        wish_for(ana, wish, held.date(), held)
        hers.get(reverse(name))  # what is made at the first look is there
        return work(lambda: hers.get(reverse(name)))

    assert looked(Wish.OPEN) == looked(Wish.QUIET)


def test_a_statement_more_for_one_of_two_shows(ana):
    assert work(Person.objects.count) != work(lambda: None) == []
