import pytest
from pydantic import ValidationError

from nearward_library import library
from nearward_library.schema import Practice

FIELDS = dict(library().practices["listen-reflect"])


def practice(**changes: object) -> Practice:
    tags = {**dict(FIELDS["tags"]), **changes.pop("tags", {})}  # type: ignore[dict-item]
    return Practice.model_validate({**FIELDS, **changes, "tags": tags})


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"modes": ("alone", "together")}, "joint is true"),
        ({"tags": {"joint": False}}, "joint is true"),
        ({"tags": {"confronting": True}}, "confronting"),
        ({"tags": {"sexual": True}}, "sexual or forgiveness"),
        ({"tags": {"forgiveness": True}}, "sexual or forgiveness"),
        ({"sources": ()}, "name their sources"),
        ({"steps": ()}, "at least 3"),
        ({"safety_class": 4}, "less than or equal to 3"),
        ({"variants": {"tired": "x" * 401, "distance": "y" * 40, "alone": "z" * 40}}, "at most 400"),
    ],
)
def test_a_practice_that_contradicts_itself_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        practice(**changes)


def test_a_c_may_stand_without_sources() -> None:
    assert practice(grade="C", sources=()).sources == ()


@pytest.mark.parametrize("tag", ["vulnerability", "sexual", "forgiveness"])
def test_what_opens_people_up_is_never_pushed(tag: str) -> None:
    assert practice(safety_class=2, tags={tag: True}).never_pushed
    assert not practice(safety_class=2).never_pushed


def test_only_what_is_open_to_all_and_needs_nobody_stays_with_a_closed_gate() -> None:
    alone = {"modes": ("alone",), "tags": {"joint": False}}
    assert not practice(safety_class=0, **alone).closes_with_the_gate
    assert practice(safety_class=1, **alone).closes_with_the_gate
    assert practice(safety_class=0).closes_with_the_gate


def test_a_closed_gate_leaves_enough_to_offer_without_showing_itself() -> None:
    open_still = [found for found in library().practices.values() if not found.closes_with_the_gate]
    assert len(open_still) >= 10


def test_forgiveness_is_only_for_those_who_look_for_it() -> None:
    assert library().practices["forgive"].safety_class == 3
    assert library().practices["forgive"].tags.forgiveness
