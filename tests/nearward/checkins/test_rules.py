import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.checkins import rules
from nearward.checkins.rules import Answer, Choices, Refusal
from nearward.sharing.rules import Audience
from nearward_library.schema import Item

DAY = date(2026, 3, 12)  # a Thursday
ANA = uuid.UUID("a0000000-0000-4000-8000-000000000001")
BEN = uuid.UUID("b0000000-0000-4000-8000-000000000002")
LINE = {"kind": "slider", "low_end": "not at all", "high_end": "fully"}
WORDS = {"kind": "choice", "choices": ({"says": "no"}, {"says": "a little"}, {"says": "gone", "away": True})}


def item(name, when="core", order=1, scale=LINE, **more):
    told = {"prompt": "How was it?", "label": "It", "recall": "today", "nearer": "more", "idea": "An idea."}
    return Item.model_validate({"id": name, "when": when, "order": order, "scale": scale, **told, **more})


CORE = [item("near"), item("heard", order=2)]
TURNS = [item(f"turn-{n}", "rotating", n + 1) for n in range(5)]
WEEK = [item("sure", "weekly"), item("care", "weekly", 2)]
ALL = [*CORE, *TURNS, *WEEK, item("monthly", "monthly")]


def names(items):
    return [each.id for each in items]


def asked(choices=None, person=ANA, day=DAY, items=ALL, answered=frozenset()):
    return names(rules.asked_on(items, choices or Choices(), person, day, answered))


def test_a_day_asks_the_core_and_one_item_in_turn():
    found = asked()
    assert found[:2] == ["near", "heard"]
    assert len(found) == 3
    assert found[2].startswith("turn-")


def test_a_reload_shows_the_same_and_each_item_comes_equally_often():
    turns = [asked(day=DAY + timedelta(days=n))[2] for n in range(50)]
    assert turns == [asked(day=DAY + timedelta(days=n))[2] for n in range(50)]
    assert set(Counter(turns).values()) == {10}


def test_two_people_have_their_turns_in_orders_of_their_own():
    days = [DAY + timedelta(days=n) for n in range(5)]
    orders = {tuple(asked(person=uuid.UUID(int=n), day=day)[2] for day in days) for n in range(12)}
    assert len(orders) > 3


def test_what_is_switched_off_is_not_asked_and_what_must_be_switched_on_waits():
    shy = item("bodies", order=3, opt_in=True)
    assert asked(Choices(off=frozenset({"near"})), items=[*CORE, shy]) == ["heard"]
    assert asked(Choices(on=frozenset({"bodies"})), items=[*CORE, shy]) == ["near", "heard", "bodies"]
    assert asked(Choices(off=frozenset(names(ALL)))) == []


def test_an_item_answered_in_its_turn_keeps_its_place_when_others_are_switched_off():
    turn = asked()[2]
    others = frozenset(names(TURNS)) - {turn}
    for off in (others, frozenset({turn}), frozenset(sorted(others)[:2])):
        assert asked(Choices(off=off), answered=frozenset({turn}))[2:] == [turn]


def test_a_follow_up_stands_behind_what_it_follows_and_goes_with_it():
    tense = item("tense", order=3, scale=WORDS)
    repair = item("repair", order=9, follows={"item": "tense", "values": (1,)})
    last = item("load", order=4)
    assert asked(items=[*CORE, repair, tense, last]) == ["near", "heard", "tense", "repair", "load"]
    assert asked(Choices(off=frozenset({"tense"})), items=[*CORE, repair, tense]) == ["near", "heard"]
    assert rules.follows_on(repair, {"tense": Answer(1)})
    assert not rules.follows_on(repair, {"tense": Answer(0)})
    assert not rules.follows_on(repair, {"tense": Answer(away=True)})
    assert not rules.follows_on(repair, {})
    assert rules.follows_on(tense, {})


def weekly(day, answered=None, **chosen):
    choices = Choices(**{"first": date(2026, 1, 1), **chosen})
    days = {name: frozenset(found) for name, found in (answered or {}).items()}
    return names(rules.weekly_on(ALL, choices, day, days))


SUNDAY = date(2026, 3, 15)


def test_the_weekly_questions_stay_until_they_are_answered():
    assert [weekly(SUNDAY + timedelta(days=n)) for n in range(7)] == [["sure", "care"]] * 7
    answered = {"sure": {SUNDAY + timedelta(days=1)}}
    assert weekly(SUNDAY, answered) == ["sure", "care"]
    assert weekly(SUNDAY + timedelta(days=1), answered) == ["sure", "care"]
    assert [weekly(SUNDAY + timedelta(days=n), answered) for n in range(2, 7)] == [[]] * 5
    assert weekly(SUNDAY + timedelta(days=7), answered) == ["sure", "care"]


def test_the_weekly_questions_wait_for_the_first_chosen_weekday_after_the_first_minute():
    assert weekly(SUNDAY, first=SUNDAY) == []
    assert weekly(SUNDAY, first=None) == []
    assert weekly(SUNDAY + timedelta(days=6), first=SUNDAY) == []
    assert weekly(SUNDAY + timedelta(days=7), first=SUNDAY) == ["sure", "care"]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_a_week_begins_on_the_chosen_weekday_and_holds_its_day(day, weekday):
    start = rules.week_of(day, weekday)
    assert start.weekday() == weekday
    assert timedelta(0) <= day - start < timedelta(days=7)


def test_today_and_yesterday_may_be_written_and_nothing_else():
    told = {n: rules.may_be_written(DAY + timedelta(days=n), DAY) for n in range(-3, 3)}
    assert told == {-3: False, -2: False, -1: True, 0: True, 1: False, 2: False}


NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "refusal"),
    [
        (timedelta(0), None),
        (timedelta(minutes=-9), None),
        (timedelta(minutes=-11), Refusal.FUTURE),
        (timedelta(days=7), None),
        (timedelta(days=7, seconds=1), Refusal.OLD),
    ],
)
def test_an_entry_from_offline_is_neither_from_the_future_nor_older_than_a_week(ago, refusal):
    assert rules.refusal_of(NOW - ago, NOW) is refusal


def test_a_standing_audience_counts_only_in_the_pair_it_was_chosen_in():
    pair, other = uuid.uuid4(), uuid.uuid4()
    choices = Choices(seen_by={"near": (Audience.US, pair)})
    assert rules.standing_audience(choices, "near", pair) is Audience.US
    assert rules.standing_audience(choices, "heard", pair) is Audience.ME
    assert rules.standing_audience(choices, "near", other) is Audience.ME
    assert rules.standing_audience(choices, "near", None) is Audience.ME
    assert rules.standing_audience(Choices(), "near", None) is Audience.ME


def test_only_what_an_item_can_be_answered_with_is_an_answer():
    line, words = item("near"), item("tense", scale=WORDS)
    ticks = item("many", scale={"kind": "tick", "choices": ({"says": "a"}, {"says": "b"})})
    away = item("heard", scale={**LINE, "away": "no contact"})
    assert [rules.read_value(line, n) for n in (0, 100)] == [Answer(0), Answer(100)]
    assert [rules.read_value(line, n) for n in (-1, 101, True, 4.5, "4", None, "away", [])] == [None] * 8
    assert [rules.read_value(words, n) for n in (0, 1, 2, "away")] == [Answer(0), Answer(1), None, Answer(away=True)]
    assert rules.read_value(away, "away") == Answer(away=True)
    assert rules.read_value(ticks, 1) is None


@given(st.integers(0, 100))
def test_a_scale_is_told_in_five_equal_steps(value):
    assert rules.step_of(item("near"), value) == min(4, value // 20)


ANSWERS = st.one_of(
    st.builds(Answer, value=st.integers(0, 100)),
    st.just(Answer(away=True)),
    st.builds(Answer, ticks=st.lists(st.integers(0, 8), min_size=1).map(tuple)),
)


@given(ANSWERS)
def test_an_answer_comes_back_as_it_was_stored(answer):
    assert rules.answer_from_json(rules.answer_to_json(answer)) == answer


NAMES = st.frozensets(st.sampled_from(names(ALL)))
CHOICES = st.builds(
    Choices,
    off=NAMES,
    on=NAMES,
    weekday=st.integers(0, 6),
    seen_by=st.dictionaries(
        st.sampled_from(names(ALL)), st.tuples(st.sampled_from([Audience.BOTH, Audience.US]), st.uuids())
    ),
    first=st.none() | st.dates(),
    closed=st.none() | st.dates(),
)


@given(CHOICES)
def test_choices_come_back_as_they_were_stored(choices):
    assert rules.choices_from_json(rules.choices_to_json(choices)) == choices
