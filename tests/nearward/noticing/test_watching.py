import random
from datetime import date, timedelta

import pytest

from nearward.noticing import rules, watching
from nearward.noticing.rules import Side
from nearward.noticing.watching import (
    Seen,
    look_at,
    nearness_of,
    plotted_items,
    story_for,
    ties_in,
    watched_items,
)

FIRST = date(2026, 1, 1)


def seen(mine, theirs=None):
    days = tuple(FIRST + timedelta(days=step) for step in range(len(mine)))
    return Seen(days, tuple(mine), tuple(theirs or [{}] * len(mine)))


def weeks(fall=0, days=60, items=("closeness", "felt-heard"), seed=5):
    chance = random.Random(seed)
    return [
        {item: max(0, min(100, 70 + chance.gauss(0, 6) - (fall if step >= days - 21 else 0))) for item in items}
        for step in range(days)
    ]


def test_what_is_watched_are_the_ordered_questions_of_the_day():
    names = {item.name: item for item in watched_items()}
    assert {"closeness", "felt-heard", "valued-today", "tension", "warm-tone"} <= names.keys()
    assert not names["tension"].nearer
    assert "own-load" not in names
    assert "repair" not in names
    assert "standing" not in names


def test_what_is_drawn_is_asked_every_day_on_a_line():
    assert {item.name for item in plotted_items()} == {"closeness", "felt-heard", "valued-today"}


def test_nearness_is_the_mean_of_what_was_answered_and_is_drawn():
    assert nearness_of({"closeness": 60, "felt-heard": 80, "tension": 2}) == 70
    assert nearness_of({"warm-tone": 50, "own-load": 90}) is None
    assert nearness_of({}) is None


def test_nothing_seen_is_nothing_found():
    outcome = look_at(Seen())
    assert outcome.findings == ()
    assert not outcome.enough


def test_too_few_days_say_nothing_and_say_that_it_is_too_few():
    outcome = look_at(seen(weeks(days=8)))
    assert outcome.findings == ()
    assert not outcome.enough


def test_a_fall_is_found_and_load_and_weekly_answers_play_no_part():
    plain = look_at(seen(weeks(fall=28)))
    (found,) = plain.findings
    assert plain.enough
    assert {name for name, _ in found.mine} == {"closeness", "felt-heard"}
    more = [{**day, "own-load": 100 - step, "standing": step} for step, day in enumerate(weeks(fall=28))]
    assert look_at(seen(more)) == plain


def test_a_partner_who_showed_a_few_days_is_not_yet_watched():
    few = [{"closeness": 50} if step < 9 else {} for step in range(60)]
    assert seen(weeks(), few).people == 1
    assert look_at(seen(weeks(fall=28), few)) == look_at(seen(weeks(fall=28)))
    enough = [{"closeness": 50} if step < 10 else {} for step in range(60)]
    assert story_for(seen(weeks(), enough)).state.people == 2


def test_days_on_which_the_partner_shows_only_their_load_do_not_count():
    assert seen(weeks(), [{"own-load": 50}] * 60).people == 1


def test_a_change_comes_with_its_size_and_the_range_of_it_as_the_detector_tells_them():
    days = seen(weeks(fall=14))
    (found,), told = look_at(days).findings, story_for(days).notices[-1]
    assert (found.size_sd, found.size_low, found.size_high) == (told.size_sd, told.size_low, told.size_high)
    assert (found.since_low, found.since_high, found.confidence) == (told.since_low, told.since_high, told.confidence)


UNTOLD = {
    "hardly varying": [{"closeness": 50.0}] * 60,
    "hardly varying elsewhere": [{"closeness": 90.0}] * 60,
    "at the end of the scale": [{"closeness": 100.0}] * 60,
    "at the end of the scale, and fallen late": [{"closeness": 100.0 if n < 48 else 40.0} for n in range(60)],
    "nine days, all fallen": [{"closeness": 70.0 - 7 * (n - 51)} if n >= 51 else {} for n in range(60)],
}
"""Days of a partner who cannot be told of: nobody knows their usual from these."""


@pytest.mark.parametrize("untold", UNTOLD.values(), ids=UNTOLD.keys())
@pytest.mark.parametrize("fall", [0, 28])
def test_a_side_that_may_not_be_told_weighs_nothing_in_what_the_other_reads(untold, fall):
    days = weeks(fall=fall)
    assert look_at(seen(days, untold)) == look_at(seen(days))
    swapped = look_at(seen(untold, days))
    assert swapped.findings == look_at(seen([{}] * 60, days)).findings
    assert {found.side for found in swapped.findings} <= {Side.THEIRS}
    assert not swapped.enough


def swinging(seed, swing, days=100):
    """Steady days, and from the 61st on days that swing so many times as far."""
    chance = random.Random(seed)
    reach = [6 * (swing if step >= 60 else 1) for step in range(days)]
    return [
        {item: max(0, min(100, 60 + chance.gauss(0, each))) for item in ("closeness", "felt-heard")} for each in reach
    ]


def test_days_that_swing_are_laid_at_nobodys_door_where_both_are_known():
    told = [look_at(seen(swinging(n, 3), swinging(n + 50, 1))).findings for n in range(12)]
    sides = [found.side for findings in told for found in findings if found.kind == rules.UNSTEADY]
    assert len(sides) >= 3
    assert set(sides) == {Side.BOTH}
    alone = [found for n in range(12) for found in look_at(seen(swinging(n, 3))).findings]
    assert {found.side for found in alone} == {Side.MINE}


def test_without_that_care_the_swings_of_an_untold_partner_are_told_as_the_readers(monkeypatch):
    theirs = UNTOLD["at the end of the scale, and fallen late"]
    monkeypatch.setattr(watching, "_of_the_known", lambda seen, _: seen)
    (found,) = look_at(seen(weeks(), theirs)).findings
    assert (found.side, found.kind) == (Side.MINE, "change-in-steadiness")


def test_own_load_that_weighs_on_nearness_is_a_sure_tie_and_the_partners_days_change_nothing_of_it():
    chance = random.Random(7)
    days = tuple(date(2026, 1, 1) + timedelta(days=n) for n in range(60))
    loads = [chance.randrange(0, 101) for _ in days]
    mine = tuple({"own-load": float(load), "closeness": 80 - 0.3 * load + chance.gauss(0, 8)} for load in loads)
    theirs = tuple({"own-load": float(chance.randrange(0, 101)), "closeness": 50.0} for _ in days)
    ties = ties_in(Seen(days, mine, theirs))
    assert [(tie.item, tie.lag, tie.sure) for tie in ties if tie.sure] == [("own-load", 0, True)]
    assert ties[0].low <= ties[0].effect <= ties[0].high < 0
    assert ties == ties_in(Seen(days, mine, tuple({} for _ in days)))
    assert ties_in(Seen()) == ()
