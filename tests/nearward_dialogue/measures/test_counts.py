import numpy as np
import pytest

from nearward_dialogue.measures import (
    breaks,
    days,
    initiation,
    late_night,
    messages,
    quiet_days,
    responsiveness,
    time,
    unanswered,
)
from nearward_dialogue.talk import talk_of

HOUR, DAY = 3600, 86_400
MONDAY = 4 * DAY  # 5 January 1970


def figure(measure, talk):
    return measure.measure(talk).figure(np.ones(talk.weeks)).tolist()


def test_messages_are_shared_out(made):
    assert figure(messages, talk_of(made([(0, 0, "a"), (1, 0, "b"), (2, 1, "c"), (3, 0, "d")]))) == [0.75, 0.25]


def test_a_day_counts_once(made):
    talk = talk_of(made([(MONDAY, 0, "a"), (MONDAY + 5, 0, "b"), (MONDAY + DAY, 0, "c"), (MONDAY + DAY, 1, "d")]))
    assert figure(days, talk) == [2, 1]
    assert days.messages(talk).tolist() == [True, False, True, True]


def test_who_writes_first_after_a_silence_begins(made):
    talk = talk_of(made([(0, 0, "a"), (60, 1, "b"), (5 * HOUR, 1, "c"), (9 * HOUR, 1, "d"), (9 * HOUR + 9, 0, "e")]))
    assert figure(initiation, talk) == pytest.approx([1 / 3, 2 / 3])


def test_the_night_runs_from_eleven_to_five(made):
    hours = [22, 23, 24, 28, 29]
    talk = talk_of(made([*((MONDAY + hour * HOUR, 0, "a") for hour in hours), (MONDAY + 30 * HOUR, 1, "b")]))
    assert figure(late_night, talk) == [60, 0]


def test_two_days_without_a_word_of_either_are_a_break(made):
    talk = talk_of(made([(0, 0, "a"), (2 * DAY, 1, "b"), (4 * DAY - 1, 0, "c"), (7 * DAY, 1, "d")]))
    assert breaks.messages(talk).tolist() == [False, True, False, True]
    assert figure(breaks, talk) == [0, 1]


def test_a_message_of_the_day_without_an_answer_for_a_day_is_left(made):
    said = []
    for day in range(28):
        noon = MONDAY + day * DAY + 12 * HOUR
        said += [(noon, 0, "x"), (noon + 60, 1, "x"), (noon + 90, 0, "thanks")] if day % 2 else []
    talk = talk_of(made(said))
    assert figure(unanswered, talk) == pytest.approx([0, 100 * 13 / 27], abs=0.1)


def test_ten_minutes_of_writing_count_once_however_much_is_written(made):
    said = [(MONDAY, 0, "a"), (MONDAY + 9, 0, "b"), (MONDAY + 500, 1, "c"), (MONDAY + 700, 0, "d")]
    talk = talk_of(made(said))
    assert time.messages(talk).tolist() == [True, False, True, True]
    assert figure(time, talk) == pytest.approx([2 / 3, 1 / 3])


def test_days_on_which_neither_wrote_are_quiet(made):
    talk = talk_of(made([(MONDAY, 0, "a"), (MONDAY + 3 * DAY, 1, "b"), (MONDAY + 8 * DAY, 0, "c")]))
    assert quiet_days.measure(talk).top.tolist() == [[5, 5], [1, 1]]
    assert quiet_days.messages(talk).tolist() == [False, True, True]


def test_an_answer_within_the_hour_is_told_by_its_hour(made):
    said = []
    for day in range(28):
        noon = MONDAY + day * DAY + 12 * HOUR
        said += [(noon, 0, "x"), (noon + (60 if day % 4 else 3 * HOUR), 1, "x")]
    talk = talk_of(made(said), gap=4 * HOUR)
    assert figure(responsiveness, talk)[1] == 75
    soon, every = responsiveness.by_hour(talk)
    assert (soon.sum(axis=0)[1, 12], every.sum(axis=0)[1, 12]) == (21, 28)
    cases = responsiveness.cases_by_hour(talk)
    assert np.array_equal(np.bincount(cases.person, minlength=2), soon.sum(axis=(0, 2)))
