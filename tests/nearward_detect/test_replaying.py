"""Many pairs at once, in parts and by several workers."""

from dataclasses import fields
from datetime import date, timedelta

import numpy as np
import pytest

from nearward_detect import Day, Monitor, ShapeError, State, replay, replay_chunks
from nearward_detect.detectors import names
from nearward_detect.replaying import CHUNK, Policy
from nearward_detect.simulate import ITEMS, simulate

MONDAY = date(2026, 1, 5)


@pytest.fixture(scope="module")
def y():
    return simulate(12, CHUNK + 22, 90, "step 1.5 both", onset=(40, 50)).y


def same(a, b):
    for field in fields(a):
        np.testing.assert_array_equal(getattr(a, field.name), getattr(b, field.name), err_msg=field.name)


def test_two_threads_say_what_one_says(y):
    same(replay(y, ITEMS), replay(y, ITEMS, workers=2))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_chunks_come_back_in_their_order_and_say_what_the_whole_says(y, workers):
    whole = replay(y, ITEMS)
    parts = list(replay_chunks((y[start : start + 30] for start in range(0, len(y), 30)), ITEMS, workers=workers))
    for field in fields(whole):
        joined = np.concatenate([getattr(part, field.name) for part in parts])
        np.testing.assert_allclose(joined, getattr(whole, field.name), atol=1e-6, err_msg=field.name)


def test_chunks_are_read_no_further_ahead_than_they_are_worked_on(y):
    read = []

    def chunks():
        for number in range(6):
            read.append(number)
            yield y[:2, :20]

    told = replay_chunks(chunks(), ITEMS, workers=2)
    next(told)
    assert len(read) <= 4
    assert len(list(told)) == 5


def test_what_one_pair_is_told_does_not_depend_on_the_others(y):
    whole, alone = replay(y, ITEMS), replay(y[7:8], ITEMS)
    np.testing.assert_allclose(alone.evidence[0], whole.evidence[7], atol=1e-6)
    np.testing.assert_array_equal(alone.alarm[0], whole.alarm[7])


@pytest.mark.parametrize("method", names())
def test_a_state_kept_as_text_after_every_day_tells_what_replay_tells(y, method):
    policy = Policy(0.8, method)
    told_on = np.flatnonzero((replay(y[:30], ITEMS, policy).notice >= 0).any(1))[0]
    pair = y[told_on : told_on + 1]
    r = replay(pair, ITEMS, policy)
    state = Monitor(ITEMS, policy).start()
    for number, row in enumerate(pair[0]):
        people = [{i.name: float(v) for i, v in zip(ITEMS, p, strict=True) if not np.isnan(v)} or None for p in row]
        state, told = State.from_json(state.to_json()).step(Day(MONDAY + timedelta(days=number), tuple(people)))
        assert bool(told) == (r.notice[0, number] >= 0)
        for notice in told:
            for name in ("size_sd", "size_low", "size_high", "confidence"):  # told to three digits
                assert abs(getattr(notice, name) - float(getattr(r, name)[0, number])) <= 0.0005 + 1e-6


def test_days_that_have_no_shape_are_refused(y):
    with pytest.raises(ShapeError):
        replay(y[0], ITEMS)
    with pytest.raises(ShapeError):
        replay(np.zeros((1, 5, 3, 4)), ITEMS)
