import numpy as np
import pytest

from nearward.kit.curves import watch


def stepped(sign, seed=2):
    curve = np.random.default_rng(seed).normal(size=100)
    curve[60:] -= sign * 3
    return curve


@pytest.mark.parametrize("sign", [1, -1])
def test_a_step_in_either_direction_is_found(sign):
    (found,) = watch(stepped(sign)[None])
    assert [np.sign(one.size_sd) for one in found] == [-sign]
    assert abs(found[0].since - 60) <= 6


def test_a_constant_or_short_curve_has_no_change():
    short = np.full(100, np.nan)
    short[:10] = np.arange(10)
    assert watch(np.stack([np.ones(100), short, np.full(100, np.nan)])) == [[], [], []]


def test_many_curves_at_once_have_the_changes_that_each_has_alone():
    curves = np.stack([stepped(1), np.full(100, np.nan), stepped(-1, 3), np.random.default_rng(4).normal(size=100)])
    assert watch(curves) == [watch(curve[None])[0] for curve in curves]
    assert any(watch(curves))
