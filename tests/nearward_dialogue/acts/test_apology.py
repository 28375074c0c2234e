"""Saying sorry for something of one's own, and the other uses of the word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue.acts.apology import apology
from nearward_dialogue.acts.rules import rules_of
from nearward_dialogue.errors import DialogueError


@pytest.mark.parametrize(
    "text",
    [
        "Sorry I'm late",
        "i’m so sorry about last night",
        "My bad, I forgot",
        "I apologise for shouting",
        "please forgive me",
        "I shouldn't have said that",
        "ok sorry. what time?",
        "sorry for the mess",
    ],
)
def test_an_apology_is_known(text):
    assert apology(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I'm so sorry about your dad",
        "sorry to hear that",
        "I'm sorry you had such a day",
        "Sorry?",
        "you don't have to be sorry",
        "I'm not sorry",
        "she said sorry at last",
        "what a sorry sight",
        "I feel sorry for him",
    ],
)
def test_sympathy_and_other_uses_are_none(text):
    assert not apology(text)


def test_a_language_without_rules_is_refused():
    with pytest.raises(DialogueError, match="xx"):
        rules_of("xx")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100))
def test_any_text_has_an_answer(text):
    assert apology(text) in {True, False}
