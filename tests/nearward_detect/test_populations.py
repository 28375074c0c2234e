from dataclasses import fields

import pytest

from nearward_detect.populations import BASE, POPULATIONS


def values(population):
    return {field.name: getattr(population, field.name) for field in fields(population)}


def test_every_departure_differs_from_the_base_population():
    assert POPULATIONS["base"] == BASE
    assert all(population != BASE for name, population in POPULATIONS.items() if name != "base")


def test_the_same_seed_moves_a_population_the_same_way():
    assert BASE.jitter(7) == BASE.jitter(7) != BASE.jitter(8)


@pytest.mark.parametrize("seed", range(5))
def test_a_population_is_moved_by_no_more_than_told(seed):
    moved = values(BASE.jitter(seed, 0.1))
    for name, old in values(BASE).items():
        reach = 0.5 if name == "level_mean" else 0.1 if name.endswith("logmean") else 0.1 * abs(_number(old))
        assert abs(_number(moved[name]) - _number(old)) <= reach + 1e-12, name


def test_what_makes_a_departure_special_is_kept():
    assert POPULATIONS["heavy_t4"].jitter(3).t_df == 4.0
    assert POPULATIONS["mnar"].jitter(3).mnar == 0.6


def _number(value):
    return value if isinstance(value, float) else 0.0
