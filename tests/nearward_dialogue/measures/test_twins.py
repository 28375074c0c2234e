"""Every ratio of sums equals its twin in plain Python, number by number, and opens the same messages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nearward_dialogue.conftest import chat_of
from tests.nearward_dialogue.measures.twins import TWINS, Walk, holds

from nearward_dialogue.cases import cases_of
from nearward_dialogue.lexicon import FUNCTION
from nearward_dialogue.marks import listen
from nearward_dialogue.measures import coordination, days, measures, quiet_days
from nearward_dialogue.talk import talk_of
from nearward_dialogue.weeks import Rates

HOUR, DAY = 3_600, 86_400
TEXTS = (
    *("ok", "the cat sat", "i feel so sad", "why is that?", "is it late?", "thanks", "sorry", "love", "haha", "please"),
    *("i passed", "wow great", "we go saturday", "dinner saturday?", "yes", "x marks the spot and we know it"),
)
GAPS = st.sampled_from([1, 30, 700, 2 * HOUR, 9 * HOUR, 26 * HOUR, 60 * HOUR])
SAID = st.lists(st.tuples(GAPS, st.integers(0, 1), st.sampled_from(TEXTS)), min_size=2, max_size=40).filter(
    lambda said: {0, 1} == {who for _, who, _ in said}
)


def timed(said, start=4 * DAY + 8 * HOUR):
    at, found = start, []
    for gap, who, text in said:
        at += gap
        found.append((at, who, text))
    return found


def heard(said):
    talk = talk_of(chat_of(said), gap=HOUR)
    return talk, listen(talk, "en")


def of_kind(turn, kind):
    return any(holds(m.text, kind) for m in turn)


def measured(name, talk, words):
    module = measures()[name]
    return module.measure(talk, words) if getattr(module, "WORDS", False) else module.measure(talk)


@pytest.mark.parametrize("name", TWINS)
@settings(max_examples=40)
@given(said=SAID)
def test_sums_and_cases_are_those_of_a_plain_walk(name, said):
    said = timed(said)
    talk, words = heard(said)
    sums = measured(name, talk, words)
    expected = {"top": np.zeros((talk.weeks, 2)), "bottom": np.zeros((talk.weeks, 2))}
    cases = set()
    for what, *rest in TWINS[name](Walk(said, HOUR)):
        if what == "case":
            cases.add(rest[0])
        else:
            week, person, amount = rest
            expected[what][week, person] += amount
    assert sums.top.tolist() == expected["top"].tolist()
    if measures()[name].UNIT != "a week":
        assert sums.bottom.tolist() == expected["bottom"].tolist()
    assert set(cases_of(measures()[name], talk, words).message.tolist()) == cases


def test_every_ratio_has_a_twin(year):
    talk = talk_of(year)
    words = listen(talk, "en")
    ratios = {name for name in measures() if isinstance(measured(name, talk, words), Rates)}
    assert ratios == {*TWINS, "days", "quiet_days"}


@settings(max_examples=40)
@given(said=SAID)
def test_days_are_those_of_a_calendar(said):
    said = timed(said)
    talk, _ = heard(said)
    dates = [{at // DAY for at, who, _ in said if who == person} for person in (0, 1)]
    assert days.measure(talk).top.sum(axis=0).tolist() == [len(each) for each in dates]
    between = range(said[0][0] // DAY, said[-1][0] // DAY + 1)
    quiet = len([day for day in between if day not in dates[0] | dates[1]])
    assert quiet_days.measure(talk).top.sum(axis=0).tolist() == [quiet, quiet]


@settings(max_examples=40)
@given(said=SAID)
def test_coordination_is_how_often_an_answer_takes_up_a_kind_less_how_often_it_has_it_anyway(said):
    said = timed(said)
    talk, words = heard(said)
    walk = Walk(said, HOUR)
    expected = []
    for person in (0, 1):
        pairs = [(one, walk.next_turn(one)) for one in walk.turns if walk.next_turn(one)]
        pairs = [(one, answer) for one, answer in pairs if answer[0].who == person]
        more = []
        for kind in FUNCTION:
            asked = [answer for one, answer in pairs if of_kind(one, kind)]
            if asked:
                usual = sum(of_kind(answer, kind) for _, answer in pairs) / len(pairs)
                more.append(100 * (sum(of_kind(answer, kind) for answer in asked) / len(asked) - usual))
        expected.append(np.mean(more) if more else np.nan)
    assert coordination.measure(talk, words).figure(np.ones(talk.weeks)) == pytest.approx(expected, nan_ok=True)
