"""The compiled kernel against the NumPy that it stands in for."""

import shutil
import subprocess
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_detect import Day, Item, Monitor, kernel, replay
from nearward_detect.errors import DetectError
from nearward_detect.scenarios import SCENARIOS
from nearward_detect.simulate import ITEMS, simulate

COMPILER = shutil.which("cc")
pytestmark = pytest.mark.skipif(not COMPILER, reason="there is no C compiler")
TOLD = (
    *("alarm", "notice", "side", "status", "since", "since_low", "since_high", "size_sd", "size_low", "size_high"),
    *("confidence", "evidence", "moved", "nearness", "now", "low", "centre", "high"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("kernel") / "detect.so"
    made = path.with_suffix(".o")
    strict = ("-Wall", "-Wextra", "-Werror")
    subprocess.run([COMPILER, *kernel.FLAGS, *strict, "-c", "-o", made, kernel.SOURCE], check=True)
    subprocess.run([COMPILER, "-shared", "-o", path, made, *kernel.LIBRARIES], check=True)
    return path


@pytest.fixture
def both(library):
    """Do something by NumPy and by the kernel, and return what each says."""

    def done(work):
        said = []
        for used in (None, library):
            kernel.use(used)
            said.append(work())
        return said

    yield done
    kernel.use(None)


def assert_same(one, other):
    for name in TOLD:
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=0, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize("scenario", sorted(SCENARIOS))
def test_it_says_what_numpy_says(both, people, scenario):
    y = simulate(4, 6, 200, scenario).y[:, :, :people]
    assert_same(*both(lambda: replay(y, ITEMS)))


def test_many_pairs_at_once_are_taken_as_each_alone(both):
    y = simulate(8, 130, 90, "step 1 both").y
    assert_same(*both(lambda: replay(y, ITEMS)))


@settings(max_examples=40)
@given(
    seed=st.integers(0, 2**31),
    people=st.integers(1, 2),
    items=st.integers(1, 6),
    missing=st.sampled_from([0.0, 0.3, 0.9, 1.0]),
    spread=st.sampled_from([0.0, 0.5, 4.0]),
)
def test_whatever_is_answered_it_says_what_numpy_says(library, seed, people, items, missing, spread):
    chance = np.random.default_rng(seed)
    y = np.clip(chance.normal(7, spread, (3, 60, people, items)), 0, 10).round()
    y[chance.random(y.shape) < missing] = np.nan
    asked = tuple(Item(f"item {number}", 0, 10, nearer=number % 2 == 0) for number in range(items))
    try:
        kernel.use(None)
        slow = replay(y, asked)
        kernel.use(library)
        assert_same(slow, replay(y, asked))
    finally:
        kernel.use(None)


def answers(row):
    return {item.name: float(value) for item, value in zip(ITEMS, row, strict=True) if not np.isnan(value)} or None


def test_a_state_begun_by_one_is_carried_on_by_the_other(library):
    y, state, told = simulate(3, 1, 120, "step 1.5 both").y[0], Monitor(ITEMS).start(), []
    try:
        for number, day in enumerate(y):
            kernel.use(library if number // 10 % 2 else None)
            state, notices = state.step(Day(date(2026, 1, 5) + timedelta(days=number), tuple(map(answers, day))))
            state = type(state).from_json(state.to_json())
            told += notices
    finally:
        kernel.use(None)
    whole = replay(y[None], ITEMS)
    assert [notice.kind for notice in told] == [kind for kind in whole.kind[0] if kind]


def test_it_leaves_the_smallest_numbers_of_the_process_alone(library):
    kernel.use(library)
    kernel.use(None)
    assert np.finfo(float).smallest_subnormal * np.float64(1) > 0
    assert np.nextafter(0, 1) / 1.0 > 0


def test_what_is_no_kernel_is_refused_kindly(tmp_path):
    (tmp_path / "other.so").write_text("not one")
    with pytest.raises(DetectError, match=r"other\.so is not a compiled kernel"):
        kernel.use(tmp_path / "other.so")
