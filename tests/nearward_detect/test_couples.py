from dataclasses import fields

import numpy as np
import pytest

from nearward_detect.couples import draw_couples, two
from nearward_detect.populations import BASE, POPULATIONS

PAIRS = 4000


@pytest.fixture(scope="module")
def couples():
    return draw_couples(np.random.default_rng(7), PAIRS, BASE)


def test_two_normals_have_the_link_asked_for():
    z = two(np.random.default_rng(1).standard_normal((100_000, 2)), 0.3)
    assert np.corrcoef(z.T)[0, 1] == pytest.approx(0.3, abs=0.01)
    assert z.std(0) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("name", POPULATIONS)
def test_moods_of_every_made_pair_settle(name):
    phi = draw_couples(np.random.default_rng(2), 500, POPULATIONS[name]).phi
    assert np.abs(np.linalg.eigvals(phi)).max() < 1


def test_shocks_and_pull_give_back_the_moods_they_were_drawn_for(couples):
    cov = couples.shock_cov
    for _ in range(200):
        cov = couples.phi @ cov @ couples.phi.transpose(0, 2, 1) + couples.shock_cov
    np.testing.assert_allclose(cov, couples.mood_cov, atol=1e-9)
    assert np.linalg.eigvalsh(couples.shock_cov).min() > 0


def test_tension_turns_the_other_way_and_the_rest_goes_along(couples):
    assert (couples.load[..., 3] < 0).all()
    assert (couples.load[..., :3] > 0).all()


def test_a_week_of_habits_adds_up_to_nothing(couples):
    np.testing.assert_allclose(couples.week.mean(-1), 0, atol=1e-12)


def test_partners_are_about_as_alike_as_told(couples):
    assert np.corrcoef(couples.level[..., :3].mean(-1).T)[0, 1] == pytest.approx(BASE.level_partner_corr, abs=0.1)


def test_the_same_chance_draws_the_same_pairs():
    one, other = (draw_couples(np.random.default_rng(5), 10, BASE) for _ in range(2))
    for field in fields(one):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name))
