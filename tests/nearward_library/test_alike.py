import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from nearward_library.alike import nearly_alike

OTHERS = {
    "a": "What was the best ten minutes of your day?",
    "b": "Which song would you play at sunrise?",
    "c": "Who taught you to ride a bicycle?",
    "d": "When did a stranger last surprise you?",
    "e": "How does your ideal Sunday begin?",
}


def test_the_same_question_in_nearly_the_same_words_is_found() -> None:
    [(first, second, cosine)] = nearly_alike({**OTHERS, "z": "What was the best ten minutes of today?"})
    assert (first, second) == ("a", "z")
    assert 0.55 < cosine < 1


def test_the_same_words_are_fully_alike() -> None:
    [(_, _, cosine)] = nearly_alike({**OTHERS, "z": "who taught you to ride a bicycle"})
    assert math.isclose(cosine, 1.0)


def test_questions_that_share_only_their_opening_are_not_alike() -> None:
    assert nearly_alike(OTHERS) == []


def test_nothing_and_a_single_text_have_no_pairs() -> None:
    assert nearly_alike({}) == []
    assert nearly_alike({"a": "What now?"}) == []


@given(st.lists(st.text(alphabet="ab ’?", max_size=12), max_size=8))
def test_every_pair_is_told_once_and_lies_between_nought_and_one(texts: list[str]) -> None:
    named = {str(index): text for index, text in enumerate(texts)}
    pairs = nearly_alike(named, limit=0.01)
    assert len({frozenset(pair[:2]) for pair in pairs}) == len(pairs) <= math.comb(len(texts), 2)
    assert all(0 < cosine < 1 + 1e-9 for _, _, cosine in pairs)
    assert all(one >= other for (_, _, one), (_, _, other) in itertools.pairwise(pairs))
