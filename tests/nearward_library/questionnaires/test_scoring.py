import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward_library.errors import AnswerError, QuestionnaireError
from nearward_library.questionnaires import Answer, Asked, Band, Option, Questionnaire, Rule, score
from nearward_library.questionnaires.fhir import Extension
from nearward_library.questionnaires.scoring import read_rule

OPTIONS = (Option("none", "None", 0), Option("few", "Few", 1), Option("many", "Many", 2))


def form(rule: Rule) -> Questionnaire:
    choices = tuple(Asked(f"q{n}", f"Question {n}?", "choice", False, OPTIONS, 0, 2) for n in (1, 2, 3))
    hours = Asked("hours", "Hours?", "integer", False, (), 0, 24)
    grams = Asked("grams", "Grams?", "decimal", False, (), None, None)
    fun = Asked("fun", "Fun?", "boolean", False, (), 0, 1)
    return Questionnaire("u", None, "t", "c", (*choices, hours, grams, fun), (rule,))


BANDS = (Band(0, 2, "low"), Band(3, 6, "high"))
SUM = Rule("Total", "sum", ("q1", "q2", "q3"), frozenset({"q3"}), 3, BANDS)


def test_a_sum_counts_turned_questions_from_the_other_end() -> None:
    [total] = score(form(SUM), {"q1": "many", "q2": "few", "q3": "none"})
    assert (total.name, total.value, total.answered, total.of, total.band) == ("Total", 5, 3, 3, "high")


def test_a_mean_is_over_what_was_answered() -> None:
    rule = Rule("Mean", "mean", ("q1", "q2"), frozenset(), 1, ())
    assert score(form(rule), {"q1": "many"})[0].value == 2
    assert score(form(rule), {"q1": "many", "q2": "few"})[0].value == 1.5


def test_too_few_answers_give_no_score() -> None:
    [total] = score(form(SUM), {"q1": "many", "q2": "few"})
    assert (total.value, total.answered, total.band) == (None, 2, None)


def test_a_sum_over_fewer_is_made_up_by_the_mean_of_those_answered() -> None:
    rule = Rule("Total", "sum", ("q1", "q2", "q3"), frozenset(), 2, ())
    assert score(form(rule), {"q1": "many", "q2": "few"})[0].value == 4.5


def test_a_score_between_two_bands_has_none() -> None:
    rule = Rule("Total", "sum", ("q1", "q2", "q3"), frozenset(), 2, (Band(0, 4, "low"), Band(5, 6, "high")))
    assert score(form(rule), {"q1": "many", "q2": "few"})[0].band is None


def test_numbers_and_yes_and_no_are_counted_as_they_are() -> None:
    rule = Rule("Mixed", "sum", ("hours", "grams", "fun"), frozenset({"hours"}), 3, ())
    assert score(form(rule), {"hours": 4, "grams": 0.5, "fun": True})[0].value == 20 + 0.5 + 1


@pytest.mark.parametrize(
    ("link_id", "answer"),
    [
        ("q9", "none"), ("q1", "lots"), ("q1", 1), ("hours", 25), ("hours", -1), ("hours", 2.5), ("hours", True),
        ("hours", "2"), ("grams", math.nan), ("grams", math.inf), ("fun", 1), ("fun", "true"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_belong_to_its_question_is_refused(link_id: str, answer: Answer) -> None:
    with pytest.raises(AnswerError):
        score(form(SUM), {link_id: answer})


@given(st.dictionaries(st.sampled_from(["q1", "q2", "q3"]), st.sampled_from(["none", "few", "many"])))
def test_a_score_stays_within_what_its_questions_allow(answers: dict[str, Answer]) -> None:
    rule = Rule("Total", "sum", ("q1", "q2", "q3"), frozenset({"q2"}), 1, ())
    [total] = score(form(rule), answers)
    assert (total.value is None) == (not answers)
    assert total.value is None or 0 <= total.value <= 6


def extension(url: str, **value: object) -> Extension:
    return Extension.model_validate({"url": url, **value})


def rule_of(*parts: Extension) -> Extension:
    return Extension(url="urn:nearward:score", extension=parts)


NAME, HOW = extension("name", valueString="Total"), extension("how", valueCode="sum")
ITEM = extension("item", valueString="q1")


def band(low: float, high: float, says: str | None = "low") -> Extension:
    words = (extension("says", valueString=says),) if says else ()
    return Extension(
        url="band", extension=(extension("low", valueDecimal=low), extension("high", valueInteger=int(high)), *words)
    )


def test_a_rule_is_read_from_its_extension() -> None:
    rule = read_rule(rule_of(NAME, HOW, ITEM, extension("turned", valueString="q1"), band(0, 3)))
    assert rule == Rule("Total", "sum", ("q1",), frozenset({"q1"}), 1, (Band(0, 3, "low"),))


@pytest.mark.parametrize(
    "parts",
    [(HOW, ITEM), (NAME, ITEM), (NAME, HOW), (NAME, HOW, ITEM, band(3, 0)), (NAME, HOW, ITEM, band(0, 3, None))],
)
def test_a_rule_that_says_too_little_is_refused(parts: tuple[Extension, ...]) -> None:
    with pytest.raises(QuestionnaireError):
        read_rule(rule_of(*parts))
