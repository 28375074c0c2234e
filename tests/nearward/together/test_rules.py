import uuid
from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearward.together import rules
from nearward_library import library
from nearward_library.schema import Question

DAY = date(2026, 3, 12)
PAIR = uuid.UUID("a0000000-0000-4000-8000-000000000001")
BANK = [
    Question(id=f"day-{n:03}", depth=3 if n % 5 == 4 else 1 + n % 2, ask=f"What was it like at number {n} today?")
    for n in range(50)
]


def names(questions):
    return [question.id for question in questions]


@given(st.uuids(), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_day_has_three_different_questions_and_none_of_the_first_two_is_deep(whose, day):
    found = rules.questions_on(BANK, whose, day)
    assert len(set(names(found))) == 3
    assert [question.depth in rules.EASY for question in found] == [True, True, False]
    assert found == rules.questions_on(list(reversed(BANK)), whose, day)


def test_every_question_comes_once_before_any_comes_again():
    easy = [question for question in BANK if question.depth in rules.EASY]
    asked = [rules.questions_on(BANK, PAIR, DAY + timedelta(days=n))[0].id for n in range(2 * len(easy))]
    assert set(Counter(asked).values()) == {2}
    assert set(asked[: len(easy)]) == set(names(easy))


def test_two_pairs_go_through_the_questions_in_orders_of_their_own():
    days = [DAY + timedelta(days=n) for n in range(10)]
    orders = {tuple(rules.questions_on(BANK, uuid.UUID(int=n), day)[0].id for day in days) for n in range(10)}
    assert len(orders) == 10


def test_a_bank_that_is_small_or_empty_is_no_error():
    assert rules.questions_on([], PAIR, DAY) == ()
    assert names(rules.questions_on(BANK[:1], PAIR, DAY)) == ["day-000"]
    assert rules.swaps_left(rules.questions_on(BANK[:1], PAIR, DAY), 0, frozenset()) == 0


def test_a_question_is_swapped_twice_at_most_and_not_once_it_is_answered():
    todays = rules.questions_on(BANK, PAIR, DAY)
    assert [rules.swaps_left(todays, n, frozenset()) for n in range(4)] == [2, 1, 0, 0]
    assert rules.swaps_left(todays, 0, frozenset({todays[0].id})) == 0
    assert [rules.present_question(todays, n, frozenset()) for n in (-1, 0, 1, 2, 9)] == [
        todays[i] for i in (0, 0, 1, 2, 2)
    ]


def test_an_answered_question_stays_on_the_page():
    todays = rules.questions_on(BANK, PAIR, DAY)
    assert rules.present_question(todays, 0, frozenset({todays[1].id, "day-999"})) == todays[1]
    assert rules.present_question(todays, 2, frozenset({"day-999"})) == todays[2]


def test_words_for_one_alone_are_used_only_where_there_are_any():
    for_two = Question(id="day-001", depth=1, ask="What could I have done today?", alone="What could help tomorrow?")
    assert rules.words_of(for_two, for_two=True) == "What could I have done today?"
    assert rules.words_of(for_two, for_two=False) == "What could help tomorrow?"
    assert rules.words_of(BANK[0], for_two=False) == BANK[0].ask


def test_the_library_has_questions_of_each_kind():
    found = rules.questions_on(library().questions.values(), PAIR, DAY)
    assert len(found) == 3
