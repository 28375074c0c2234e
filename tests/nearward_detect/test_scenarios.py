import numpy as np
import pytest

from nearward_detect.scenarios import FOLLOW_AFTER, SCENARIOS, Scenario

ONSET, DAYS = 30, 120


def fall(scenario, mover=0):
    return scenario.drop(np.array([ONSET]), DAYS, np.array([mover]))[0]


def test_every_scenario_is_found_by_its_own_name():
    assert all(scenario.name == name for name, scenario in SCENARIOS.items())
    assert "none" in SCENARIOS


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_falls_before_its_day(name):
    assert (fall(SCENARIOS[name])[:ONSET] == 0).all()


def test_a_step_is_whole_at_once_and_stays():
    assert (fall(SCENARIOS["step 1 both"])[ONSET:] == 1.0).all()


def test_a_ramp_reaches_its_size_on_its_last_day_and_never_falls_back():
    course = fall(SCENARIOS["ramp30 1.5 both"])[:, 0]
    assert course[ONSET + 29] == pytest.approx(1.5)
    assert course[ONSET + 28] < 1.5
    assert (np.diff(course) >= 0).all()


def test_a_dip_is_over_after_a_week():
    course = fall(SCENARIOS["dip7 1.5 both"])[:, 0]
    assert np.flatnonzero(course).tolist() == list(range(ONSET, ONSET + 7))


@pytest.mark.parametrize("mover", [0, 1])
def test_on_one_side_only_the_mover_falls(mover):
    course = fall(SCENARIOS["step 1 one"], mover)
    assert course[-1, mover] == 1.0
    assert (course[:, 1 - mover] == 0).all()


def test_the_other_follows_three_weeks_later():
    course = fall(SCENARIOS["step 1 follow"], mover=1)
    assert [np.flatnonzero(course[:, person])[0] for person in (1, 0)] == [ONSET, ONSET + FOLLOW_AFTER]


def test_days_of_another_spread_move_no_level():
    assert (fall(Scenario("variance", spread=1.8)) == 0).all()
