import pytest
from pydantic import ValidationError

from nearward_library import library
from nearward_library.schema import Scale


def test_a_line_reaches_from_nought_to_a_hundred() -> None:
    scale = Scale(kind="slider", low_end="light", high_end="heavy", away="no contact")
    assert (scale.low, scale.high) == (0, 100)


def test_the_values_of_a_choice_are_the_places_of_its_answers() -> None:
    scale = library().items["welcome-touch"].scale
    assert [choice.says for choice in scale.choices] == ["none", "a little", "some", "plenty", "we were apart"]
    assert (scale.low, scale.high) == (0, 3)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "slider"},
        {"kind": "slider", "low_end": "light"},
        {"kind": "circles", "low_end": "far", "high_end": "near", "choices": ({"says": "no"}, {"says": "yes"})},
        {"kind": "choice"},
        {"kind": "choice", "choices": ({"says": "only"},)},
        {"kind": "tick", "choices": ({"says": "a"}, {"says": "b"}), "low_end": "few"},
        {"kind": "choice", "choices": ({"says": "a"}, {"says": "b"}), "away": "no contact"},
        {"kind": "guess", "low_end": "a", "high_end": "b"},
    ],
)
def test_a_scale_that_cannot_be_answered_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Scale.model_validate(fields)


def test_answers_that_do_not_apply_stand_last_so_that_values_are_places() -> None:
    for item in library().items.values():
        away = [choice.away for choice in item.scale.choices]
        assert away == sorted(away), item.id


def test_every_answer_is_its_authors_alone_unless_they_say_otherwise() -> None:
    assert {item.audience for item in library().items.values()} == {"me"}


def test_a_day_asks_little_and_mostly_about_what_is_good() -> None:
    core = [item for item in library().items_when("core") if item.follows is None]
    assert len(core) == 5
    daily = [*core, *library().items_when("rotating")]
    nearer = [item.nearer for item in daily]
    assert nearer.count("more") >= 3 * nearer.count("less")


def test_three_weekly_questions_are_asked_of_everybody() -> None:
    weekly = library().items_when("weekly")
    assert [item.id for item in weekly if not item.opt_in] == ["standing", "caring", "contentment"]


def test_every_quality_is_asked_about_once_a_month_and_every_sign_on_the_map() -> None:
    assert {item.quality for item in library().items_when("monthly")} == set(library().qualities)
    assert {sign for item in library().items_when("map") for sign in item.signs} == set(library().signs)


def test_every_sign_is_noticed_by_more_than_the_map() -> None:
    for sign in library().signs.values():
        assert any(not item.startswith("map-") for item in sign.items), sign.id
