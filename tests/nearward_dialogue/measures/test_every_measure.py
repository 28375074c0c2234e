"""What holds of every measure; it is found here by its presence."""

import inspect
from dataclasses import replace

import numpy as np
import pytest

from nearward_dialogue.cases import cases_of, counted, rows_of
from nearward_dialogue.lexicon import lexicon
from nearward_dialogue.measures import measures
from nearward_dialogue.talk import talk_of
from nearward_dialogue.words import count_words
from nearward_library import library

MEASURES = measures()


def asked(name, talk, verb="measure"):
    """What a measure says of a talk, with its words where it wants them."""
    module = MEASURES[name]
    words = (count_words(talk.chat, lexicon("en")),) if getattr(module, "WORDS", False) else ()
    return getattr(module, verb)(talk, *words)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_says_what_it_is_and_what_it_does_not_say(name):
    module = MEASURES[name]
    assert inspect.getdoc(module).split("\n\n")[0].endswith(".")
    assert module.UNIT in {"share", "seconds", "words", "days", "a week", "more", "per 100", "match"}
    assert module.LIMITS.endswith(".")
    assert set(module.SOURCES) <= set(library().sources)


@pytest.mark.parametrize("name", MEASURES)
def test_swapping_the_two_swaps_their_figures(name, year):
    talk, swapped = talk_of(year), talk_of(replace(year, sender=1 - year.sender))
    first, second = (asked(name, one).figure(np.ones(one.weeks)) for one in (talk, swapped))
    assert second == pytest.approx(first[::-1], nan_ok=True)


@pytest.mark.parametrize("name", MEASURES)
def test_whole_weeks_later_the_figures_are_the_same(name, year):
    talk, later = talk_of(year), talk_of(year.in_order().take(np.ones(len(year), bool)))
    later.time[:] += 5 * 7 * 86_400
    assert asked(name, later).weekly() == pytest.approx(asked(name, talk).weekly(), nan_ok=True)


@pytest.mark.parametrize("name", MEASURES)
def test_what_it_rests_on_can_be_opened(name, year):
    talk, words = talk_of(year), count_words(year, lexicon("en"))
    found = cases_of(MEASURES[name], talk, words)
    assert ((found.week >= 0) & (found.week < talk.weeks) & (found.message < len(talk))).all()
    for person in (0, 1):
        rows = rows_of(MEASURES[name], talk, person, words=words)
        assert len(rows) == len(np.unique(found.message[found.person == person]))
        by_week = [rows_of(MEASURES[name], talk, person, words=words, week=week) for week in range(talk.weeks)]
        assert sorted(np.unique(np.concatenate(by_week))) == rows.tolist()


@pytest.mark.parametrize("name", [name for name, module in MEASURES.items() if module.UNIT == "per 100"])
def test_as_many_can_be_opened_as_were_counted(name, year):
    talk = talk_of(year)
    found = cases_of(MEASURES[name], talk, count_words(year, lexicon("en")))
    assert 100 * counted(talk, found) == pytest.approx(asked(name, talk).top)


@pytest.mark.parametrize("name", MEASURES)
def test_two_messages_are_no_reason_to_fall_over(name, made):
    talk = talk_of(made([(0, 0, "hi"), (9, 1, "hello")]))
    assert asked(name, talk).figure(np.ones(talk.weeks)).shape == (2,)
