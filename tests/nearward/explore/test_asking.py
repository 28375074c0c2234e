"""What is asked next: short, bodies first, the same for the same answers; and whether it finds what was planted."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.explore.asking import (
    ALONE,
    BODIES,
    FOLLOWING,
    MOST_LISTED,
    MOST_SIGNS,
    MOST_TAPS,
    is_answer,
    next_question,
    question_named,
    share_done,
    taps,
)
from nearward.explore.rules import HIGHEST, LISTS, NEVER_ASKED, SEEN, UNSAID, UNSURE, Kind, asked_about, rank
from nearward_library import library

SHELVES = library()


def walked(reply_to):
    """Everything that somebody is asked who replies like this."""
    replies, asked = {}, []
    while question := next_question(SHELVES, replies):
        reply = reply_to(question)
        assert is_answer(question, reply)
        replies[question.id] = reply
        asked.append(question)
    return replies, asked


def most(question):
    """The reply that takes most taps, and leads on furthest."""
    match question.kind:
        case Kind.TICK:
            return question.choices[: question.most or None]
        case Kind.PAUSE:
            return SEEN
        case Kind.CHOICE:
            return question.choices[0]
    return HIGHEST


def test_nobody_needs_more_than_forty_taps_and_nothing_is_asked_twice():
    replies, asked = walked(most)
    assert taps(replies) <= MOST_TAPS
    assert len({question.id for question in asked}) == len(asked)


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_whatever_somebody_replies_the_map_ends_and_stays_short(rng):
    def reply(question):
        if question.kind is Kind.PAUSE:
            return SEEN
        if question.kind is Kind.TICK:
            return tuple(rng.sample(question.choices, rng.randint(0, question.most or len(question.choices))))
        return rng.choice([*(question.choices or range(HIGHEST + 1)), UNSURE, UNSAID])

    replies, _ = walked(reply)
    assert taps(replies) <= MOST_TAPS


def test_somebody_who_would_rather_not_say_anything_comes_to_an_end_too():
    replies, asked = walked(lambda question: SEEN if question.kind is Kind.PAUSE else UNSAID)
    assert len(asked) < MOST_TAPS
    assert set(replies.values()) == {SEEN, UNSAID}


def test_signs_come_first_then_a_moment_alone_then_bodies_then_the_rest():
    _, asked = walked(most)
    order = [question.id for question in asked]
    alone = order.index(ALONE)
    assert all(":" in name and not name.rpartition(":")[2].isdigit() for name in order[1:alone])
    assert tuple(order[alone + 1 : alone + 1 + len(BODIES)]) == BODIES
    assert tuple(order[alone + 1 + len(BODIES) :][: len(LISTS)]) == tuple(LISTS)
    assert len(order[alone + 1 + len(BODIES) + len(LISTS) :]) <= FOLLOWING


def test_what_leads_is_asked_about_until_there_is_nothing_left_to_ask():
    def reply(question):
        if question.kind is Kind.TICK:
            return ("money",) if question.id == "around" else ()
        return most(question) if question.kind is Kind.PAUSE or question.about == "money" else UNSURE

    _, asked = walked(reply)
    follow = [question.id for question in asked if question.about in SHELVES.causes and question.id not in BODIES]
    assert follow[0] == "money:0"
    assert {"money:1", "money:2"} <= set(follow)


def test_fear_is_never_asked_about_here():
    assert not any(question.about in NEVER_ASKED or NEVER_ASKED & set(question.choices) for question in walked(most)[1])


def test_the_same_answers_lead_to_the_same_question():
    replies, asked = walked(most)
    names = list(replies)
    for place, question in enumerate(asked):
        before = {name: replies[name] for name in names[:place]}
        assert next_question(SHELVES, before) == question
        assert question_named(SHELVES, question.id, before) == question


@pytest.mark.parametrize(
    "name", ["", "nothing", "abuse", "money:9", "money:", "sign:lonely", "since:lonely", "money:x"]
)
def test_a_name_that_is_no_question_here_is_none(name):
    assert question_named(SHELVES, name, {}) is None


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("noticed", ("no-such-sign",)),
        ("noticed", tuple(SHELVES.signs)[: MOST_SIGNS + 1]),
        ("noticed", 3),
        ("noticed", UNSURE),
        ("around", ("misread",)),
        ("between", tuple(c.id for c in asked_about(SHELVES) if c.group == "talk")[: MOST_LISTED + 1]),
        ("misread:0", 5),
        ("misread:0", -1),
        ("misread:0", "likely"),
        ("misread:0", ("a",)),
        (ALONE, 1),
    ],
)
def test_what_is_no_answer_to_a_question_is_told_apart(name, reply):
    assert not is_answer(question_named(SHELVES, name, {}), reply)


def test_the_way_gets_shorter_as_one_goes():
    replies, _ = walked(most)
    names = list(replies)
    shares = [share_done({name: replies[name] for name in names[:n]}) for n in range(len(names) + 1)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 9


# planted causes


def planted(rng):
    """Somebody for whom one cause is true and another plays a part, and how they reply: noisily, or not at all."""
    true, also = rng.sample([cause.id for cause in asked_about(SHELVES)], 2)
    pull = {sign.id: 3 if true in sign.causes else 1 if also in sign.causes else 0.1 for sign in SHELVES.signs.values()}
    signs = tuple(dict.fromkeys(rng.choices(list(pull), list(pull.values()), k=rng.randint(2, MOST_SIGNS))))

    def reply(question):
        chance = {true: 0.7, also: 0.4}
        if question.id == "noticed":
            return signs
        if question.kind is Kind.PAUSE:
            return SEEN
        if question.kind is Kind.TICK:
            whose = (question.about or each for each in question.choices)
            ticked = [
                each
                for each, cause in zip(question.choices, whose, strict=True)
                if rng.random() < chance.get(cause, 0.07)
            ]
            return tuple(rng.sample(ticked, min(len(ticked), MOST_LISTED)))
        if question.kind is Kind.CHOICE or rng.random() < 0.12:
            return rng.choice([UNSURE, UNSAID])
        if question.about in SHELVES.signs:
            return rng.choice([1, 2, 3, 3, 4])
        step = min(HIGHEST, max(0, round(rng.gauss({true: 3.2, also: 2.4}.get(question.about, 1.3), 1))))
        likelier = SHELVES.causes[question.about].probe[question.place].likelier_when
        return step if likelier == "more" else HIGHEST - step

    return true, reply


def test_a_planted_cause_is_among_the_first_three_four_times_in_five():
    rng = random.Random(20260312)
    found = 0
    for _ in range(250):
        true, reply = planted(rng)
        replies, _ = walked(reply)
        found += true in [one.cause for one in rank(SHELVES, replies)[:3]]
    assert found >= 0.8 * 250
