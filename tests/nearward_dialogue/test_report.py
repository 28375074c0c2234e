from dataclasses import replace

import numpy as np
import pytest

from nearward_dialogue.lexicon import lexicon
from nearward_dialogue.measures import measures
from nearward_dialogue.report import FALSE_SHARE, FEW_CASES, Found, Measured, report, told
from nearward_dialogue.talk import talk_of
from nearward_dialogue.weeks import drawn_weeks, figures, rates
from nearward_dialogue.words import count_words

RNG = 5


def nothing(series):
    return [[] for _ in series]


def sure(confidence):
    return Found(noticed=9, since=5, since_low=4, since_high=6, size_sd=-1.0, confidence=confidence)


def measured(name, values, unit="days"):
    sums = rates(values, np.ones_like(values))
    return Measured(
        name, unit, "None.", figures(sums, drawn_weeks(sums.weeks, np.random.default_rng(RNG))), sums.weekly(), (99, 99)
    )


def test_a_year_is_measured_by_everything_there_is(year):
    found = report(talk_of(year), np.random.default_rng(RNG), nothing)
    assert [one.name for one in found.measures] == [
        name for name, module in measures().items() if not getattr(module, "WORDS", False)
    ]
    assert not found.too_little
    assert sum(found.messages) == len(year)


def test_the_same_draws_give_the_same_report(year):
    first, second = (report(talk_of(year), np.random.default_rng(RNG), nothing) for _ in range(2))
    for one, other in zip(first.measures, second.measures, strict=True):
        assert one.figures.low == pytest.approx(other.figures.low, nan_ok=True)


def test_with_its_words_it_is_measured_by_those_too(year):
    talk = talk_of(year)
    words = count_words(talk.chat, lexicon("en"))
    found = report(talk, np.random.default_rng(RNG), nothing, words)
    assert [one.name for one in found.measures] == list(measures())


def test_of_two_weeks_nothing_is_said(year):
    begun = year.time < year.time[0] + 14 * 86_400
    found = report(talk_of(year.take(begun)), np.random.default_rng(RNG), nothing)
    assert found.too_little
    assert found.measures == ()


def test_what_rests_on_little_is_not_shown(year):
    few = measured("days", np.ones((30, 2)))
    assert few.enough(0)
    assert not replace(few, cases=(3, 99)).enough(0)
    assert told([replace(few, cases=(3, 3))], lambda curves: [[sure(1.0)] for _ in curves]) == ()


def test_changes_are_told_surest_first_until_too_many_would_be_false():
    rng = np.random.default_rng(RNG)
    chances = iter([0.99, 0.7, 0.95, 0.6])
    found = told(
        [measured("days", rng.random((30, 2))), measured("late_night", rng.random((30, 2)))],
        lambda curves: [[sure(next(chances))] for _ in curves],
    )
    assert [change.found.confidence for change in found] == [0.99, 0.95]
    assert np.mean([1 - change.found.confidence for change in found]) <= FALSE_SHARE


def test_two_shares_that_mirror_each_other_are_looked_at_once():
    looked = []
    told(
        [measured("messages", np.full((30, 2), 0.5), unit="share")],
        lambda curves: looked.append(curves) or nothing(curves),
    )
    assert looked[0].shape == (1, 30)


def test_a_change_says_what_was_before_and_what_is_since():
    values = np.repeat([[6.0, 1.0], [2.0, 1.0]], [5, 25], axis=0)
    (change,) = told(
        [measured("days", values)], lambda curves: [[sure(0.99)] if curve[0] == 6 else [] for curve in curves]
    )
    assert (change.person, change.before, change.after) == (0, 6, 2)


def test_a_changed_share_is_told_to_both_from_their_own_end():
    values = np.repeat([[6.0, 2.0], [2.0, 6.0]], [5, 25], axis=0) / 8
    first, second = told([measured("messages", values, unit="share")], lambda curves: [[sure(0.99)] for _ in curves])
    assert (first.before, second.before) == (0.75, 0.25)
    assert first.found.size_sd == -second.found.size_sd


def test_lengths_of_time_are_looked_at_by_their_logarithm():
    seen = []
    told(
        [measured("latency", np.full((30, 2), np.e), unit="seconds")],
        lambda curves: seen.append(curves) or nothing(curves),
    )
    assert seen[0] == pytest.approx(np.ones((2, 30)))


def test_what_is_made_of_both_persons_words_is_left_out_for_one_alone(year):
    talk = talk_of(year)
    found = report(talk, np.random.default_rng(RNG), nothing, count_words(talk.chat, lexicon("en")))
    changed = replace(
        found, changes=told([measured("style_matching", np.ones((30, 2)))], lambda curves: [[sure(1.0)]] * len(curves))
    )
    assert {one.name for one in found.measures} > {one.name for one in changed.own_side().measures}
    assert all(one.alone for one in changed.own_side().measures)
    assert changed.changes
    assert changed.own_side().changes == ()


def test_what_belongs_to_both_is_looked_at_once_and_told_to_both():
    looked = []
    both = replace(measured("quiet_days", np.ones((30, 2))), together=True)
    found = told([both], lambda curves: looked.extend(curves) or [[sure(0.99)] for _ in curves])
    assert len(looked) == 1
    assert [change.person for change in found] == [0, 1]


def test_answers_within_the_hour_are_told_by_the_hour_of_the_day(year):
    talk = talk_of(year)
    hours = report(talk, np.random.default_rng(RNG), nothing).hours
    assert hours.cases.sum() == len(talk.waited) - 1
    assert np.isnan(hours.value[hours.cases < FEW_CASES]).all()
    known = hours.cases >= FEW_CASES
    assert ((hours.low <= hours.value) & (hours.value <= hours.high))[known].all()
