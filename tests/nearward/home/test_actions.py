import random
from datetime import timedelta

import pytest

from nearward.home.actions import NotADemo, demo_person, fill_demo
from nearward.kit import clock
from nearward.month.queries import look_back
from nearward.noticing import queries as noticing
from nearward.noticing.rules import Side
from nearward.people import actions as people
from nearward.people.models import Person
from nearward.people.queries import bond_of, today_of
from nearward.practice.plan import plan_of
from nearward.practice.working import working_for
from nearward.sharing import queries as sharing
from nearward.sharing.rules import Audience
from nearward.together.queries import thanks_between

SEED = 20260312


@pytest.fixture
def demo(settings, db, now):
    """The demo space, filled."""
    settings.NEARWARD_DEMO = True
    with clock.at(now):
        fill_demo(now, random.Random(SEED))
    return demo_person("ana"), demo_person("ben")


def test_nothing_is_made_up_where_real_lives_are_kept(settings, db, now):
    settings.NEARWARD_DEMO = False
    with pytest.raises(NotADemo):
        fill_demo(now, random.Random(SEED))
    assert Person.objects.count() == 0


def test_ana_is_told_of_her_own_side_and_ben_of_nothing(demo, now):
    ana, ben = demo
    notice = noticing.notice_for_today(ana, now.date())
    assert notice
    assert notice.finding.side is Side.MINE
    assert "felt-heard" in {item.id for item in notice.moved_mine}
    assert noticing.notices_of(ben) == ()


def test_they_are_linked_and_show_each_other_some_of_it(demo, now):
    ana, ben = demo
    assert bond_of(ana).partner == ben.pk
    for who in demo:
        own = {item.audience for item in sharing.mine(who, "checkins.answer")}
        assert own == {Audience.ME, Audience.US}
        assert sharing.theirs(who, "checkins.answer")
        assert {each.mine for each in thanks_between(who, now.date() - timedelta(days=90), now.date())} == {True, False}


def test_ana_has_taken_one_thing_up_and_ben_shows_some_of_his_months(demo, now):
    ana, _ben = demo
    today = today_of(ana, now)
    (place,) = [place for place in plan_of(ana, today).places if place.kept]
    assert place.tries == 16
    (one,) = working_for(ana, today)
    assert one.effect
    looks = look_back(ana, today).looks
    assert sum(bool(look.mine) for look in looks) > sum(bool(look.theirs) for look in looks) > 0


def test_today_is_left_open_so_that_the_minute_can_be_tried(demo, now):
    for who in demo:
        assert sharing.mine(who, "checkins.answer", since=now.date()) == []


def test_filling_again_keeps_what_was_tried_for_a_week_and_then_begins_anew(demo, now):
    def filled(later):
        with clock.at(now + later):
            fill_demo(now + later, random.Random(SEED))
        return demo_person("ana").pk, demo_person("ben").pk

    before = tuple(who.pk for who in demo)
    assert filled(timedelta(days=6)) == before
    assert set(filled(timedelta(days=8))) & set(before) == set()
    assert Person.objects.count() == 2


def test_an_account_that_has_a_password_is_nobody_of_the_demo(db, now):
    people.join("demo-ana", password="a real life", called="Ana")
    assert demo_person("ana") is None
    assert demo_person("cleo") is None
