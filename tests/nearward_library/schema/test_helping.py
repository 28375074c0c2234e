from datetime import date

import pytest
from pydantic import ValidationError

from nearward_library import library
from nearward_library.schema import Country
from nearward_library.schema.helping import Section

LINE = {
    "name": "A kind voice",
    "about": "crisis",
    "phone": "116 123",
    "hours": "Day and night",
    "source": "https://a.org/",
}
COUNTRY = {"id": "xx", "name": "Nowhere", "emergency": "112", "lines": (LINE,)}


def test_a_country_that_nobody_has_checked_says_so_by_having_no_date() -> None:
    assert Country.model_validate(COUNTRY).checked is None
    assert Country.model_validate({**COUNTRY, "checked": "2026-11-22"}).checked == date(2026, 11, 22)


@pytest.mark.parametrize(
    "change",
    [
        {"phone": None}, {"phone": "call me"}, {"source": "http://a.org/"}, {"source": None}, {"site": "a.org"},
        {"about": "gossip"},
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_reached_or_traced_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Country.model_validate({**COUNTRY, "lines": ({**LINE, **change},)})


def test_a_country_goes_by_its_two_letters() -> None:
    with pytest.raises(ValidationError, match="pattern"):
        Country.model_validate({**COUNTRY, "id": "GBR"})


def test_a_heading_alone_is_no_section() -> None:
    with pytest.raises(ValidationError, match="paragraphs or points"):
        Section(heading="Only a heading")


def test_every_number_can_be_traced_to_a_page() -> None:
    for country in library().lines.values():
        for line in country.lines:
            assert line.source.startswith("https://"), (country.id, line.name)
