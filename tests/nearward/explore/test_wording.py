"""The map's questions, answers and reasons in words."""

import pytest

from nearward.explore.asking import SIDE as SIDES
from nearward.explore.asking import SINCE as TIMES
from nearward.explore.asking import question_named
from nearward.explore.rules import LISTS, UNSAID, UNSURE, Reason
from nearward.explore.wording import SIDE, SINCE, in_words, reason_in_words, reply_in_words
from nearward_library import library

SHELVES = library()


def asked(name, replies=None):
    return in_words(SHELVES, question_named(SHELVES, name, replies or {}))


def values(words):
    return [option.value for _name, options in words.shelves for option in options]


def test_every_question_has_words_and_every_answer_an_option():
    lonely = {"noticed": ("lonely",)}
    for name in ("noticed", *LISTS, "sign:lonely", "since:lonely", "side:lonely", "misread:0", "health:2"):
        words = asked(name, lonely)
        assert str(words.ask)
        assert values(words)
        assert all(str(option.says) for _name, options in words.shelves for option in options)


def test_the_words_for_choices_are_those_that_are_asked():
    assert tuple(SINCE) == TIMES
    assert tuple(SIDE) == SIDES


def test_a_list_of_ticks_can_be_left_unsaid_and_a_step_can_be_unsure_too():
    assert [option.value for option in asked("around").open] == [UNSAID]
    assert [option.value for option in asked("misread:0").open] == [UNSURE, UNSAID]
    assert asked("alone").open == ()


def test_signs_stand_in_the_order_in_which_they_are_asked_within_their_group():
    first = asked("noticed").shelves[0][1]
    orders = [SHELVES.items[f"map-{option.value}"].order for option in first]
    assert orders == sorted(orders)
    assert sorted(values(asked("noticed"))) == sorted(SHELVES.signs)


@pytest.mark.parametrize(
    ("name", "reply", "said"),
    [("misread:0", 3, "often"), ("misread:0", UNSURE, "Not sure"), ("health:2", ("1", "2"), "Pain, A new medicine")],
)
def test_an_answer_is_said_as_it_was_offered(name, reply, said):
    assert reply_in_words(SHELVES, question_named(SHELVES, name, {}), reply) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("sign", 1, "lonely"), "You notice “Alone together”, and it often lies behind that."),
        (Reason("ticked", 1, "around"), "You ticked it yourself."),
        (
            Reason("ticked", 1, "health:2"),
            "You said “Pain” when asked: Which of these are new for you in the last half year?",
        ),
        (Reason("tie", 1, "sleep"), "In your minutes, “Sleep” and how near you felt went together."),
        (Reason("tie", 1, "sleep", 1), "In your minutes, “Sleep” and how near you felt the day after went together."),
        (Reason("moved", 1, "sleep"), "“Sleep” moved when something changed."),
    ],
)
def test_a_reason_is_a_sentence_that_says_what_was_seen_and_not_why(reason, said):
    assert reason_in_words(SHELVES, reason, {"health:2": ("1",)}) == said
