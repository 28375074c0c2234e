"""What the bank of changes adds up to."""

import numpy as np
import pytest

from nearward_detect.space import shifts, verdict
from nearward_detect.space.kalman import start_filter
from nearward_detect.space.moments import prior


@pytest.fixture
def bank():
    """A bank of one pair in which a fall of the second person by .9 since day 20 stands out."""
    m = shifts.start_bank(1) | start_filter(1) | {"seen": np.full((2, 1), verdict.ANSWERED * 31)}
    for day in range(10, 31):
        shifts.open_day(m, float(day))
    slot = int(np.flatnonzero(m["began"] == 20)[0])
    m["b"][1, slot], m["a"][1, slot] = 18.0, 20.0
    return m


USUAL = np.full((2, 1), prior().carry)


def weighed(bank, day, carry=USUAL):
    return verdict.weigh_all(bank, day, np.ones((3, 1)), carry)


def test_the_sum_is_that_of_all_ratios_by_hand(bank):
    total = 0.0
    for slot in np.flatnonzero(bank["began"] >= 0):
        age = 30 - bank["began"][slot]
        weights = verdict.NOTICING[sum(age > last for last in verdict.AGES)]
        for side in range(3):
            for size, weight in zip(shifts.SIZES, weights[side // 2], strict=True):
                b, a = bank["b"][side, slot, 0], bank["a"][side, slot, 0]
                total += weight * np.exp(size * b - size**2 * a / 2)
    newness = verdict.FADING * np.log(30 / verdict.FADING_DAYS)
    assert weighed(bank, 30.0).evidence[0] == pytest.approx(np.log(total) - newness)


def test_shares_are_those_of_all_ratios_by_hand(bank):
    ratio = np.zeros((3, shifts.SLOTS))
    for slot in np.flatnonzero(bank["began"] >= 0):
        stands = verdict.GROWN_WEIGHT if 30 - bank["began"][slot] > verdict.YOUNG else 1.0
        for side in range(3):
            for size, weight in zip(shifts.SIZES, verdict.SIZE_WEIGHTS, strict=True):
                b, a = bank["b"][side, slot, 0], bank["a"][side, slot, 0]
                ratio[side, slot] += (
                    stands * verdict.SIDES[side].item() * weight.item() * np.exp(size * b - size**2 * a / 2)
                )
    np.testing.assert_allclose(weighed(bank, 30.0).share[..., 0], ratio / ratio.sum())


def test_whose_moods_carry_over_more_needs_more_evidence(bank):
    usual, more = weighed(bank, 30.0), weighed(bank, 30.0, USUAL + 0.1)
    assert usual.evidence[0] - more.evidence[0] == pytest.approx(0.1 * verdict.CARRYING)
    np.testing.assert_array_equal(usual.share, more.share)


def test_who_answers_more_days_needs_more_evidence(bank):
    usual = weighed(bank, 30.0)
    bank["seen"] += 3.1
    more = weighed(bank, 30.0)
    assert usual.evidence[0] - more.evidence[0] == pytest.approx(0.1 * verdict.ANSWERING)
    np.testing.assert_array_equal(usual.share, more.share)


def test_a_partner_who_is_not_known_well_enough_counts_for_nothing_here(bank):
    alone = np.array([[1.0], [0.0], [0.0]])
    before = verdict.weigh_all(bank, 30.0, alone, USUAL).evidence[0]
    bank["seen"][1] = 3.0
    assert verdict.weigh_all(bank, 30.0, alone, USUAL).evidence[0] == before


def evidence_after_a_rise(bank, rise):
    bank = {name: array.copy() for name, array in bank.items()}
    slot = int(np.flatnonzero(bank["began"] == 12)[0])
    bank["b"][0, slot], bank["a"][0, slot] = -rise, 20.0
    first = weighed(bank, 30.0).evidence[0]
    bank["b"][0, slot], bank["a"][0, slot] = 0.0, 0.0
    return first, weighed(bank, 31.0).evidence[0], bank["wave"][0]


def test_who_has_risen_without_a_reason_is_told_of_a_fall_later(bank):
    _, plain, _ = evidence_after_a_rise(bank, 0.0)
    _, after, wave = evidence_after_a_rise(bank, 30.0)
    assert wave > verdict.WAVE_FROM
    assert after == pytest.approx(plain - verdict.WAVE * min(wave - verdict.WAVE_FROM, verdict.WAVE_MOST))


def test_what_a_rise_takes_off_has_an_end(bank):
    bank["wave"][:] = 1000.0
    whole = weighed(bank, 30.0).evidence[0]
    bank["wave"][:] = 0.0
    assert weighed(bank, 30.0).evidence[0] - whole == pytest.approx(verdict.WAVE * verdict.WAVE_MOST)


def test_a_change_forgotten_at_a_new_beginning_is_no_rise(bank):
    bank["b"][:] = -50.0
    shifts.clear(bank, np.array([True]))
    weighed(bank, 30.0)
    assert bank["wave"][0] == pytest.approx(0.0)


def test_side_day_and_size_are_those_that_stand_out(bank):
    w = weighed(bank, 30.0)
    side = verdict.named_side(w)
    middle, low, high = verdict.first_day(bank, w, 30.0, side)
    size, least, most = (found[0] for found in verdict.size(bank, w, side, np.array([0])))
    assert side[0] == 1
    assert low[0] <= middle[0] == 10 <= high[0]
    assert 0.6 < size < 1.0
    assert 0.6 < verdict.mean_size(w, side)[0] < 1.0
    assert 0.4 < least < size < most < 1.4


def test_a_side_that_is_not_allowed_is_not_named(bank):
    w = verdict.weigh_all(bank, 30.0, np.array([[1.0], [0.0], [0.0]]), USUAL)
    assert verdict.named_side(w)[0] == 0


@pytest.mark.parametrize("size", [0.3, 0.8, 1.5])
def test_the_interval_of_a_sharply_known_size_is_short_and_around_it(bank, size):
    bank["b"][1, :], bank["a"][1, :] = size * 5000, 5000
    w = weighed(bank, 30.0)
    found = [float(part[0]) for part in verdict.size(bank, w, np.array([1]), np.array([0]))]
    assert found == pytest.approx([size] * 3, rel=0.1)


def chance_of_passing(bank, day=30.0):
    w = weighed(bank, day)
    return verdict.passing(bank, w, day, np.array([1]), np.ones(1))[0]


def test_a_new_low_is_expected_to_pass_and_a_long_one_to_last(bank):
    assert chance_of_passing({**bank, "began": bank["began"] + 6}) > 0.7
    long_ago = {**bank, "began": bank["began"] - 12}
    later = (long_ago["began"] > 8)[:, None]
    long_ago["b"], long_ago["a"] = np.where(later, 8.0, bank["b"]), np.where(later, 8.0, bank["a"])
    assert chance_of_passing(long_ago) < 0.3


def test_a_low_whose_last_days_are_as_usual_has_passed(bank):
    long_ago = {**bank, "began": bank["began"] - 2}
    assert chance_of_passing(long_ago) < 0.75
    since = long_ago["began"] >= 23
    long_ago["b"] = np.where(since[:, None], -2.0, long_ago["b"])
    long_ago["a"] = np.where(since[:, None], 4.0, long_ago["a"])
    assert chance_of_passing(long_ago) > 0.9


def test_a_change_had_begun_on_the_days_after_its_first_one(bank):
    w = weighed(bank, 30.0)
    begun = [verdict.begun(bank, w, 30.0, ago)[0] for ago in (0, 5, 10, 15)]
    assert begun[0] == pytest.approx(1.0)
    assert begun == sorted(begun, reverse=True)
    assert begun[1] > 0.9
    assert begun[3] < 0.1
