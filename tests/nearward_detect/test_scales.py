"""Answers on any scale become nearness, several items one day value."""

import numpy as np
import pytest

from nearward_detect import Item, ShapeError
from nearward_detect.contract import blank
from nearward_detect.scales import answers_to_row, day_value, nearness, start_offsets

ITEMS = (Item("closeness", 1, 7), Item("tension", 0, 4, nearer=False))


def test_ends_of_scales_become_ten_and_nought():
    near = nearness(np.array([[7, 0], [1, 4], [4, np.nan]]), ITEMS)
    assert near[:2].tolist() == [[10, 10], [0, 0]]
    assert near[2, 0] == pytest.approx(5)
    assert np.isnan(near[2, 1])


def test_a_row_follows_the_order_of_the_items():
    assert answers_to_row({"tension": 3, "closeness": 2}, ITEMS) == [2, 3]
    assert np.isnan(answers_to_row(None, ITEMS)).all()
    with pytest.raises(ShapeError):
        answers_to_row({"trust": 1}, ITEMS)
    with pytest.raises(ShapeError):
        nearness(np.zeros((3, 3)), ITEMS)


def test_the_day_value_does_not_jump_when_a_low_item_rotates_out():
    memory = start_offsets(1, 1, 2)
    for _ in range(60):
        day_value(memory, np.array([[[8.0, 4.0]]]))
    both, count, _ = day_value(memory, np.array([[[8.0, 4.0]]]))
    high, _, _ = day_value(memory, np.array([[[8.0, np.nan]]]))
    low, _, _ = day_value(memory, np.array([[[np.nan, 4.0]]]))
    assert count[0, 0] == 2
    assert high[0, 0] == pytest.approx(both[0, 0], abs=0.25)
    assert low[0, 0] == pytest.approx(both[0, 0], abs=0.25)


def test_no_answer_is_no_value():
    value, count, _ = day_value(start_offsets(1, 2, 1), np.full((1, 2, 1), np.nan))
    assert np.isnan(value).all()
    assert (count == 0).all()


def test_a_blank_reading_says_nothing():
    fields = blank(3, 2, 4)
    assert (fields["kind"] == -1).all()
    assert fields["moved"].shape == (3, 2, 4)
