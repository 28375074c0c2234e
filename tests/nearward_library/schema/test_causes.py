import pytest
from pydantic import ValidationError

from nearward_library import library
from nearward_library.schema import Cause, Probe


def test_only_a_tick_list_has_lines_of_its_own() -> None:
    assert Probe(ask="Which of these are true for you?", scale="tick", choices=("This one", "That one")).choices
    for fields in (
        {"ask": "How much is it so?", "scale": "amount", "choices": ("This one", "That one")},
        {"ask": "Which of these?", "scale": "tick"},
        {"ask": "Which of these?", "scale": "tick", "choices": ("This one",)},
    ):
        with pytest.raises(ValidationError, match="choices"):
            Probe.model_validate(fields)


def test_what_is_to_be_ruled_out_first_names_somebody_to_see() -> None:
    cause = library().causes["demand-withdraw"]
    fields = {**dict(cause), "group": "rule-out"}
    assert Cause.model_validate(fields).see
    with pytest.raises(ValidationError, match="whom to see"):
        Cause.model_validate({**fields, "see": ()})


def test_the_probe_for_abuse_alone_stays_on_the_safety_page() -> None:
    assert [cause.id for cause in library().causes.values() if cause.private] == ["abuse"]


def test_bodies_and_safety_come_under_what_to_rule_out_first() -> None:
    first = {cause.id for cause in library().causes.values() if cause.group == "rule-out"}
    assert first == {"hearing-physical", "health", "mental-health", "abuse"}
