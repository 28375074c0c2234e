from dataclasses import replace
from datetime import date, timedelta

import pytest

from nearward.practice.ladder import (
    Rung,
    Standing,
    Verdict,
    booster_due,
    has_risen,
    months_after,
    places_at,
    rung_of,
    verdict_of,
)
from nearward_detect.trials import Effect

TODAY = date(2026, 3, 12)
DAY = timedelta(days=1)
LOW = Standing(TODAY, first_kept=TODAY - 28 * DAY, tries=(3,), since=(TODAY - 28 * DAY,), low=True, risen=False)


def test_it_begins_with_a_baseline_and_then_one_thing():
    assert rung_of(Standing(TODAY, settling=True)) is Rung.BASELINE
    assert rung_of(Standing(TODAY)) is Rung.ONE
    assert rung_of(Standing(TODAY, first_kept=TODAY, tries=(2,), since=(TODAY - 3 * DAY,))) is Rung.ONE


def test_after_five_goes_or_two_weeks_it_is_looked_at_and_a_second_may_come():
    kept = Standing(TODAY, first_kept=TODAY - 3 * DAY, tries=(4,), since=(TODAY - 3 * DAY,))
    assert rung_of(kept) is Rung.ONE
    assert rung_of(replace(kept, tries=(5,))) is Rung.LOOK
    assert rung_of(replace(kept, since=(TODAY - 14 * DAY,))) is Rung.LOOK
    assert [places_at(rung) for rung in Rung] == [1, 1, 2, 2, 2]


def test_low_days_that_do_not_rise_in_four_weeks_lead_to_a_check_up_and_then_to_help():
    assert rung_of(LOW) is Rung.CHECK_UP
    assert rung_of(replace(LOW, risen=True)) is Rung.LOOK
    assert rung_of(replace(LOW, low=False)) is Rung.LOOK
    assert rung_of(replace(LOW, first_kept=TODAY - 27 * DAY)) is Rung.LOOK
    assert rung_of(replace(LOW, checked_up=TODAY - 27 * DAY)) is Rung.CHECK_UP
    assert rung_of(replace(LOW, checked_up=TODAY - 28 * DAY)) is Rung.HELP


def test_contentment_that_was_low_three_times_leads_to_a_check_up_without_waiting():
    assert rung_of(Standing(TODAY, settling=True, flat=True)) is Rung.CHECK_UP


def effect(middle, wide=0.5, tries=6):
    return Effect(middle, middle - wide, middle + wide, tries, 60)


@pytest.mark.parametrize(
    ("tries", "effect", "verdict"),
    [
        (0, None, Verdict.EARLY),
        (4, effect(3.0), Verdict.EARLY),
        (5, None, Verdict.ASK),
        (5, effect(0.2), Verdict.KEEP),
        (5, effect(0.19), Verdict.UNCLEAR),
        (5, effect(-0.4), Verdict.SWAP),
        (5, effect(0.1, wide=0.05), Verdict.SWAP),
        (12, effect(0.19, tries=10), Verdict.SWAP),
    ],
)
def test_under_five_goes_nothing_is_said_and_a_swap_only_where_it_is_clear_or_long_tried(tries, effect, verdict):
    assert verdict_of(tries, effect) is verdict


def test_a_rise_is_measured_against_ones_own_ups_and_downs():
    assert has_risen([40, 50] * 4, [48, 58] * 4)
    assert not has_risen([40, 50] * 4, [40, 50] * 4)
    assert not has_risen([40, 50] * 4, [40.5, 50.5] * 4)
    assert has_risen([40] * 4, [20] * 9), "nothing follows from too few days"


def test_a_look_again_is_due_after_four_six_and_twelve_months_and_then_every_year():
    began = date(2026, 1, 31)
    days = [began + n * DAY for n in range(4 * 366)]
    due = [(day, booster_due(began, day, None)) for day in days]
    firsts = {}
    for day, months in due:
        if months:
            firsts.setdefault(months, day)
    assert firsts == {
        4: date(2026, 5, 31),
        6: date(2026, 7, 31),
        12: date(2027, 1, 31),
        24: date(2028, 1, 31),
        36: date(2029, 1, 31),
        48: date(2030, 1, 31),
    }
    assert sum(months == 4 for _day, months in due) == 21


def test_a_look_again_that_was_put_by_stays_away_until_the_next():
    began, first = date(2026, 1, 31), date(2026, 5, 31)
    assert booster_due(began, first + 3 * DAY, first + 2 * DAY) is None
    assert booster_due(began, date(2026, 7, 31), first + 2 * DAY) == 6
    assert booster_due(None, first, None) is None


def test_months_end_on_the_last_day_where_a_month_is_short():
    assert months_after(date(2026, 10, 31), 4) == date(2027, 2, 28)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
