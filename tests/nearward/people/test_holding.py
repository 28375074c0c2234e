"""What is held, and for whom it is not there."""

from datetime import timedelta

import pytest

from nearward.people import actions
from nearward.people.holding import hold_pair, meetings_of, open_meeting, sweep_ended_codes
from nearward.people.models import Invitation, Person
from nearward.people.rules import CODE_LIVES, MEETING_LIVES


def test_the_pair_that_is_held_is_the_one_that_is_open(ana, ben, cleo, pair, now):
    assert hold_pair(ana) == hold_pair(ben) == pair
    assert hold_pair(cleo) is None
    actions.pause_pair(ana, now)
    assert hold_pair(ben) == pair
    actions.leave_pair(ben, now)
    assert hold_pair(ana) is None


def test_a_pair_that_ended_is_not_held_even_if_a_half_still_says_it_is_open(ana, pair, now):
    type(pair).objects.update(ended_at=now)
    assert hold_pair(ana) is None


def test_a_meeting_is_open_from_the_typed_code_to_its_end_and_for_its_two_alone(ana, ben, cleo, now):
    code = actions.invite(ana, now)
    assert open_meeting(ana, now) is None
    actions.take_code(ben, code, now)
    met = open_meeting(ana, now)
    assert met == open_meeting(ben, now) == meetings_of(ben.pk).get()
    assert open_meeting(cleo, now) is None
    assert open_meeting(ana, now + MEETING_LIVES) is None
    assert open_meeting(ana, now + MEETING_LIVES - timedelta(seconds=1)) == met
    assert open_meeting(ben, now, same_as=met) == met
    actions.decline_to_meet(ana)
    assert open_meeting(ben, now, same_as=met) is None


def test_a_meeting_that_was_exchanged_for_another_is_not_the_same(ana, ben, now):
    actions.take_code(ben, actions.invite(ana, now), now)
    first = open_meeting(ben, now)
    actions.take_code(ben, actions.invite(ana, now), now)
    assert open_meeting(ben, now) != first
    assert open_meeting(ben, now, same_as=first) is None


def test_somebody_who_is_gone_cannot_be_held(ana, ben, now):
    actions.hold_person(ana.pk)
    gone = ben.pk
    actions.delete_account(ben, now)
    with pytest.raises(Person.DoesNotExist):
        actions.hold_person(gone)


def test_codes_are_swept_from_the_moment_they_end(ana, now):
    actions.invite(ana, now)
    sweep_ended_codes(now + CODE_LIVES - timedelta(seconds=1))
    assert Invitation.objects.count() == 1
    sweep_ended_codes(now + CODE_LIVES)
    assert not Invitation.objects.exists()
