"""What a message asks for, by rules; the messages here are made up, and none of the labelled ones is among them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue.acts import Question
from nearward_dialogue.acts.question import question

NONE, CLOSED, FACT, OPEN = Question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Do you want soup?", CLOSED),
        ("do you want soup", CLOSED),
        ("you ok", CLOSED),
        ("So, uh, is it raining there", CLOSED),
        ("it's late, isn't it", CLOSED),
        ("shall we paint it blue or green?", CLOSED),
        ("i'm at the shop do you need milk", CLOSED),
        ("fancy a walk", CLOSED),
        ("the red one?", CLOSED),
        ("What time is your train", FACT),
        ("when are you back?", FACT),
        ("who's picking her up", FACT),
        ("how many eggs are left", FACT),
        ("where did you put the keys", FACT),
        ("How was your day?", OPEN),
        ("how are you feeling today", OPEN),
        ("why didn't you call", OPEN),
        ("What do you think about Lisbon", OPEN),
        ("can you tell me what happened", OPEN),
        ("hey. ok. what’s going on with your mum?", OPEN),
        ("Are you home? How was it?", OPEN),
    ],
)
def test_a_question_is_known_by_its_form(text, kind):
    assert question(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I'm home",
        "what a day",
        "When I get home I'll call you",
        "I don't know what you mean",
        "have a good one",
        "do the bins please",
        "so do I",
        "who cares",
        "how lovely of you",
        "you can do it",
        "see https://a.org/?q=1 for it",
    ],
)
def test_what_only_looks_like_a_question_is_none(text):
    assert question(text) == NONE


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Wie war dein Tag?", "de", OPEN),
        ("Und wann kommst du?", "de", FACT),
        ("Kommst du heute?", "de", CLOSED),
        ("Kommst du heute", "de", NONE),
        ("¿Cómo estás?", "es", OPEN),
        ("¿A qué hora llegas?", "es", FACT),
        ("vienes hoy?", "es", CLOSED),
        ("vienes hoy", "es", NONE),
    ],
)
def test_german_and_spanish_questions_need_their_mark(text, language, kind):
    assert question(text, language) == kind


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["do", "you", "what", " ", "?", ".", "'", "…", "\ud800"])).map("".join)
)
def test_any_text_has_an_answer(text):
    assert question(text) in Question


@pytest.mark.parametrize(
    "long", ["what " * 50_000, "do you " * 50_000, "?" * 100_000, "a" * 100_000 + "?", ", " * 50_000]
)
def test_no_text_takes_long(long):
    assert question(long[:4_096]) in Question
