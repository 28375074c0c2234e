"""What a practice seems to do: true on made lives, silent on too little, and a draw is what it says it is."""

import random
from functools import partial

import numpy as np
import pytest
from bench.trials import CHOSEN, DRAWN, Life, chosen_life, drawn_life, of_chosen, of_drawn, plain_difference, score
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_detect import ShapeError
from nearward_detect.trials import LEAST_TRIES, Draw, draw, effect_of, randomised_effect

FEW = settings(max_examples=8)
SEEDS = st.integers(0, 10_000)
LONG = 200
"""Days enough for five goes in every life."""

FAIR = [name for name in CHOSEN if "unseen" not in name]


@pytest.mark.parametrize("name", FAIR)
def test_what_hangs_on_known_things_is_taken_off(name):
    told = score(partial(of_chosen, np.random.default_rng(1), CHOSEN[name]), 60)
    drawn_to_nothing = 0.3 if CHOSEN[name].effects[0] else 0.12
    assert abs(told.bias) < drawn_to_nothing
    assert told.coverage > 0.85


@pytest.mark.parametrize("name", ["no effect, goes after low days", "no effect, goes on heavy days"])
def test_a_plain_difference_would_blame_the_practice_for_the_bad_days(name):
    rng = np.random.default_rng(2)
    assert np.nanmean([plain_difference(rng, CHOSEN[name]) for _ in range(60)]) < -0.2


@pytest.mark.parametrize(("lean", "sign"), [(1.2, -1), (-1.2, 1)])
def test_it_cannot_take_off_what_nobody_entered(lean, sign):
    told = score(partial(of_chosen, np.random.default_rng(3), Life(chosen="mood", lean=lean)), 40)
    assert sign * told.bias > 0.3


def test_without_what_was_known_the_same_days_mislead():
    rng = np.random.default_rng(4)
    blind = score(partial(of_chosen, rng, Life(90, chosen="load"), adjusted=False), 40)
    seeing = score(partial(of_chosen, rng, Life(90, chosen="load")), 40)
    assert abs(seeing.bias) < abs(blind.bias) - 0.1


@pytest.mark.parametrize("name", DRAWN)
def test_draws_give_the_truth_and_intervals_that_hold_it(name):
    lives = 100
    told = score(partial(of_drawn, np.random.default_rng(5), DRAWN[name]), lives)
    assert abs(told.bias) < 4 * told.bias_se
    # 93-97 % (bench.trials), give or take what a hundred lives leave open
    assert 0.88 < told.coverage <= 1.0


def test_the_wrong_chances_give_the_wrong_answer():
    life = Life(200, (0.0, 0.0), carry=0.6)
    rng = np.random.default_rng(6)

    def off(log):
        found = []
        for _ in range(30):
            y, draws, _ = drawn_life(rng, life)
            late = np.arange(len(y)) >= 100
            y = y + 15 * late
            keep = np.array([(one.choice == "practice 0") or not is_late or rng.random() < 0.25
                             for one, is_late in zip(draws, late, strict=True)])  # fmt: skip
            told = [log(one, is_late) for one, is_late in zip(draws, late, strict=True)]
            found.append(randomised_effect("practice 0", y[keep], [d for d, k in zip(told, keep, strict=True) if k]))
        return np.mean([one.effect for one in found])

    honest = off(
        lambda one, late: Draw(one.choice, (("practice 0", 0.8), ("practice 1", 0.2)) if late else one.chances)
    )
    careless = off(lambda one, late: one)
    assert abs(honest) < 0.12
    assert careless > 0.15


@pytest.mark.parametrize("goes", [0, LEAST_TRIES - 1])
def test_fewer_than_five_goes_say_nothing(goes):
    rng = np.random.default_rng(7)
    y = rng.normal(size=40)
    tries = np.zeros(40, dtype=bool)
    tries[5 : 5 + goes] = True
    assert effect_of(y, tries) is None
    assert effect_of(y, ~tries) is None
    one = draw(["a", "b"], rng)
    draws = [Draw("a" if tried else "b", one.chances) for tried in tries]
    assert randomised_effect("a", y, draws) is None
    assert randomised_effect("b", y, draws) is None


def test_five_goes_are_enough_to_say_something_and_it_is_vague():
    rng = np.random.default_rng(8)
    tries = np.zeros(40, dtype=bool)
    tries[5::8] = True
    told = effect_of(rng.normal(size=40), tries)
    assert (told.tries, told.days) == (5, 39)
    assert told.high - told.low > 0.8


def test_goes_on_days_without_answers_do_not_count():
    rng = np.random.default_rng(9)
    y, tries = rng.normal(size=40), np.arange(40) % 8 == 5
    y[5] = np.nan
    assert effect_of(y, tries) is None


def test_nothing_is_said_where_every_day_is_alike_or_only_one_was_eligible():
    tries = np.arange(40) % 2 == 0
    assert effect_of(np.full(40, 50.0), tries) is None
    alone = [draw(["a"], random.Random(1)) for _ in range(40)]
    assert randomised_effect("a", np.random.default_rng(1).normal(size=40), alone) is None
    assert effect_of([], []) is None


@FEW
@given(seed=SEEDS, scale=st.floats(0.1, 50), shift=st.floats(-500, 500))
def test_another_scale_says_the_same(seed, scale, shift):
    rng = np.random.default_rng(seed)
    y, goes, load = chosen_life(rng, Life(LONG, (0.4,)))
    a, b = effect_of(y, goes, comparable=[load]), effect_of(y * scale + shift, goes, comparable=[load * 7 - 3])
    y, draws, before = drawn_life(rng, Life(LONG, (0.4, 0.0)))
    c = randomised_effect("practice 0", y, draws, before=before)
    d = randomised_effect("practice 0", y * scale + shift, draws, before=before * scale + shift)
    for one, other in ((a, b), (c, d)):
        np.testing.assert_allclose([one.effect, one.low, one.high], [other.effect, other.low, other.high], atol=1e-6)


@FEW
@given(seed=SEEDS, before=st.integers(0, 30), after=st.integers(0, 30))
def test_empty_days_before_and_after_change_nothing(seed, before, after):
    y, goes, _ = chosen_life(np.random.default_rng(seed), Life(LONG, (0.4,)))
    week = (np.arange(LONG + before + after) - before) % 7
    longer = np.concatenate([np.full(before, np.nan), y, np.full(after, np.nan)])
    still = np.concatenate([np.zeros(before, bool), goes, np.zeros(after, bool)])
    a, b = effect_of(y, goes, weekday=week[before : before + LONG]), effect_of(longer, still, weekday=week)
    assert (a.effect, a.low, a.high) == pytest.approx((b.effect, b.low, b.high))
    assert (a.tries, a.days) == (b.tries, b.days)


def test_with_even_chances_and_nothing_before_it_is_the_plain_difference_of_what_is_left():
    rng = np.random.default_rng(10)
    draws = [draw(["a", "b"], rng) for _ in range(200)]
    y = rng.normal(size=200) + 0.5 * np.array([one.choice == "a" for one in draws])
    a = np.array([one.choice == "a" for one in draws])
    told = randomised_effect("a", y, draws)
    assert told.effect == pytest.approx((y[a].mean() - y[~a].mean()) / y.std(), abs=0.1)
    error = np.sqrt(y[a].var(ddof=1) / a.sum() + y[~a].var(ddof=1) / (~a).sum()) / y.std()
    assert told.high - told.low == pytest.approx(2 * 1.97 * error, rel=0.05)


@FEW
@given(weights=st.lists(st.floats(0, 10), min_size=1, max_size=8), least=st.floats(0, 1), seed=SEEDS)
def test_chances_add_up_and_none_is_below_the_least(weights, least, seed):
    names = [str(n) for n in range(len(weights))]
    one = draw(names, random.Random(seed), weights=dict(zip(names, weights, strict=True)), least=least)
    chances = dict(one.chances)
    assert sum(chances.values()) == pytest.approx(1)
    assert min(chances.values()) >= min(least, 1 / len(names)) - 1e-9
    assert one.probability == chances[one.choice] == one.of(one.choice)
    assert one.of("something else") == 0


def test_practices_are_drawn_as_often_as_the_draw_says():
    rng = random.Random(2)
    weights = {"a": 5.0, "b": 1.0, "c": 0.0}
    draws = [draw(["a", "b", "c"], rng, weights=weights) for _ in range(4000)]
    for name, chance in draws[0].chances:
        assert np.mean([one.choice == name for one in draws]) == pytest.approx(chance, abs=0.025)
    assert dict(draws[0].chances)["c"] == pytest.approx(0.1)


def test_the_same_chance_draws_the_same():
    assert draw(["a", "b", "c"], random.Random(3)) == draw(["a", "b", "c"], random.Random(3))


def test_what_does_not_fit_is_refused():
    with pytest.raises(ShapeError):
        effect_of([1.0] * 20, [True] * 19)
    with pytest.raises(ShapeError):
        effect_of([1.0] * 20, [True] * 20, comparable=[[1.0] * 3])
    with pytest.raises(ShapeError):
        randomised_effect("a", [1.0], [])
    for eligible, more in (([], {}), (["a", "a"], {}), (["a"], {"weights": {"a": -1.0}}), (["a"], {"least": 2.0})):
        with pytest.raises(ShapeError):
            draw(eligible, random.Random(1), **more)
