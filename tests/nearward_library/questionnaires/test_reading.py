import contextlib
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward_library.errors import QuestionnaireError
from nearward_library.questionnaires import Asked, Shown, questionnaires_in, read_questionnaire

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def option(code: str, value: float) -> dict[str, Any]:
    ordinal = {"url": ORDINAL, "valueDecimal": value}
    return {"valueCoding": {"code": code, "display": code.title(), "extension": [ordinal]}}


FORM: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": "https://clinic.example/q/garden",
    "version": "2",
    "title": "The garden scale",
    "status": "active",
    "copyright": "Made up for a test",
    "extension": [
        {
            "url": "urn:nearward:score",
            "extension": [
                {"url": "name", "valueString": "Total"},
                {"url": "how", "valueCode": "sum"},
                {"url": "item", "valueString": "q1"},
                {"url": "item", "valueString": "q2"},
                {"url": "turned", "valueString": "q2"},
            ],
        }
    ],
    "item": [
        {"linkId": "intro", "type": "display", "text": "Think of this week."},
        {
            "linkId": "g1",
            "type": "group",
            "text": "Weeds",
            "item": [
                {
                    "linkId": "q1",
                    "type": "choice",
                    "text": "How many weeds?",
                    "required": True,
                    "answerOption": [option("none", 0), option("few", 1), option("many", 2)],
                },
                {
                    "linkId": "q2",
                    "type": "choice",
                    "text": "How many roses?",
                    "answerOption": [option("none", 0), option("few", 1), option("many", 2)],
                },
            ],
        },
        {
            "linkId": "q3",
            "type": "integer",
            "text": "How many hours?",
            "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
                {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 24},
            ],
        },
        {"linkId": "q4", "type": "boolean", "text": "Was it fun?"},
    ],
}


def changed(path: tuple[str | int, ...], value: object) -> str:
    form = copy.deepcopy(FORM)
    below: Any = form
    for part in path[:-1]:
        below = below[part]
    if value is None:
        del below[path[-1]]
    else:
        below[path[-1]] = value
    return json.dumps(form)


def refused(text: str) -> str:
    with pytest.raises(QuestionnaireError) as caught:
        read_questionnaire(text)
    return "\n".join(caught.value.problems)


def test_questions_come_in_order_with_their_texts_between() -> None:
    read = read_questionnaire(json.dumps(FORM))
    assert [part.link_id for part in read.parts] == ["intro", "g1", "q1", "q2", "q3", "q4"]
    assert [isinstance(part, Shown) for part in read.parts] == [True, True, False, False, False, False]
    assert (read.title, read.version, read.copyright) == ("The garden scale", "2", "Made up for a test")


def test_a_question_knows_its_answers_and_their_values() -> None:
    first, _, hours, fun = read_questionnaire(json.dumps(FORM)).asked
    assert [(one.code, one.says, one.value) for one in first.options] == [
        ("none", "None", 0), ("few", "Few", 1), ("many", "Many", 2),
    ]  # fmt: skip
    assert (first.required, first.low, first.high) == (True, 0, 2)
    assert (hours.asks, hours.low, hours.high) == ("integer", 0, 24)
    assert isinstance(fun, Asked)
    assert (fun.low, fun.high) == (0, 1)


def test_an_ordinal_value_may_stand_beside_the_coding_too() -> None:
    beside = {"valueCoding": {"code": "none"}, "extension": [{"url": ORDINAL, "valueDecimal": 0}]}
    read = read_questionnaire(changed(("item", 1, "item", 0, "answerOption", 0), beside))
    assert read.asked[0].options[0].value == 0
    assert read.asked[0].options[0].says == "none"


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("resourceType",), "Patient", "resourceType"),
        (("copyright",), None, "copyright"),
        (("title",), "", "title"),
        (("item",), [], "item"),
        (("modifierExtension",), [{"url": "x"}], "modifierExtension"),
        (("item", 3, "enableWhen"), [{"question": "q1"}], "q4: enableWhen is not supported"),
        (("item", 3, "repeats"), True, "q4: repeats is not supported"),
        (("item", 3, "answerValueSet"), "http://x", "q4: answerValueSet is not supported"),
        (("item", 3, "modifierExtension"), [{"url": "x"}], "q4: modifierExtension is not supported"),
        (("item", 3, "type"), "attachment", "q4: type 'attachment' is not supported"),
        (("item", 3, "linkId"), "q1", "q1: this linkId stands twice"),
        (("item", 3, "text"), None, "q4: a question needs its text"),
        (("item", 1, "item", 0, "answerOption"), [], "q1: a choice needs at least two"),
        (("extension", 0, "extension", 1, "valueCode"), "guess", "a rule has a name, how"),
        (("extension", 0, "extension", 2, "valueString"), "q9", "Total: there is no question 'q9'"),
        (("extension", 0, "extension", 4, "valueString"), "q4", "Total: 'q4' is turned and does not count"),
        (("extension", 0, "extension", 3, "valueString"), "q1", "Total: an item counts once"),
        (("item", 1, "item", 0, "answerOption", 0, "valueCoding", "extension"), [], "'q1' has no ordinalValue"),
    ],
)  # fmt: skip
def test_what_cannot_be_honoured_is_refused_with_its_reason(
    path: tuple[str | int, ...], value: object, why: str
) -> None:
    assert why in refused(changed(path, value))


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '{"resourceType": "Questionnaire"}', "\x00", "NaN"])
def test_what_is_no_questionnaire_is_refused(text: str) -> None:
    assert refused(text)


KEYS = st.sampled_from(["item", "url", "linkId", "type", "extension", "text", "answerOption", "valueCoding"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda below: st.lists(below) | st.dictionaries(KEYS, below)
)


@given(ANYTHING)
def test_no_json_whatever_makes_it_fail_otherwise(value: object) -> None:
    with contextlib.suppress(QuestionnaireError):
        read_questionnaire(json.dumps({**FORM, "item": value}))


def test_a_folder_gives_what_can_be_used_and_says_what_cannot(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(FORM))
    (tmp_path / "b.json").write_text(json.dumps(FORM))
    (tmp_path / "c.json").write_text("{}")
    (tmp_path / "d.json").write_bytes(b"\xff")
    (tmp_path / "notes.txt").write_text("not read")
    usable, broken = questionnaires_in(tmp_path)
    assert set(usable) == {"https://clinic.example/q/garden"}
    assert set(broken) == {"b.json", "c.json", "d.json"}
    assert "another file already" in broken["b.json"][0]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert questionnaires_in(tmp_path / "nowhere") == ({}, {})
