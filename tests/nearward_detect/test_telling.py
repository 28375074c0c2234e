"""From a reading to what people are told."""

from datetime import date

import numpy as np
import pytest

from nearward_detect import Item, usual_band
from nearward_detect.contract import Reading, blank
from nearward_detect.telling import bands_of, notices_of

ITEMS = (Item("closeness", 0, 10), Item("heard", 0, 10))


def reading(**fields):
    return Reading(**(blank(1, 2, 2) | {name: np.array([value]) for name, value in fields.items()}))


def test_a_day_without_a_notice_tells_nothing():
    assert notices_of(reading(kind=-1), date(2026, 3, 1), ITEMS) == ()
    assert bands_of(reading(kind=-1)) == (None, None)


def test_ages_become_dates_and_shares_come_largest_first():
    said = reading(
        kind=0, side=2, age=9.0, age_low=5.0, age_high=12.0, size=1.1, size_low=0.7, size_high=1.5, confidence=0.8
    )
    said.moved = np.array([[[0.2, 0.8], [1.0, 0.0]]])
    (notice,) = notices_of(said, date(2026, 3, 10), ITEMS)
    assert (notice.since_low, notice.since, notice.since_high) == (
        date(2026, 2, 26),
        date(2026, 3, 1),
        date(2026, 3, 5),
    )
    assert notice.side == "second"
    assert notice.kind == "drift"
    assert notice.items == ((("heard", 0.8), ("closeness", 0.2)), (("closeness", 1.0),))


def test_the_band_holds_eight_days_in_ten_and_stays_on_the_scale():
    low, high = usual_band(np.array([5.0, 9.5]), np.array([1.0, 1.0]))
    assert low == pytest.approx([3.7184, 8.2184])
    assert high == pytest.approx([6.2816, 10.0])
