import pytest
from pydantic import ValidationError

from nearward_library import library
from nearward_library.schema import Format, Question, QuestionPack

FIELDS = dict(library().formats["listening-talk"])


@pytest.mark.parametrize(
    "ask",
    [
        "How was it to hear that?", "What made you smile?", "Why do rivers calm you?", "When were you brave?",
        "Which smell is home?", "Who taught you to whistle?", "Tell me about your first bicycle.",
    ],
)  # fmt: skip
def test_an_open_question_is_taken(ask: str) -> None:
    assert Question(id="day-001", ask=ask, depth=1).ask == ask


@pytest.mark.parametrize(
    "ask",
    [
        "Are you happy today?", "Did you sleep well?", "Where were you last night?", "Whatever happened to us?",
        "Tell me the truth?", "What made you smile", "Tell them about it now.", "Howling winds, who hears you?",
    ],
)  # fmt: skip
def test_a_question_that_can_be_closed_with_one_word_is_refused(ask: str) -> None:
    with pytest.raises(ValidationError, match=r"a question (begins|ends)"):
        Question(id="day-001", ask=ask, depth=1)


def test_ids_of_questions_carry_their_topic_and_stand_once() -> None:
    fields = {"id": "day", "title": "The day", "says": "Small doors into a day."}
    one = {"id": "day-001", "ask": "What made you smile?", "depth": 1}
    assert QuestionPack.model_validate({**fields, "questions": (one,)})
    with pytest.raises(ValidationError, match="day-001 stands here twice"):
        QuestionPack.model_validate({**fields, "questions": (one, one)})
    with pytest.raises(ValidationError, match="begins with day-"):
        QuestionPack.model_validate({**fields, "questions": ({**one, "id": "past-001"},)})


def test_saying_back_needs_the_rule_by_which_it_is_accepted() -> None:
    with pytest.raises(ValidationError, match="paraphrase"):
        Format.model_validate({**FIELDS, "paraphrase": None})
    turns = tuple(turn for turn in library().formats["listening-talk"].turns if turn.does != "say-back")
    with pytest.raises(ValidationError, match="paraphrase"):
        Format.model_validate({**FIELDS, "turns": turns})


def test_the_length_of_a_format_is_the_sum_of_its_turns_in_full_minutes() -> None:
    assert library().formats["listening-talk"].minutes == 19
    short = tuple(turn.model_copy(update={"seconds": 61}) for turn in library().formats["listening-talk"].turns[:1])
    assert library().formats["listening-talk"].model_copy(update={"turns": short}).minutes == 2


def test_both_people_get_the_same_time_to_speak() -> None:
    for found in library().formats.values():
        spoken = {
            who: sum(turn.seconds for turn in found.turns if turn.who == who and turn.does == "speak")
            for who in ("first", "second")
        }
        assert spoken["first"] == spoken["second"], found.id
