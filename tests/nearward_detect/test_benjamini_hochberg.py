"""The step-up rule against its slow obvious twin, and its promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_detect.benjamini_hochberg import discoveries

CHANCES = st.lists(st.floats(0, 1), max_size=20)


def one_by_one(chances, rate):
    """Take the largest k of which the k smallest all may stand at rate k/m; believe those k."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    believed = [False] * len(chances)
    for k in range(len(chances), 0, -1):
        if chances[order[k - 1]] <= rate * k / len(chances):
            limit = chances[order[k - 1]]
            return tuple(one <= limit for one in chances)
    return tuple(believed)


@settings(max_examples=60)
@given(chances=CHANCES, rate=st.floats(0.01, 0.5))
def test_it_says_what_its_twin_says(chances, rate):
    assert discoveries(chances, rate) == one_by_one(chances, rate)


def test_the_example_of_the_paper_has_four_discoveries():
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
    assert sum(discoveries([*chances, 0.7590, 1.0], 0.05)) == 4


def test_where_nothing_is_there_something_is_said_as_often_as_stated():
    rng = np.random.default_rng(1)
    said = [any(discoveries(rng.random(10).tolist(), 0.1)) for _ in range(2000)]
    assert np.mean(said) == pytest.approx(0.1, abs=0.02)


def test_nothing_comes_of_nothing():
    assert discoveries([], 0.1) == ()


def test_with_weights_something_is_said_of_nothing_as_often_as_stated():
    rng = np.random.default_rng(2)
    weights = [1.75, 0.25] * 5
    said = [any(discoveries(rng.random(10).tolist(), 0.1, weights)) for _ in range(2000)]
    assert np.mean(said) == pytest.approx(0.1, abs=0.02)


def test_what_was_expected_needs_less_and_the_rest_needs_more():
    assert discoveries([0.06, 0.2], 0.1) == (False, False)
    assert discoveries([0.06, 0.2], 0.1, [15, 5]) == (True, False)
    assert discoveries([0.04, 0.2], 0.1, [5, 15]) == (False, False)
    assert discoveries([0.01, 0.5, 0.03], 0.1, [7, 7, 7]) == discoveries([0.01, 0.5, 0.03], 0.1)
