import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward_library import library
from nearward_library.gentle import look_at
from nearward_library.schema import Hint

HINTS = tuple(library().hints.values())


def found(text: str) -> list[str]:
    return [finding.hint.id for finding in look_at(text, HINTS)]


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.id)
def test_a_hint_finds_its_own_examples_and_leaves_the_others(hint: Hint) -> None:
    assert all(look_at(sentence, [hint]) for sentence in hint.caught)
    assert not any(look_at(sentence, [hint]) for sentence in hint.passed)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I feel that you never listen.", ["verdict-in-disguise", "always-never", "wish-missing"]),
        ("You never listen.", ["always-never"]),
        ("I FEEL LIKE YOU DON'T CARE ABOUT US", ["verdict-in-disguise", "mind-reading", "wish-missing"]),
        ("When you came late on Tuesday I was worried.", ["wish-missing"]),
        ("When you came late on Tuesday I was worried. Could you send a word next time?", []),
        ("I miss you.", []),
        ("", []),
    ],
)
def test_a_sentence_gets_the_hints_it_needs_and_no_others(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_a_straight_and_a_curly_apostrophe_are_the_same() -> None:
    assert found("You don't love me") == found("You don’t love me") == ["mind-reading"]


def test_a_finding_points_at_the_words_it_means() -> None:
    text = "Last night? You always do that."
    [finding] = look_at(text, [library().hints["always-never"]])
    assert text[finding.start : finding.end] == "You always"


def test_what_is_missing_is_pointed_at_behind_the_last_word() -> None:
    text = "When the door slammed last night I was tense."
    [finding] = look_at(text, [library().hints["wish-missing"]])
    assert (finding.start, finding.end) == (len(text), len(text))


def test_hints_come_in_their_own_order_however_they_are_given() -> None:
    text = "Why do you always do that? You are so lazy."
    assert look_at(text, HINTS) == look_at(text, tuple(reversed(HINTS)))


@given(st.text(max_size=300))
def test_no_text_whatever_makes_it_fail(text: str) -> None:
    for finding in look_at(text, HINTS):
        assert 0 <= finding.start <= finding.end <= len(text)
