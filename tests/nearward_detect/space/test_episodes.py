"""When the detector speaks."""

import numpy as np
import pytest

from nearward_detect.contract import Strict
from nearward_detect.space import episodes, shifts
from nearward_detect.space.episodes import CALM, DIP, DRIFT, Seen
from nearward_detect.space.kalman import start_filter
from nearward_detect.space.moments import Parameters, start_moments

STRICT = Strict(6.0, 0.5)
ONE = np.ones(1)


@pytest.fixture
def m():
    memory = start_moments(1) | start_filter(1) | shifts.start_bank(1) | episodes.start_episodes(1)
    memory |= {"lean": np.zeros((2, 1)), "rough": np.zeros(1)}
    memory["slow"][:] = 5.0
    return memory


@pytest.fixture
def q():
    each = np.ones((2, 1))
    return Parameters(each, 0.3 * each, 0.4 * each, 0.4 * ONE, each)


def seen(shift=0.0, rough=0.0, passing=0.0, *, heard=True):
    side, known = np.array([2]), np.array([1])
    return Seen(shift * ONE, rough * ONE, side, known, passing * ONE, np.full((2, 1), 7.0), np.array([heard]))


def test_weak_evidence_says_nothing(m, q):
    kind, _ = episodes.judge(m, seen(5.9, 5.9), q, STRICT)
    assert kind[0] == -1
    assert m["episode"][0] == CALM


@pytest.mark.parametrize("strong", [seen(9.0, heard=False), seen(rough=9.0, heard=False)])
def test_a_day_without_an_answer_raises_nothing(m, q, strong):
    assert episodes.judge(m, strong, q, STRICT)[0][0] == -1


def test_a_dip_becomes_no_drift_by_silence(m, q):
    episodes.judge(m, seen(9.0, passing=0.9), q, STRICT)
    assert episodes.judge(m, seen(9.0, heard=False), q, STRICT)[0][0] == -1
    assert episodes.judge(m, seen(9.0), q, STRICT)[0][0] == 0


@pytest.mark.parametrize(("passing", "kind", "state"), [(0.1, 0, DRIFT), (0.8, 1, DIP)])
def test_strong_evidence_is_told_once_as_what_it_is(m, q, passing, kind, state):
    first, side = episodes.judge(m, seen(7, passing=passing), q, STRICT)
    again, _ = episodes.judge(m, seen(7, passing=passing), q, STRICT)
    assert (first[0], again[0], side[0]) == (kind, -1, 2)
    assert m["episode"][0] == state


def test_a_dip_that_lasts_is_told_again_as_a_drift(m, q):
    episodes.judge(m, seen(7, passing=0.8), q, STRICT)
    kind, _ = episodes.judge(m, seen(8, passing=0.1), q, STRICT)
    assert kind[0] == 0


def test_people_who_are_back_are_told_so_and_begin_anew(m, q):
    episodes.judge(m, seen(7), q, STRICT)
    m["slow"][:] = 7.0
    kinds = [int(episodes.judge(m, seen(7), q, STRICT)[0][0]) for _ in range(6)]
    assert kinds.count(3) == 1
    assert (m["extra"] == shifts.GONE).all()
    assert m["mean"][2:].ravel() == pytest.approx([7, 7])


def test_after_three_months_the_low_is_the_new_usual(m, q):
    episodes.judge(m, seen(7), q, STRICT)
    for _ in range(episodes.LONGEST + 2):
        kind, _ = episodes.judge(m, seen(7 if m["episode"][0] else 0), q, STRICT)
        assert kind[0] == -1
    assert m["episode"][0] == CALM
    assert m["mean"][2:].ravel() == pytest.approx([5, 5])


def test_days_of_an_episode_are_not_learned_when_it_is_over(m, q):
    m["wait_x"][:] = 5.0
    episodes.judge(m, seen(7), q, STRICT)
    assert (m["wait_x"] == 5).all()
    m["slow"][:] = 7.0
    for _ in range(6):
        episodes.judge(m, seen(7), q, STRICT)
    assert np.isnan(m["wait_x"]).all()


def test_days_that_vary_more_are_told_as_that(m, q):
    kind, _ = episodes.judge(m, seen(1, rough=7), q, STRICT)
    assert kind[0] == 2


def test_a_great_fall_that_first_looked_like_roughness_is_told_as_a_drift_when_it_stays(m, q):
    rough, _ = episodes.judge(m, seen(5, rough=9), q, STRICT)
    waiting, _ = episodes.judge(m, seen(9, rough=9, passing=0.9), q, STRICT)
    stays, _ = episodes.judge(m, seen(9, rough=9, passing=0.1), q, STRICT)
    assert (rough[0], waiting[0], stays[0]) == (2, -1, 0)
    assert m["episode"][0] == DRIFT
    assert m["base"].ravel() == pytest.approx([7, 7])


@pytest.mark.parametrize(("day", "side"), [(seen(9.0), 2), (seen(rough=9.0), 1)])
def test_a_shift_has_its_side_and_roughness_is_said_of_whose_usual_is_known(m, q, day, side):
    assert episodes.judge(m, day, q, STRICT)[1][0] == side
