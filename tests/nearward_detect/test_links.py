"""What happened together: found where it was planted, quiet where nothing is, and honest about how sure it is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bench.links import in_diary, pooled
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_detect import ShapeError
from nearward_detect.links import LEAST_DAYS, PRIORS, Factor, found_in, links_of
from nearward_detect.planted import BASE, Effects, planted

LOAD, SLEEP, CONFLICT = Factor("load", "load"), Factor("sleep", "sleep", "easier"), Factor("conflict", "conflict")
TOUCH, TIME = Factor("touch", "touch", "easier"), Factor("time", "time", "easier")
FACTORS = (LOAD, SLEEP, CONFLICT, TOUCH, TIME)
HIS = Factor("partner's conflict", "partner_conflict")
FEW = settings(max_examples=8)
SEEDS = st.integers(0, 10_000)


def of_person(made, pair, person=0, other=None, factors=FACTORS):
    """All links of one person, with the factors of the same pair or of `other`."""
    given = {one: made.factors[one.name][pair if other is None else other, :, person] for one in factors}
    return links_of(made.closeness[pair, :, person], given, weekday=made.weekday[pair])


def the(links, factor, lag=0):
    return next(link for link in links if (link.factor, link.lag) == (factor.name, lag))


def close(links, others):
    assert [(x.factor, x.lag, x.days, x.sure) for x in links] == [(x.factor, x.lag, x.days, x.sure) for x in others]
    for a, b in zip(links, others, strict=True):
        np.testing.assert_allclose([a.effect, a.low, a.high], [b.effect, b.low, b.high], atol=1e-6)


def test_what_was_planted_is_found_and_the_rest_is_left_alone():
    effects = dict.fromkeys((f.name for f in FACTORS), Effects()) | {"conflict": Effects(same=-0.5)}
    made = planted(np.random.default_rng(1), 40, 60, effects)
    said = [of_person(made, pair) for pair in range(40)]
    assert np.mean([the(links, CONFLICT).sure for links in said]) > 0.65
    assert all(links[0].factor == "conflict" for links in said if the(links, CONFLICT).sure)
    sure = [link for links in said for link in links if link.sure]
    assert np.mean([(x.factor, x.lag) != ("conflict", 0) for x in sure]) < 0.1


def test_effects_have_the_size_and_the_sign_that_was_planted():
    effects = {"load": Effects(same=-0.3), "sleep": Effects(same=0.3), "conflict": Effects()}
    made = planted(np.random.default_rng(2), 60, 90, effects)
    said = [of_person(made, pair, factors=(LOAD, SLEEP, CONFLICT)) for pair in range(60)]
    for factor, size in ((LOAD, -0.3), (SLEEP, 0.3), (CONFLICT, -0.05)):
        assert np.mean([the(links, factor).effect for links in said]) == pytest.approx(size, abs=0.07)


def test_strangers_share_nothing_and_someone_is_told_otherwise_no_more_often_than_stated():
    effects = dict.fromkeys((f.name for f in FACTORS), Effects(same=-0.4))
    made = planted(np.random.default_rng(3), 80, 50, effects)
    told = [any(link.sure for link in of_person(made, pair, other=(pair + 1) % 80)) for pair in range(80)]
    assert np.mean(told) < 0.1 + 2 * np.sqrt(0.09 / 80)


def test_what_goes_from_one_to_the_other_vanishes_in_pairs_put_together_anew():
    made = planted(np.random.default_rng(4), 80, 60, {"conflict": Effects(crossed=-0.45)})

    def sure(shift):
        series = made.factors["conflict"][..., 1]
        found = (
            links_of(made.closeness[pair, :, 0], {HIS: series[(pair + shift) % 80]}, weekday=made.weekday[pair])
            for pair in range(80)
        )
        return np.mean([any(link.sure and link.lag == 0 for link in links) for links in found])

    assert sure(0) > 0.7
    assert sure(1) < 0.15


@pytest.mark.parametrize(("size", "days"), [(0.0, 42), (-0.25, 42), (-0.5, 42), (-0.25, 20), (-0.25, 120)])
def test_intervals_hold_the_truth_about_as_often_as_they_say(size, days):
    world = replace(BASE, level=55.0)
    made = planted(np.random.default_rng(5), 70, days, {"load": Effects(same=size)}, world)
    links = [of_person(made, pair, person, factors=(LOAD,)) for pair in range(70) for person in (0, 1)]
    held = [link.low <= size <= link.high for one in links for link in one if link.lag == 0]
    assert np.mean(held) > 0.9
    assert len(held) > 100


def test_the_prior_alone_makes_no_finding():
    rng = np.random.default_rng(6)
    y, x = rng.normal(size=(2, LEAST_DAYS))
    assert not the(links_of(y, {CONFLICT: x - 0.02 * y}), CONFLICT).sure
    pulled, blank = links_of(y, {CONFLICT: x})[0], links_of(y, {Factor("conflict"): x})[0]
    assert pulled.effect < blank.effect


def test_another_direction_of_asking_turns_the_sign_and_nothing_else():
    made = planted(np.random.default_rng(7), 1, 60, {"load": Effects(same=-0.4)})
    y, x = made.closeness[0, :, 0], made.factors["load"][0, :, 0]
    plain = the(links_of(y, {LOAD: x}), LOAD)
    turned = the(links_of(y, {Factor("load", "load", "easier"): 100 - x}), LOAD)
    assert (plain.effect, plain.low, plain.high) == pytest.approx((-turned.effect, -turned.high, -turned.low))


@FEW
@given(seed=SEEDS, scale=st.floats(0.01, 100), shift=st.floats(-1000, 1000))
def test_another_scale_says_the_same(seed, scale, shift):
    made = planted(np.random.default_rng(seed), 1, 60, {"load": Effects(same=-0.3)})
    y, x = made.closeness[0, :, 0], made.factors["load"][0, :, 0]
    close(links_of(y, {LOAD: x}), links_of(y * scale + shift, {LOAD: x * scale - shift}))


@FEW
@given(seed=SEEDS, before=st.integers(0, 40), after=st.integers(0, 40))
def test_empty_days_before_and_after_change_nothing(seed, before, after):
    made = planted(np.random.default_rng(seed), 1, 60, {"load": Effects(same=-0.3)})
    y, x = made.closeness[0, :, 0], made.factors["load"][0, :, 0]
    week = (np.arange(60 + before + after) + made.weekday[0, 0] - before) % 7

    def within(series):
        return np.concatenate([np.full(before, np.nan), series, np.full(after, np.nan)])

    close(links_of(y, {LOAD: x}, weekday=made.weekday[0]), links_of(within(y), {LOAD: within(x)}, weekday=week))


@FEW
@given(seed=SEEDS)
def test_a_day_that_only_one_series_has_does_not_matter(seed):
    made = planted(np.random.default_rng(seed), 1, 60, {"load": Effects(same=-0.3)})
    y, x = made.closeness[0, :, 0].copy(), made.factors["load"][0, :, 0]
    x = np.where(np.arange(60) % 9 == 4, np.nan, x)
    plain = [link for link in links_of(y, {LOAD: x}) if link.lag == 0]
    y[np.isnan(x)] = 1e6
    close(plain, [link for link in links_of(y, {LOAD: x}) if link.lag == 0])


def test_the_order_of_factors_does_not_matter():
    made = planted(np.random.default_rng(8), 1, 60, {"load": Effects(same=-0.3), "sleep": Effects()})
    y, series = made.closeness[0, :, 0], {f: made.factors[f.name][0, :, 0] for f in (LOAD, SLEEP)}
    assert links_of(y, series) == links_of(y, dict(reversed(series.items())))


@pytest.mark.parametrize("days", [0, 1, 5, LEAST_DAYS - 1])
def test_too_few_days_say_nothing(days):
    rng = np.random.default_rng(9)
    assert links_of(rng.normal(size=days), {LOAD: rng.normal(size=days)}) == ()


@pytest.mark.parametrize("stuck", [0.0, 50.0, 100.0])
def test_a_series_that_hardly_moves_says_nothing(stuck):
    rng = np.random.default_rng(10)
    still, moving = np.full(60, stuck), rng.normal(size=60)
    still[:3] += 1
    assert links_of(still, {LOAD: moving}) == ()
    assert links_of(moving, {LOAD: still}) == ()


def test_a_factor_that_is_the_outcome_itself_is_one():
    y = np.random.default_rng(11).normal(size=60)
    assert the(links_of(y, {Factor("self"): y}), Factor("self")).effect == pytest.approx(1.0, abs=0.01)


def test_infinite_answers_count_as_none():
    made = planted(np.random.default_rng(12), 1, 60, {"load": Effects(same=-0.3)})
    y, x = made.closeness[0, :, 0], made.factors["load"][0, :, 0]
    assert links_of(np.where(np.isnan(y), np.inf, y), {LOAD: x}) == links_of(y, {LOAD: x})


def test_what_does_not_fit_is_refused():
    with pytest.raises(ShapeError):
        links_of([1.0] * 20, {LOAD: [1.0] * 19})
    with pytest.raises(ShapeError):
        links_of([1.0] * 20, {LOAD: [1.0] * 20}, weekday=[0] * 19)
    with pytest.raises(ShapeError):
        links_of([1.0] * 20, {LOAD: [1.0] * 20}, rate=0.0)
    with pytest.raises(ShapeError):
        Factor("moon", "moon")


def test_every_prior_names_its_source_and_none_makes_hard_days_near():
    assert all(prior.source and prior.mean <= 0 < prior.sd for prior in PRIORS.values())


@pytest.mark.parametrize("lasting", ["closeness", "load"])
def test_what_only_carries_over_is_no_effect_of_the_day_after(lasting):
    rng, means = np.random.default_rng(14), []
    for _ in range(40):
        load, y = rng.normal(size=80), rng.normal(size=80)
        for day in range(1, 80):
            load[day] = (0.8 if lasting == "load" else 0.0) * load[day - 1] + 0.6 * load[day]
            y[day] = (0.7 if lasting == "closeness" else 0.0) * y[day - 1] - 0.7 * load[day] + 0.5 * y[day]
        found = next(one for one in found_in(y, {LOAD: load}) if one.lag)
        means.append(float(found.slope.at @ found.slope.weight))
    assert np.mean(means) == pytest.approx(0.0, abs=0.1)


def test_screens_that_hardly_matter_are_hardly_ever_named():
    screens = Factor("attention", "attention", "easier")
    made = planted(np.random.default_rng(13), 60, 60, {"attention": Effects(same=0.04), "load": Effects(same=-0.3)})
    said = [of_person(made, pair, factors=(screens, LOAD)) for pair in range(60)]
    assert np.mean([the(links, screens).sure for links in said]) < 0.15
    assert np.mean([the(links, LOAD).sure for links in said]) > 0.25
    assert abs(np.mean([the(links, screens).effect for links in said])) < 0.12


@pytest.fixture(scope="module")
def diaries():
    folder = Path(__file__).parents[3] / "shared" / "data" / "diaries"
    if not (folder / "campbell2005").exists():
        pytest.skip("the diaries do not lie beside the project")
    return folder


@pytest.mark.shared
def test_in_real_diaries_quarrel_and_distance_fall_on_the_same_day(diaries):
    found = in_diary(diaries, "campbell2005")
    own, own_se, _ = pooled(found["own conflict", 0][0])
    theirs, theirs_se, _ = pooled(found["partner's conflict", 0][0])
    assert -0.65 < own < -0.35
    assert -0.45 < theirs < -0.2
    assert own < -8 * own_se
    assert theirs < -4 * theirs_se


@pytest.mark.shared
@pytest.mark.parametrize("name", ["campbell2005", "barkalifa2020_s1"])
def test_in_real_diaries_next_to_nothing_comes_a_day_later(diaries, name):
    for (_, lag), (found, sure) in in_diary(diaries, name).items():
        if lag:
            assert abs(pooled(found)[0]) < 0.12
            assert sure <= 0.02 * len(found)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "factor"), [("campbell2005", "conflict"), ("barkalifa2020_s1", "contentment")])
def test_in_real_diaries_strangers_days_say_nothing(diaries, name, factor):
    found = in_diary(diaries, name)
    near, sure = found[f"stranger's {factor}", 0]
    mean, error, _ = pooled(near)
    assert abs(mean) < 3 * error
    assert sure <= 0.15 * len(near)
    assert abs(pooled(found[f"partner's {factor}", 0][0])[0]) > 4 * abs(mean)
