"""Small talks whose figures can be read off by eye; `test_twins` holds them to a plain walk over many more."""

import numpy as np
import pytest
from tests.nearward_dialogue.conftest import chat_of

from nearward_dialogue.marks import listen
from nearward_dialogue.measures import (
    answered,
    asked_again,
    dropped,
    good_news,
    news_met,
    open_questions,
    plans_together,
    questions,
)
from nearward_dialogue.talk import talk_of

HOUR, MONDAY = 3_600, 4 * 86_400 + 9 * 3_600


def heard(*said):
    talk = talk_of(chat_of([(MONDAY + at, who, text) for at, who, text in said]), gap=HOUR)
    return talk, listen(talk, "en")


def figure(measure, talk, words):
    return measure.measure(talk, words).figure(np.ones(talk.weeks)).tolist()


def test_who_asks_and_how_openly():
    given = heard((0, 0, "how was it?"), (9, 1, "fine. hungry?"), (20, 0, "no"), (30, 1, "ok"))
    assert figure(questions, *given) == [50, 50]
    assert figure(open_questions, *given) == [100, 0]


def test_what_came_of_a_question_is_told_of_the_one_who_asked():
    days = [(day * 24 * HOUR + at, who, text) for day in range(4) for at, who, text in ((0, 0, "here?"), (9, 1, "yes"))]
    given = heard(*days, (100 * HOUR, 0, "here?"), (200 * HOUR, 1, "yes"))
    assert figure(answered, *given)[0] == 80
    assert np.isnan(figure(answered, *given)[1])


def test_asking_anew_after_a_silence_without_a_word_between_is_asking_again():
    talk, words = heard((0, 0, "can we talk?"), (3 * HOUR, 0, "please"), (6 * HOUR, 0, "home"), (7 * HOUR, 1, "hm?"))
    assert asked_again.cases(talk, words).message.tolist() == [1]
    assert figure(asked_again, talk, words) == [1, 0]
    answered_between = heard((0, 0, "can we talk?"), (60, 1, "later"), (3 * HOUR, 0, "please"))
    assert figure(asked_again, *answered_between) == [0, 0]


@pytest.mark.parametrize(("answer", "share"), [("ok", 100), ("oh no, come here", 0)])
def test_a_feeling_that_met_one_word_was_left_there(answer, share):
    given = heard((0, 0, "I feel so alone"), (60, 1, answer), (5 * HOUR, 1, "shall I bring bread"))
    assert figure(dropped, *given)[0] == share


@pytest.mark.parametrize(("answer", "share"), [("wow, congratulations!", 100), ("bring milk", 0)])
def test_good_news_is_met_with_joy_or_it_is_not(answer, share):
    given = heard((0, 0, "I got the job"), (60, 1, answer))
    assert figure(good_news, *given) == [100, 0]
    assert figure(news_met, *given)[0] == share


@pytest.mark.parametrize(("answer", "times"), [("yes gladly", 1), ("cannot", 0)])
def test_a_plan_is_made_by_two(answer, times):
    assert figure(plans_together, *heard((0, 1, "dinner on saturday?"), (60, 0, answer))) == [0, times]
