"""Trend and standard columns."""

import numpy as np
import pytest

from nearward_detect.days import standard, trend


@pytest.mark.parametrize(("span", "bends"), [(10, 1), (44, 1), (45, 2), (100, 3), (1000, 5)])
def test_longer_series_may_bend_more_often(span, bends):
    columns = trend(np.arange(span + 1))
    assert columns.shape == (span + 1, bends)
    np.testing.assert_allclose(columns[[0, -1], 0], [-1, 1])


def test_a_trend_looks_at_answered_days_only():
    day = np.array([3, 4, 9, 20])
    np.testing.assert_allclose(trend(day), trend(day + 100))


def test_one_single_day_has_no_trend():
    assert trend(np.array([5])).shape == (1, 1)


def test_columns_that_stand_still_are_left_out():
    columns = np.column_stack([np.arange(5.0), np.full(5, 3.0)])
    out = standard(columns)
    assert out.shape == (5, 2)
    np.testing.assert_allclose(out.mean(0), [1, 0], atol=1e-12)
    np.testing.assert_allclose(out.std(0), [0, 1], atol=1e-12)
