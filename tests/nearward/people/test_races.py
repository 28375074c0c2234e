"""Two requests at the same instant, in threads of their own as the server has them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from tests.conftest import link

from nearward.people import actions, queries
from nearward.people.actions import CannotPair
from nearward.people.models import CodeTry, Invitation, Membership, Pair, Person
from nearward.people.rules import TRIES_A_PERSON, Link
from nearward.sharing.actions import write
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def at_once(*calls):
    """Begin all calls together; return what each returned or raised."""
    ready = threading.Barrier(len(calls))

    def run(call):
        ready.wait()
        try:
            return call()
        except CannotPair as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refusals(outcomes):
    return [one for one in outcomes if isinstance(one, CannotPair)]


def link_of(who):
    return queries.bond_of(who).link


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_yeses_at_once_make_one_pair(ana, ben, now, _round):
    actions.take_code(ben, actions.invite(ana, now), now)
    outcomes = at_once(lambda: actions.agree_to_meet(ana, now), lambda: actions.agree_to_meet(ben, now))
    assert sorted(one is None for one in outcomes) == [False, True]
    assert Pair.objects.count() == 1
    assert link_of(ana) is link_of(ben) is Link.LINKED


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_one_pressing_yes_twice_says_it_once(ana, ben, now, _round):
    actions.take_code(ben, actions.invite(ana, now), now)
    assert at_once(*[lambda: actions.agree_to_meet(ana, now)] * 2) == [None, None]
    assert not Pair.objects.exists()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_type_one_code_at_once_one_is_late(ana, ben, cleo, now, _round):
    code = actions.invite(ana, now)
    outcomes = at_once(*[lambda who=who: actions.take_code(who, code, now) for who in (ben, cleo)])
    assert len(refusals(outcomes)) == 1
    assert Invitation.objects.get().taker in {ben, cleo}


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_who_type_each_others_codes_at_once_meet_once(ana, ben, now, _round):
    of_ana, of_ben = actions.invite(ana, now), actions.invite(ben, now)
    outcomes = at_once(lambda: actions.take_code(ana, of_ben, now), lambda: actions.take_code(ben, of_ana, now))
    assert len(refusals(outcomes)) == 1
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_code_asked_for_twice_at_once_is_one(ana, now, _round):
    codes = at_once(*[lambda: actions.invite(ana, now)] * 3)
    assert queries.invitation_of(ana, now).code in codes
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_no_and_a_yes_at_once_leave_either_a_pair_or_nothing(ana, ben, now, _round):
    actions.take_code(ben, actions.invite(ana, now), now)
    actions.agree_to_meet(ana, now)
    at_once(lambda: actions.agree_to_meet(ben, now), lambda: actions.decline_to_meet(ana))
    assert link_of(ana) is link_of(ben)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_many_tries_at_once_are_all_counted(ana, ben, now, _round):
    code = actions.invite(ana, now)
    for _ in range(TRIES_A_PERSON - 2):
        with pytest.raises(CannotPair):
            actions.take_code(ben, "00000-00000", now)
    at_once(*[lambda: actions.take_code(ben, "00000-00000", now)] * 4)
    assert CodeTry.objects.count() == TRIES_A_PERSON
    with pytest.raises(CannotPair):
        actions.take_code(ben, code, now)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_both_parting_at_once_part(ana, ben, now, _round):
    link(ana, ben, now)
    at_once(lambda: actions.leave_pair(ana, now), lambda: actions.leave_pair(ben, now))
    assert not Membership.objects.filter(active=True).exists()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_both_pausing_at_once_leaves_one_who_can_open_again(ana, ben, now, _round):
    link(ana, ben, now)
    at_once(lambda: actions.pause_pair(ana, now), lambda: actions.pause_pair(ben, now))
    assert {link_of(ana), link_of(ben)} == {Link.ALONE, Link.PAUSED_BY_ME}
    for who in (ana, ben):
        actions.resume_pair(who, now)
    assert link_of(ana) is link_of(ben) is Link.LINKED


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_who_deletes_their_account_while_the_other_says_yes_leaves_nobody_half_linked(ana, ben, now, _round):
    actions.take_code(ben, actions.invite(ana, now), now)
    actions.agree_to_meet(ben, now)
    at_once(lambda: actions.agree_to_meet(ana, now), lambda: actions.delete_account(ben, now))
    assert link_of(Person.objects.get(pk=ana.pk)) is Link.ALONE


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_answer_sent_twice_at_once_is_kept_once(ana, now, _round):
    def answer(value):
        return write(ana, "answer", "closeness", date(2026, 3, 12), value, audience=Audience.ME, now=now)

    at_once(lambda: answer(1), lambda: answer(2))
    assert Item.objects.count() == 1
