import pytest
from pydantic import ValidationError

from nearward_library.schema import Source
from nearward_library.schema.base import clean

FIELDS = {
    "id": "able-2020", "authors": "Able & Baker", "year": 2020, "where": "Journal 1:2", "seen": "record",
    "design": "trial", "couples": True, "shows": "It shows that an example can be read.",
}  # fmt: skip


@pytest.mark.parametrize(
    "text", [" lead", "trail ", "two  spaces", "two\nlines", 'a "quote"', "a <b>", "a *b*", "a | b"]
)
def test_a_text_with_a_slip_in_it_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"paragraph|plain text"):
        clean(text)


def test_a_clean_text_comes_back_as_it_was() -> None:
    text = "“Yes,” they said: it’s fine – really; (or not)."
    assert clean(text) == text


def test_a_source_with_a_doi_has_an_address() -> None:
    assert (
        Source.model_validate({**FIELDS, "doi": "10.1037/ccp0000063"}).address == "https://doi.org/10.1037/ccp0000063"
    )
    assert Source.model_validate(FIELDS).address is None


@pytest.mark.parametrize(
    "change",
    [
        {"doi": "doi.org/10.1/x"}, {"year": "2020"}, {"year": 1800}, {"couples": "yes"}, {"id": "Able"}, {"id": "a--b"},
        {"design": "rumour"}, {"shows": "Short."}, {"colour": "green"},
    ],
)  # fmt: skip
def test_a_source_that_is_not_quite_right_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({**FIELDS, **change})
