"""Licensed questionnaires a clinic brings along, as FHIR R4 `Questionnaire` JSON. None are shipped.

Read: `group`, `display`, and questions of type `choice` (with `answerOption`, one answer), `integer`, `decimal` and
`boolean`; the extensions ordinalValue, minValue and maxValue; and our own score rule (`urn:nearward:score`). What
would change the meaning if it were passed over (conditions, value sets, repeats, modifier extensions, other types)
is refused.

Source: HL7 FHIR R4 (4.0.1), https://hl7.org/fhir/R4/questionnaire.html.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from nearward_library.errors import QuestionnaireError
from nearward_library.questionnaires import fhir
from nearward_library.questionnaires.scoring import read_rule, unusable
from nearward_library.questionnaires.shape import Asked, Asks, Option, Questionnaire, Shown

_ASKED: Final[dict[str, Asks]] = {
    "choice": "choice",
    "integer": "integer",
    "decimal": "decimal",
    "boolean": "boolean",
}


def read_questionnaire(text: str) -> Questionnaire:
    """Read one questionnaire from its JSON text. Raises QuestionnaireError naming everything that stands in the way."""
    try:
        form = fhir.Form.model_validate_json(text)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise QuestionnaireError(tuple(f"{_place(fault['loc'])}: {fault['msg']}" for fault in faults)) from None
    items = tuple(_below(form.item))
    problems = list(_refused(form, items))
    if problems:
        raise QuestionnaireError(tuple(problems))
    parts = tuple(part for part in map(_part, items) if part)
    asked = {part.link_id: part for part in parts if isinstance(part, Asked)}
    rules = tuple(read_rule(extension) for extension in form.extension if extension.url == fhir.SCORE)
    if problems := [problem for rule in rules for problem in unusable(rule, asked)]:
        raise QuestionnaireError(tuple(problems))
    return Questionnaire(form.url, form.version, form.title, form.copyright, parts, rules)


def _place(loc: tuple[str | int, ...]) -> str:
    return ".".join(map(str, loc)) or "the file"


def _below(items: tuple[fhir.Item, ...]) -> Iterator[fhir.Item]:
    for item in items:
        yield item
        yield from _below(item.item)


def _refused(form: fhir.Form, items: tuple[fhir.Item, ...]) -> Iterator[str]:
    if form.modifierExtension:
        yield "modifierExtension: not supported, and it may change what is meant"
    seen: set[str] = set()
    for item in items:
        if item.linkId in seen:
            yield f"{item.linkId}: this linkId stands twice"
        seen.add(item.linkId)
        if item.type not in {*_ASKED, "group", "display"}:
            yield f"{item.linkId}: type {item.type!r} is not supported"
        for name in ("enableWhen", "modifierExtension", "answerValueSet", "repeats"):
            if getattr(item, name):
                yield f"{item.linkId}: {name} is not supported"
        if item.type in _ASKED and not item.text:
            yield f"{item.linkId}: a question needs its text"
        if item.type == "choice" and len(item.answerOption) < 2:
            yield f"{item.linkId}: a choice needs at least two answerOption"


def _part(item: fhir.Item) -> Asked | Shown | None:
    if item.type not in _ASKED:
        return Shown(item.linkId, item.text) if item.text else None
    options = tuple(_option(option) for option in item.answerOption)
    values = [option.value for option in options if option.value is not None]
    low = min(values, default=fhir.number(item.extension, fhir.LOWEST))
    high = max(values, default=fhir.number(item.extension, fhir.HIGHEST))
    if item.type == "boolean":
        low, high = 0.0, 1.0
    return Asked(item.linkId, item.text, _ASKED[item.type], item.required, options, low, high)


def _option(option: fhir.Option) -> Option:
    coding = option.valueCoding
    value = fhir.number((*option.extension, *coding.extension), fhir.ORDINAL)
    return Option(coding.code, coding.display or coding.code, value)


def questionnaires_in(folder: Path) -> tuple[dict[str, Questionnaire], dict[str, tuple[str, ...]]]:
    """Every `*.json` in `folder`: those that can be used, by address; and what is wrong with the others."""
    usable: dict[str, Questionnaire] = {}
    broken: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            questionnaire = read_questionnaire(path.read_text(encoding="utf-8"))
        except QuestionnaireError as error:
            broken[path.name] = error.problems
        except UnicodeDecodeError:
            broken[path.name] = ("the file: not UTF-8",)
        else:
            if questionnaire.url in usable:
                broken[path.name] = (f"url: {questionnaire.url} stands in another file already",)
            usable.setdefault(questionnaire.url, questionnaire)
    return usable, broken
