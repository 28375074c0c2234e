import pytest
from tests.house.habits import asks_the_time, chance_without_seed, impure_imports, without_docstring
from tests.house.tree import ROOT, in_words, plant

PACKAGE = {"src/nearward_detect/__init__.py": ""}


@pytest.mark.parametrize("check", [asks_the_time, impure_imports, chance_without_seed, without_docstring])
def test_the_house_keeps_its_habits(check):
    faults = check(ROOT)
    assert not faults, in_words(faults)


@pytest.mark.parametrize(
    "call", ["datetime.now()", "datetime.datetime.now(UTC)", "date.today()", "timezone.now()", "time.time()"]
)
def test_a_glance_at_the_clock_is_found(tmp_path, call):
    root = plant(tmp_path, {"src/nearward/guide/views.py": f"def late():\n    return {call}\n"})
    assert len(asks_the_time(root)) == 1
    assert (
        asks_the_time(plant(tmp_path / "ok", {"src/nearward/kit/clock.py": f"def late():\n    return {call}\n"})) == []
    )


def test_a_pure_package_reaches_for_no_clock_and_no_chance(tmp_path):
    root = plant(
        tmp_path, {**PACKAGE, "src/nearward_detect/a.py": "import time\nfrom random import choice\nimport math\n"}
    )
    assert len(impure_imports(root)) == 2


def test_a_generator_without_a_seed_is_found(tmp_path):
    code = "import numpy as np\nwild = np.random.default_rng()\ntame = np.random.default_rng(7)\n"
    assert len(chance_without_seed(plant(tmp_path, {**PACKAGE, "src/nearward_detect/a.py": code}))) == 1


def test_a_public_name_without_a_docstring_is_found(tmp_path):
    code = 'class Monitor:\n    """What."""\n    def step(self): ...\n    def _inner(self): ...\ndef _hidden(): ...\n'
    root = plant(tmp_path, {**PACKAGE, "src/nearward_detect/a.py": code})
    assert without_docstring(root) == ["src/nearward_detect/a.py:3: step has no docstring"]
