"""What was written offline becomes answers of the right day, once; and days turn for two people at one hour."""

import uuid
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations

import pytest
from tests.conftest import link, person

from nearward.checkins import actions
from nearward.checkins.actions import Entry, Refused, keep_answers, take_offline_entry
from nearward.checkins.models import Receipt
from nearward.checkins.queries import answers_on, choices_of, shown_on
from nearward.checkins.rules import Answer, Choices
from nearward.people.queries import today_of
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience

DAY = date(2026, 3, 12)
ENTRY = uuid.UUID("0f1e2d3c-4b5a-4697-8877-665544332211")
ME, US = Audience.ME, Audience.US


class PowerCut(Exception):
    pass


def keep(who, now, audience=ME, **values):
    keep_answers(who, DAY, [Entry(name.replace("_", "-"), Answer(v), audience) for name, v in values.items()], now=now)


def written(who, day=DAY):
    return {each.item.id: (each.value, each.audience) for each in answers_on(who, day)}


def test_an_entry_from_offline_counts_once_however_often_it_comes(ana, now):
    assert take_offline_entry(ana, ENTRY, now, {"closeness": 40}, now) is True
    keep(ana, now + timedelta(minutes=1), closeness=55)
    assert take_offline_entry(ana, ENTRY, now, {"closeness": 40}, now + timedelta(hours=1)) is False
    assert written(ana) == {"closeness": (55, ME)}
    assert Receipt.objects.count() == 1


def test_the_same_id_from_another_person_is_another_entry(ana, ben, now):
    assert take_offline_entry(ana, ENTRY, now, {"closeness": 40}, now)
    assert take_offline_entry(ben, ENTRY, now, {"closeness": 70}, now)
    assert (written(ana), written(ben)) == ({"closeness": (40, ME)}, {"closeness": (70, ME)})


def test_an_entry_from_offline_is_about_the_day_on_which_it_was_answered(ana, now):
    late = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)  # half past two in Berlin: still the eleventh
    take_offline_entry(ana, ENTRY, late, {"closeness": 40}, now)
    assert written(ana, DAY - timedelta(days=1)) == {"closeness": (40, ME)}
    assert written(ana) == {}


def test_the_later_answer_counts_in_whatever_order_entries_arrive(ana, now):
    keep(ana, now, closeness=50)
    take_offline_entry(ana, uuid.uuid4(), now - timedelta(hours=1), {"closeness": 10, "own-load": 30}, now)
    assert written(ana) == {"closeness": (50, ME), "own-load": (30, ME)}
    take_offline_entry(ana, uuid.uuid4(), now + timedelta(hours=2), {"closeness": 90}, now + timedelta(hours=3))
    take_offline_entry(ana, uuid.uuid4(), now + timedelta(hours=1), {"closeness": 20}, now + timedelta(hours=3))
    assert written(ana)["closeness"] == (90, ME)


def test_whatever_order_entries_arrive_in_the_same_answers_stand(ana, now):
    entries = [(1, {"closeness": 10, "own-load": 1}), (2, {"closeness": 20}), (3, {"own-load": 3, "tension": 2})]
    for n, order in enumerate(permutations(entries)):
        noon = now + timedelta(days=n)
        for hour, values in order:
            take_offline_entry(ana, uuid.uuid4(), noon + timedelta(hours=hour), values, noon + timedelta(hours=9))
        assert written(ana, DAY + timedelta(days=n)) == {
            "closeness": (20, ME),
            "own-load": (3, ME),
            "tension": (2, ME),
        }


def test_an_entry_from_offline_is_for_its_author_alone(ana, ben, pair, now):
    actions.choose(ana, off=[], on=[], weekday=6, seen_by={"closeness": US})
    keep(ana, now, audience=US, closeness=50)
    take_offline_entry(ana, ENTRY, now + timedelta(hours=1), {"closeness": 20}, now + timedelta(hours=2))
    assert written(ana) == {"closeness": (20, ME)}
    assert shown_on(ben, DAY) == ()


@pytest.mark.parametrize(
    ("ago", "values"),
    [
        (timedelta(days=7, minutes=1), {"closeness": 40}),
        (timedelta(minutes=-11), {"closeness": 40}),
        (timedelta(0), {}),
        (timedelta(0), {"closeness": 400, "nothing-known": 3}),
    ],
)
def test_a_refused_entry_leaves_nothing_behind(ana, now, ago, values):
    with pytest.raises(Refused):
        take_offline_entry(ana, ENTRY, now - ago, values, now)
    assert not Item.objects.exists()
    assert not Receipt.objects.exists()
    assert choices_of(ana) == Choices()


def test_an_entry_that_fails_half_way_leaves_no_receipt_and_can_be_sent_again(ana, now, monkeypatch):
    def broken(*given, **named):
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(actions.sharing, "write", broken)
        with pytest.raises(PowerCut):
            take_offline_entry(ana, ENTRY, now, {"closeness": 40}, now)
    assert not Receipt.objects.exists()
    assert take_offline_entry(ana, ENTRY, now, {"closeness": 40}, now) is True


def test_old_receipts_go_when_new_ones_come(ana, now):
    take_offline_entry(ana, uuid.uuid4(), now - timedelta(days=20), {"closeness": 40}, now - timedelta(days=20))
    take_offline_entry(ana, ENTRY, now, {"closeness": 40}, now)
    assert [receipt.entry for receipt in Receipt.objects.all()] == [ENTRY]


# two clocks, one day


def test_two_people_in_two_time_zones_write_into_the_same_couple_day(db, now):
    ana, ben = person("Ana", "Europe/Berlin"), person("Ben", "America/Los_Angeles")
    instant = datetime(
        2026, 3, 13, 1, 0, tzinfo=UTC
    )  # two at night in Berlin, six in the evening before in Los Angeles
    assert today_of(ana, instant) == DAY
    assert today_of(ben, instant) == DAY
    morning = datetime(2026, 3, 13, 6, 0, tzinfo=UTC)  # seven in the morning, eleven at night
    assert (today_of(ana, morning), today_of(ben, morning)) == (DAY + timedelta(days=1), DAY)
    link(ana, ben, now)
    assert today_of(ana, morning) == today_of(ben, morning) == DAY + timedelta(days=1)
    take_offline_entry(ben, ENTRY, morning, {"closeness": 40}, morning)
    assert list(written(ben, DAY + timedelta(days=1))) == ["closeness"]


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), date(2026, 3, 28)),  # 3.59 in summer time, an hour after the jump
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), date(2026, 3, 29)),  # 4.00 in summer time
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 24)),  # the first 2.30 of that night
        (datetime(2026, 10, 25, 2, 59, tzinfo=UTC), date(2026, 10, 24)),  # 3.59 in winter time
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), date(2026, 10, 25)),  # 4.00 in winter time
    ],
)
def test_a_day_turns_at_its_hour_on_the_wall_when_clocks_change(ana, instant, day):
    take_offline_entry(ana, ENTRY, instant, {"closeness": 40}, instant)
    assert list(written(ana, day)) == ["closeness"]


@pytest.mark.parametrize("weekend", [date(2026, 3, 27), date(2026, 10, 23)])
def test_through_every_change_of_clocks_a_pair_shares_each_moment_and_each_day_comes_once(db, now, weekend):
    ana, ben = person("Ana", "Europe/Berlin"), person("Ben", "America/New_York")
    link(ana, ben, now)
    start = datetime(weekend.year, weekend.month, weekend.day, tzinfo=UTC)
    days = []
    for hour in range(4 * 24):
        instant = start + timedelta(hours=hour)
        day = today_of(ana, instant)
        assert day == today_of(ben, instant)
        days.append(day)
    turns = [(one, other) for one, other in pairwise(days) if one != other]
    assert turns == [(weekend + timedelta(days=n - 1), weekend + timedelta(days=n)) for n in range(4)]
