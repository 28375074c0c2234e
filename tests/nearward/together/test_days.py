"""Addresses hold any day that somebody types; pages answer for those within reach."""

import pytest

from nearward.kit import clock

ANSWERS, THANKS = "/two/answers/", "/two/thanks/"


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


@pytest.mark.parametrize("day", ["2026-03-13", "2026-3-12", "never", "2026-03-09", "0001-01-01"])
def test_a_day_that_is_not_there_is_not_found(ana, as_, day):
    for address in (f"/two/{day}/", f"/two/{day}/swap/"):
        assert as_(ana).post(address, {"text": "x"}).status_code == 404
    assert as_(ana).get(f"/two/{day}/").status_code == 404


@pytest.mark.parametrize("until", ["0001-01-05", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("address", [ANSWERS, THANKS])
def test_a_list_asked_for_a_day_out_of_reach_stays_within_it(ana, as_, address, until):
    page = as_(ana).get(f"{address}?until={until}")
    assert page.status_code == 200
    assert (page.context["newer"] is None) is (until > "2026")
