import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nearward_dialogue.conftest import chat_of

from nearward_dialogue import Kind
from nearward_dialogue.errors import NotTwo
from nearward_dialogue.talk import USUAL_GAP, session_gap, talk_of

HOUR, DAY = 3600, 86_400


def test_only_words_of_the_two_count_as_talk(made):
    said = [
        (0, 0, "hi"),
        (5, 1, "x", Kind.MEDIA),
        (9, -1, "joined", Kind.SYSTEM),
        (12, 1, "hello"),
        (15, 0, "", Kind.DELETED),
    ]
    talk = talk_of(made(said))
    assert talk.rows.tolist() == [0, 3]
    assert talk.people == ("Ana", "Ben")


def test_a_chat_in_which_one_alone_wrote_words_is_refused(made):
    with pytest.raises(NotTwo) as refused:
        talk_of(made([(0, 0, "hi"), (9, 1, "x", Kind.MEDIA)]))
    assert refused.value.people == ("Ana",)


def test_messages_come_in_order_of_time(made):
    talk = talk_of(made([(50, 1, "later"), (10, 0, "first")]))
    assert talk.time.tolist() == [10, 50]
    assert [talk.chat.text(int(row)) for row in talk.rows] == ["first", "later"]


TALKS = st.lists(st.tuples(st.integers(0, 30 * DAY), st.integers(0, 1)), min_size=2, max_size=60).filter(
    lambda said: {0, 1} == {who for _, who in said}
)


@given(TALKS, st.sampled_from([600, HOUR, 6 * HOUR]))
def test_turns_and_sessions_are_those_of_a_plain_walk(said, gap):
    said = sorted(said, key=lambda one: one[0])
    talk = talk_of(chat_of([(at, who, "x") for at, who in said]), gap=gap)
    turn = session = -1
    before = None
    for i, (at, who) in enumerate(said):
        opens = before is None or at - before[0] > gap
        session += opens
        turn += opens or who != before[1]
        assert (talk.session[i], talk.turn[i]) == (session, turn)
        before = at, who


@given(TALKS)
def test_weeks_begin_on_monday_and_hold_every_message(said):
    talk = talk_of(chat_of([(at, who, "x") for at, who in said]))
    assert (talk.first_week + 3) % 7 == 0
    assert 0 <= talk.day[0] - talk.first_week < 7
    assert talk.by_week().sum() == len(said)
    assert len(talk.by_week()) == talk.weeks


def test_the_gap_is_found_between_answers_and_life(year):
    found = session_gap(year.time)
    assert 20 * 60 < found < 4 * HOUR


def test_a_chat_that_is_slow_by_habit_has_a_longer_gap():
    rng = np.random.default_rng(1)
    answers, life = rng.lognormal(np.log(1500), 0.7, 3000), rng.lognormal(np.log(20 * HOUR), 0.6, 900)
    quick = rng.lognormal(np.log(30), 0.7, 3000)
    slow_gap = session_gap(np.cumsum(rng.permutation(np.concatenate([answers, life]))).astype(np.int64))
    quick_gap = session_gap(np.cumsum(rng.permutation(np.concatenate([quick, life]))).astype(np.int64))
    assert slow_gap > 2 * quick_gap


@pytest.mark.parametrize("gaps", [[60] * 5, [60] * 1000, []])
def test_without_two_kinds_of_gap_an_hour_is_taken(gaps):
    assert session_gap(np.cumsum([0, *gaps]).astype(np.int64)) == USUAL_GAP
