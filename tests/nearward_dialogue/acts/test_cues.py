"""Apologies, feelings, comfort and advice in plain words, and words that only look like them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue.acts.cues import CUES, cues
from nearward_dialogue.acts.rules import rules_of
from nearward_dialogue.errors import DialogueError


def held(text):
    return {act for act, holds in zip(CUES, cues(text), strict=True) if holds}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I felt so lonely last night", "disclosure"),
        ("honestly it hurts when you leave like that", "disclosure"),
        ("i miss you", "disclosure"),
        ("that must have been awful", "comfort"),
        ("you’re not a failure", "comfort"),
        ("poor you", "comfort"),
        ("you should see a doctor about it", "advice"),
        ("maybe ask your sister", "advice"),
    ],
)
def test_plain_words_are_known(text, act):
    assert act in held(text)


@pytest.mark.parametrize(
    "text",
    ["home at 7", "happy to help", "I'm hungry", "can you get milk", "is it hard?", "we should go out", "I'll try"],
)
def test_ordinary_messages_hold_no_cue(text):
    assert not held(text)


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
    assert "apology" in held(text)


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
    assert "apology" not in held(text)


def test_a_language_without_rules_is_refused():
    with pytest.raises(DialogueError, match="xx"):
        rules_of("xx")


@settings(max_examples=100)
@given(st.text(max_size=100))
def test_any_text_has_an_answer(text):
    assert len(cues(text)) == len(CUES)
