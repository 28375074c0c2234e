from collections import Counter
from datetime import timedelta
from io import BytesIO

import pytest
from tests.nearward.chats.conftest import a_chat, a_chat_with_four_belittling_words

from nearward.chats.describing import talk_in
from nearward.chats.opening import opened, rows_behind
from nearward.chats.words import HOURS
from nearward_dialogue import Ask
from nearward_dialogue.measures import measures, responsiveness
from nearward_dialogue.sources import Source


@pytest.fixture(scope="module")
def talk():
    raw = a_chat().encode()
    return talk_in(Source("chat.txt", len(raw), lambda: BytesIO(raw)), Ask())[1]


@pytest.mark.parametrize("name", sorted(measures()))
def test_alone_every_number_opens_and_none_opens_a_word_of_the_others(talk, name):
    rows = rows_behind(talk, name, (0,))
    shown = opened(talk, rows[:200], 0, joint=False)
    assert all(one.words is None for one in shown if not one.mine)
    assert all(one.words for one in shown if one.mine)


def test_for_both_the_words_of_both_are_opened_the_newest_first(talk):
    rows = rows_behind(talk, "thanks", (0, 1))
    shown = opened(talk, rows, 0, joint=True)
    assert {one.mine for one in shown} == {True, False}
    assert all("ank" in one.words for one in shown)
    assert [one.at for one in shown] == sorted((one.at for one in shown), reverse=True)


def test_an_answer_says_what_it_answered(talk):
    shown = opened(talk, rows_behind(talk, "latency", (0,))[:50], 0, joint=False)
    assert all(one.since is not None and one.since < one.at for one in shown)


def test_nothing_opens_nothing(talk):
    assert opened(talk, [], 0, joint=False) == []


def test_a_cue_opens_the_messages_of_the_one_who_wrote_them():
    raw = a_chat_with_four_belittling_words("Ben").encode()
    talk = talk_in(Source("chat.txt", len(raw), lambda: BytesIO(raw)), Ask())[1]
    ben = talk.people.index("Ben")
    shown = opened(talk, rows_behind(talk, "belittling", (ben,)), ben, joint=False)
    assert [one.words for one in shown] == ["you are so useless"] * 4
    assert rows_behind(talk, "belittling", (1 - ben,)) == []


def test_the_hours_open_exactly_the_answers_that_they_count(talk):
    soon, _every = responsiveness.by_hour(talk)
    for person in (0, 1):
        shown = opened(talk, rows_behind(talk, HOURS, (person,)), person, joint=False)
        assert len(shown) == soon.sum(axis=0)[person].sum()
        assert all(one.mine and one.at - one.since <= timedelta(hours=1) for one in shown)
        hours = Counter(one.since.hour for one in shown)
        assert [hours[hour] for hour in range(24)] == soon.sum(axis=0)[person].tolist()
    both = rows_behind(talk, HOURS, (0, 1))
    assert len(both) == soon.sum()
