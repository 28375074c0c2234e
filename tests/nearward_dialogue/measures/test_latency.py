import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nearward_dialogue.conftest import chat_of

from nearward_dialogue.measures import latency, latency_tail
from nearward_dialogue.talk import NIGHT_HOURS, talk_of

HOUR, DAY = 3600, 86_400


def test_a_wait_runs_from_the_end_of_a_turn_to_the_answer(made):
    waited = talk_of(made([(0, 0, "a"), (30, 0, "b"), (90, 1, "c"), (100, 0, "d")]), gap=HOUR).waited
    assert waited.seconds.tolist() == [60, 10, 0]
    assert waited.whose.tolist() == [1, 0, 1]
    assert waited.answered.tolist() == [True, True, False]
    assert waited.ended.tolist() == [2, 3, -1]


def test_who_writes_anew_after_a_silence_gave_up_waiting(made):
    waited = talk_of(made([(0, 0, "a"), (3 * HOUR, 0, "b"), (3 * HOUR + 5, 1, "c")]), gap=HOUR).waited
    assert waited.seconds.tolist() == [3 * HOUR, 5, 0]
    assert waited.answered.tolist() == [False, True, False]


@given(st.lists(st.tuples(st.integers(0, 5 * DAY), st.integers(0, 1)), min_size=2, max_size=50))
def test_waits_are_those_of_a_plain_walk(said):
    said = [*sorted(said, key=lambda one: one[0]), (6 * DAY, 0), (6 * DAY, 1)]
    waited = talk_of(chat_of([(at, who, "x") for at, who in said]), gap=HOUR).waited
    expected = []
    for i, (at, who) in enumerate(said):
        following = said[i + 1] if i + 1 < len(said) else None
        if following is None:
            expected.append((i, 1 - who, 0, False))
        elif following[1] != who or following[0] - at > HOUR:
            expected.append((i, 1 - who, following[0] - at, following[1] != who))
    found = zip(waited.begun, waited.whose, waited.seconds, waited.answered, strict=True)
    assert [(int(b), int(w), int(s), bool(a)) for b, w, s, a in found] == expected


def test_the_night_is_when_a_person_writes_least(made):
    said = [(day * DAY + hour * HOUR, day % 2, "x") for day in range(40) for hour in range(8, 23)]
    night = talk_of(made(said)).night_of(0)
    assert not night[8:22].any()
    assert night.sum() == NIGHT_HOURS


def test_an_answer_in_the_morning_is_not_a_slow_one(made):
    said = []
    for day in range(60):
        said += [(day * DAY + 12 * HOUR, 0, "x"), (day * DAY + 12 * HOUR + 60, 1, "x")]
        said += [(day * DAY + 23 * HOUR, 0, "x"), (day * DAY + 31 * HOUR, 1, "x")]
    talk = talk_of(made(sorted(said)))
    median = latency.measure(talk).figure(np.ones(talk.weeks))
    assert median[1] == pytest.approx(60, rel=0.15)
    at_night = latency.measure(talk, nights=True).figure(np.ones(talk.weeks))
    assert at_night[1] == pytest.approx(8 * HOUR, rel=0.15)


def test_the_slower_of_two_is_told_from_the_quicker(year):
    talk = talk_of(year)
    median = latency.measure(talk).figure(np.ones(talk.weeks))
    # drawn with medians of exp(3.5) seconds for Ana and exp(4.3) for Ben; some last words of a session wait for hours
    assert np.exp(3.5) < median[0] < 1.6 * np.exp(3.5)
    assert np.exp(4.3) < median[1] < 1.6 * np.exp(4.3)


def test_every_answer_by_day_can_be_opened(year):
    talk = talk_of(year)
    found = latency.cases(talk)
    assert len(found) == (talk.waited.answered & talk.waited.by_day).sum()
    assert (talk.sender[found.message] == found.person).all()
    assert (talk.sender[found.message - 1] != found.person).all()


def test_the_slowest_in_ten_are_those_that_can_be_opened(year):
    talk = talk_of(year)
    tail, found = latency_tail.measure(talk).figure(np.ones(talk.weeks)), latency_tail.cases(talk)
    median = latency.measure(talk).figure(np.ones(talk.weeks))
    waited = talk.time[found.message] - talk.time[found.message - 1]
    assert (waited >= tail[found.person]).all()
    assert (tail > 2 * median).all()


def test_times_without_seconds_give_a_median_between_the_minutes():
    rng = np.random.default_rng(4)
    said, at = [], 0
    for _ in range(6000):
        for who in (0, 1):
            said.append((int(at) // 60 * 60, who, "x"))
            at += rng.lognormal(np.log(100), 0.7)
    talk = talk_of(chat_of(said), gap=HOUR)
    assert latency.measure(talk).figure(np.ones(talk.weeks)) == pytest.approx([100, 100], rel=0.1)


@pytest.mark.parametrize("edges", [latency.EDGES, latency.BY_MINUTE])
def test_the_bin_of_a_wait_is_found_alike_by_table_and_by_search(edges):
    waits = np.concatenate([np.arange(latency.SHORT + 40), np.geomspace(latency.SHORT, 40 * DAY, 500).astype(np.int64)])
    searched = np.clip(np.searchsorted(edges, np.maximum(waits, 1), side="right") - 1, 0, len(edges) - 2)
    np.testing.assert_array_equal(latency._bins(waits, edges), searched)
