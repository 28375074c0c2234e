import random
import statistics
from datetime import date, timedelta

import pytest

from nearward.home import rules
from nearward.home.rules import Hour
from nearward.noticing.watching import watched_items
from nearward_library import library

LAST = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (0, Hour.NIGHT),
        (4, Hour.NIGHT),
        (5, Hour.MORNING),
        (11, Hour.MORNING),
        (12, Hour.AFTERNOON),
        (17, Hour.AFTERNOON),
        (18, Hour.EVENING),
        (23, Hour.EVENING),
    ],
)
def test_the_greeting_goes_by_the_clock(hour, said):
    assert rules.hour_of(hour) is said


def test_made_weeks_are_twelve_and_end_on_the_day_asked_for():
    ana, ben = rules.made_weeks(LAST, random.Random(1))
    assert len(ana) == len(ben) == 84
    assert ana[-1].day == ben[-1].day == LAST
    assert ana[0].day == LAST - timedelta(days=83)
    assert rules.made_weeks(LAST, random.Random(1)) == (ana, ben)


def test_made_answers_fit_the_questions_of_the_library():
    watched = {item.name for item in watched_items()} | {"own-load"}
    for person in rules.made_weeks(LAST, random.Random(2)):
        for made in person:
            assert set(made.values) <= watched
            for item, value in made.values.items():
                scale = library().items[item].scale
                assert scale.low <= value <= scale.high


def test_ana_falls_in_week_eight_and_ben_does_not():
    ana, ben = rules.made_weeks(LAST, random.Random(3))

    def mean(days):
        return statistics.fmean(made.values["felt-heard"] for made in days if made.values)

    assert mean(ana[:49]) - mean(ana[56:]) > 25
    assert abs(mean(ben[:49]) - mean(ben[56:])) < 8


def test_about_one_day_in_five_goes_by_unanswered():
    days = [made for seed in range(6) for person in rules.made_weeks(LAST, random.Random(seed)) for made in person]
    assert 0.15 < sum(not made.values for made in days) / len(days) < 0.25
