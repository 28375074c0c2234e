"""What the compiled kernel leaves in memory, day by day, against NumPy."""

import shutil

import numpy as np
import pytest

from nearward.kit.kernel import DAYS, built
from nearward_detect import kernel
from nearward_detect.detectors import load
from nearward_detect.scales import nearness
from nearward_detect.simulate import ITEMS, simulate
from nearward_detect.space import compiled, today

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")


@pytest.mark.parametrize("people", [1, 2])
def test_it_remembers_what_numpy_remembers(tmp_path, people):
    library = kernel.Kernel(built(DAYS, tmp_path))
    made = simulate(6, 5, 80, "step 1 both")
    near = nearness(made.y[:, :, :people], ITEMS)
    one, other = (load().start(5, people, len(ITEMS)) for _ in range(2))
    for day in range(80):
        weekday = made.weekday[:, day]
        slow = today.by_numpy(one, near[:, day], weekday)
        fast = today.Today(**compiled.take(library, other, near[:, day], weekday, today._limits()))
        np.testing.assert_allclose(fast.weights.evidence, slow.weights.evidence, atol=1e-9)
        np.testing.assert_allclose(fast.weights.share, slow.weights.share, atol=1e-9)
        np.testing.assert_allclose(fast.rough, slow.rough, atol=1e-9)
        for memory in (one, other):
            memory["day"] += 1
    for name in one:
        if name not in {"b", "a", "extra", "pull"} or people == 2:
            np.testing.assert_allclose(other[name], one[name], atol=1e-8, err_msg=name)
