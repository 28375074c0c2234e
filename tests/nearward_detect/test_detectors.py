"""What must hold for every detector; they are found by their presence."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_detect import Item, Policy, ShapeError, replay
from nearward_detect.detectors import DEFAULT, load, names
from nearward_detect.simulate import ITEMS, simulate

MONDAY = date(2026, 1, 5)
METHODS = pytest.mark.parametrize("method", names())
SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=5)


def drifting(seed, pairs=4, days=110):
    return simulate(seed, pairs, days, "step 1.5 both", onset=(50, 60))


def same(a, b, *fields):
    for name in fields:
        np.testing.assert_allclose(getattr(a, name), getattr(b, name), atol=1e-6, err_msg=name)


def test_the_default_comes_first_and_an_unknown_name_is_refused():
    assert names()[0] == DEFAULT == load().name
    with pytest.raises(ShapeError):
        load("tarot")


@METHODS
@FEW
@given(seed=SEEDS)
def test_swapping_the_partners_swaps_the_sides(method, seed):
    made = drifting(seed)
    policy = Policy(0.5, method)
    a, b = replay(made.y, ITEMS, policy, made.weekday), replay(made.y[:, :, ::-1], ITEMS, policy, made.weekday)
    assert (np.array([0, 2, 1, 3])[a.alarm] == b.alarm).all()
    np.testing.assert_allclose(a.now, b.now[..., ::-1], atol=1e-5)
    same(a, b, "evidence", "since", "size_sd")


@METHODS
@FEW
@given(seed=SEEDS, order=st.permutations(range(4)))
def test_the_order_of_items_does_not_matter(method, seed, order):
    made = drifting(seed)
    policy = Policy(0.5, method)
    a = replay(made.y, ITEMS, policy, made.weekday)
    b = replay(made.y[..., list(order)], [ITEMS[i] for i in order], policy, made.weekday)
    same(a, b, "evidence", "since", "alarm")
    np.testing.assert_allclose(a.moved[..., list(order)], b.moved, atol=1e-5)


@METHODS
@FEW
@given(seed=SEEDS, scale=st.floats(0.1, 50), shift=st.floats(-100, 100))
def test_another_scale_says_the_same(method, seed, scale, shift):
    made = drifting(seed)
    policy = Policy(0.5, method)
    items = [Item(i.name, i.low * scale + shift, i.high * scale + shift, nearer=i.nearer) for i in ITEMS]
    a = replay(made.y, ITEMS, policy, made.weekday)
    b = replay(made.y.astype(np.float64) * scale + shift, items, policy, made.weekday)
    np.testing.assert_allclose(a.evidence, b.evidence, atol=1e-6)
    assert (a.alarm == b.alarm).all()


@METHODS
@FEW
@given(seed=SEEDS)
def test_an_item_turned_round_says_the_same(method, seed):
    made = drifting(seed)
    policy = Policy(0.5, method)
    items = [*ITEMS[:3], Item("ease", 0, 10)]
    y = made.y.copy()
    y[..., 3] = 10 - y[..., 3]
    same(replay(made.y, ITEMS, policy), replay(y, items, policy), "evidence", "alarm")


@METHODS
def test_a_series_that_ends_in_gaps_raises_nothing_in_them(method):
    made = drifting(3, pairs=30)
    y = np.concatenate([made.y[:, :45], np.full((30, 60, 2, 4), np.nan, np.float32)], axis=1)
    r = replay(y, ITEMS, Policy(0.5, method))
    assert (r.alarm[:, 46:] > 0).mean() < 0.001


@METHODS
@pytest.mark.parametrize("value", [0, 5, 10])
def test_a_constant_series_is_not_enough_and_never_an_alarm(method, value):
    r = replay(np.full((1, 200, 2, 4), value, np.float32), ITEMS, Policy(0.8, method))
    assert not r.alarm.any()
    assert (r.state == "not-enough").all()


@METHODS
def test_people_at_the_ceiling_are_not_enough(method):
    rng = np.random.default_rng(4)
    y = np.full((20, 200, 2, 1), 10, np.float32)
    y[rng.random(y.shape) < 0.08] = 9
    r = replay(y, ITEMS[:1], Policy(0.5, method))
    assert not r.alarm.any()
    assert (r.state == "not-enough").mean() > 0.95


@METHODS
def test_nearly_nothing_answered_is_not_enough(method):
    made = drifting(5, pairs=20)
    y = np.full_like(made.y, np.nan)
    y[:, ::13] = made.y[:, ::13]
    r = replay(y, ITEMS, Policy(0.8, method))
    assert not r.alarm.any()
    assert (r.state == "not-enough").all()


@METHODS
def test_a_great_lasting_drop_is_found_and_told_rightly(method):
    made = simulate(6, 60, 140, "step 1.5 one", onset=(70, 80))
    r = replay(made.y, ITEMS, Policy(0.5, method), made.weekday)
    late = r.alarm.copy()
    late[np.arange(140) < made.onset[:, None]] = 0
    found = (late > 0).any(1)
    assert found.mean() > 0.6
    day = (late > 0).argmax(1)
    rows = np.flatnonzero(found)
    assert (late[rows, day[rows]] == made.side[rows]).mean() > 0.6
    assert np.abs(np.median(r.since[rows, day[rows]] - made.onset[rows])) <= 8
    assert (r.since_low[rows, day[rows]] <= r.since_high[rows, day[rows]]).all()
    moved = r.moved[rows, day[rows]].sum(-1)
    assert ((moved <= 1 + 1e-5) & (moved >= 0)).all()


@METHODS
def test_after_the_drop_is_over_people_hear_that_it_is(method):
    rng = np.random.default_rng(8)
    y = np.round(7 + rng.normal(0, 0.8, (20, 200, 2, 2)))
    y[:, 90:125] -= 3
    y = np.clip(y, 0, 10).astype(np.float32)
    items = ITEMS[:2]
    r = replay(y, items, Policy(0.5, method))
    back = r.kind == "back-to-usual"
    assert ((r.alarm[:, 90:125] > 0).any(1)).mean() > 0.9
    assert (back[:, 125:160].any(1)).mean() > 0.5
    assert not (back & (r.alarm > 0)).any()


@METHODS
def test_the_shift_of_a_series_in_time_shifts_what_is_told(method):
    made = drifting(9)
    y = np.concatenate([np.full((4, 7, 2, 4), np.nan, np.float32), made.y], axis=1)
    policy = Policy(0.5, method)
    a, b = replay(made.y, ITEMS, policy), replay(y, ITEMS, policy)
    # candidates lie on a fixed grid of days, so evidence agrees closely and not exactly
    close = np.abs(a.evidence[:, 30:] - b.evidence[:, 37:])
    assert np.median(close) < 0.6
    assert np.corrcoef(a.evidence[:, 30:].ravel(), b.evidence[:, 37:].ravel())[0, 1] > 0.97


@METHODS
def test_the_days_told_lie_within_the_series(method):
    made = simulate(10, 40, 200)
    r = replay(made.y, ITEMS, Policy(0.8, method), made.weekday)
    pair, day = np.nonzero(r.notice >= 0)
    assert len(pair)
    assert (r.since_low[pair, day] >= 0).all()
    assert (r.since_high[pair, day] <= day).all()
    assert ((r.confidence[pair, day] > 0) & (r.confidence[pair, day] < 1)).all()
    assert MONDAY + timedelta(days=int(day[0])) > MONDAY
