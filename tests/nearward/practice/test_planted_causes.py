"""Made couples whose cause is known: the map finds it, the plan answers it, and strangers' answers find nothing."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from bench.causes import FACTORS, FIRST, HABITS, WEIGHING, Couple, Outcome, answers, cases, minutes, plan
from bench.causes import couple as a_couple

from nearward.explore.asking import MOST_TAPS, taps
from nearward.explore.rules import NEVER_ASKED, UNSAID, UNSURE, asked_about, rank
from nearward_library import library

BASE = HABITS["map and six weeks of minutes"]
FEW = 80


@pytest.fixture(scope="module")
def found() -> list[Outcome]:
    return list(cases(library(), np.random.default_rng(1), FEW, BASE))


def at_least(share: float) -> float:
    """A share less what so few cases leave open (three standard errors); `python -m bench.causes` counts a thousand."""
    return share - 3 * (share * (1 - share) / FEW) ** 0.5


def test_the_true_cause_is_mostly_among_the_first_three(found: list[Outcome]) -> None:
    assert np.mean([one.place < FIRST for one in found]) > at_least(0.8)


def test_the_plan_mostly_offers_something_that_answers_it(found: list[Outcome]) -> None:
    assert np.mean([one.answered for one in found]) > at_least(0.75)


def test_nobody_needs_more_than_forty_taps(found: list[Outcome]) -> None:
    assert max(one.taps for one in found) <= MOST_TAPS


def test_somebody_elses_answers_do_not_find_the_cause() -> None:
    opened, rng = library(), np.random.default_rng(2)
    couples = [a_couple(opened, rng, BASE) for _ in range(40)]
    told = [[one.cause for one in rank(opened, answers(opened, couple, rng, BASE))][:FIRST] for couple in couples]
    strangers = [couples[place].true in told[place - 1] for place in range(40)]
    assert np.mean(strangers) < 0.3


def test_people_who_are_often_unsure_are_asked_on_and_mostly_understood() -> None:
    habits = HABITS["a third unsure or unsaid"]
    unsure = list(cases(library(), np.random.default_rng(3), 40, habits))
    assert np.mean([one.place < FIRST for one in unsure]) > 0.5
    replies = answers(library(), unsure[0].couple, np.random.default_rng(4), habits)
    assert {UNSURE, UNSAID} & set(replies.values())
    assert taps(replies) <= MOST_TAPS


def test_what_weighs_through_the_minutes_shows_in_them_more_often_than_in_other_couples() -> None:
    rng = np.random.default_rng(5)

    def seen(cause: str) -> float:
        pairs = (Couple(cause, "", frozenset(), 0.0, {}) for _ in range(60))
        return float(np.mean([any(t.sure and t.item == "own-load" for t in minutes(pair, rng).ties) for pair in pairs]))

    assert seen("work-stress") > seen("guilt") + 0.2


def test_the_same_seed_makes_the_same_couples() -> None:
    one, other = (list(cases(library(), np.random.default_rng(6), 3, BASE)) for _ in range(2))
    assert one == other


def test_what_is_planted_is_in_the_library() -> None:
    opened = library()
    asked = {cause.id for cause in asked_about(opened)}
    assert {name for causes in WEIGHING.values() for name in causes} <= asked
    assert set(FACTORS) <= set(opened.items)
    assert not asked & NEVER_ASKED


def test_the_plan_offers_two_of_different_kinds() -> None:
    first, second = plan(library(), ["work-stress"], date(2026, 3, 2))
    assert library().practices[first].group != library().practices[second].group
