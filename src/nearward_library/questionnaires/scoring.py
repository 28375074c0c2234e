"""Scores by the rules a questionnaire declares, and by nothing else."""

import math
from collections.abc import Iterator, Mapping

from nearward_library.errors import AnswerError, QuestionnaireError
from nearward_library.questionnaires import fhir
from nearward_library.questionnaires.shape import Asked, Band, Questionnaire, Rule, Score

Answer = str | int | float | bool
"""The code of a choice, a number, or yes and no."""


def score(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Score, ...]:
    """One score for each rule, from answers by linkId; an unanswered question is simply not there.

    Raises AnswerError for an answer to no question of this form, or of the wrong kind or out of range.
    """
    asked = {question.link_id: question for question in questionnaire.asked}
    values: dict[str, float | None] = {}
    for link_id, answer in answers.items():
        if link_id not in asked:
            msg = f"there is no question {link_id!r}"
            raise AnswerError(msg)
        values[link_id] = _value(asked[link_id], answer)
    return tuple(_scored(rule, asked, values) for rule in questionnaire.rules)


def _value(question: Asked, answer: Answer) -> float | None:
    if question.asks == "choice":
        for option in question.options:
            if option.code == answer:
                return option.value
    elif question.asks == "boolean":
        if isinstance(answer, bool):
            return float(answer)
    elif isinstance(answer, int if question.asks == "integer" else (int, float)) and not isinstance(answer, bool):
        low, high = question.low, question.high
        if math.isfinite(answer) and (low is None or answer >= low) and (high is None or answer <= high):
            return float(answer)
    msg = f"{answer!r} is no answer to {question.link_id!r}"
    raise AnswerError(msg)


def _scored(rule: Rule, asked: Mapping[str, Asked], values: Mapping[str, float | None]) -> Score:
    counted = []
    for link_id in rule.items:
        value = values.get(link_id)
        if value is not None:
            counted.append(_turned(asked[link_id], value) if link_id in rule.turned else value)
    if len(counted) < rule.at_least:
        return Score(rule.name, None, len(counted), len(rule.items), None)
    mean = sum(counted) / len(counted)
    value = mean * len(rule.items) if rule.how == "sum" else mean
    band = next((band.says for band in rule.bands if band.low <= value <= band.high), None)
    return Score(rule.name, value, len(counted), len(rule.items), band)


def _turned(question: Asked, value: float) -> float:
    # A rule that turns a question without bounds is refused when it is read.
    return (question.low or 0.0) + (question.high or 0.0) - value


def read_rule(extension: fhir.Extension) -> Rule:
    """Read one score rule. Raises QuestionnaireError."""
    texts = [(part.url, part.valueString or part.valueCode) for part in extension.extension]
    items = tuple(text for url, text in texts if url == "item" and text)
    name = next((text for url, text in texts if url == "name" and text), None)
    how = next((text for url, text in texts if url == "how"), None)
    if not name or not items or how not in {"sum", "mean"}:
        raise QuestionnaireError((f"{fhir.SCORE}: a rule has a name, how (sum or mean) and at least one item",))
    at_least = fhir.number(extension.extension, "at-least")
    return Rule(
        name=name,
        how="sum" if how == "sum" else "mean",
        items=items,
        turned=frozenset(text for url, text in texts if url == "turned" and text),
        at_least=len(items) if at_least is None else int(at_least),
        bands=tuple(_band(part) for part in extension.extension if part.url == "band"),
    )


def _band(extension: fhir.Extension) -> Band:
    low, high = (fhir.number(extension.extension, end) for end in ("low", "high"))
    says = next((part.valueString for part in extension.extension if part.url == "says"), None)
    if low is None or high is None or low > high or not says:
        raise QuestionnaireError((f"{fhir.SCORE}: a band has low, high (not below it) and says",))
    return Band(low, high, says)


def unusable(rule: Rule, asked: Mapping[str, Asked]) -> Iterator[str]:
    """What keeps this rule from being counted with these questions."""
    if not 1 <= rule.at_least <= len(rule.items):
        yield f"{rule.name}: at-least is between 1 and the number of items"
    if len(set(rule.items)) < len(rule.items):
        yield f"{rule.name}: an item counts once"
    for link_id in (*rule.items, *sorted(rule.turned - set(rule.items))):
        question = asked.get(link_id)
        if question is None:
            yield f"{rule.name}: there is no question {link_id!r}"
        elif link_id not in rule.items:
            yield f"{rule.name}: {link_id!r} is turned and does not count"
        elif link_id in rule.turned and (question.low is None or question.high is None):
            yield f"{rule.name}: {link_id!r} is turned and has no bounds"
        elif question.asks == "choice" and any(option.value is None for option in question.options):
            yield f"{rule.name}: an answer to {link_id!r} has no ordinalValue"
