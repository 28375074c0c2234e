import pytest
from tests.house.sizes import long_files, long_functions
from tests.house.tree import ROOT, in_words, plant


@pytest.mark.parametrize("check", [long_files, long_functions])
def test_the_house_is_small_in_its_parts(check):
    faults = check(ROOT)
    assert not faults, in_words(faults)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("src/nearward_detect/monitor.py", 300),
        ("tests/nearward/test_long.py", 300),
        ("start.py", 300),
        ("src/nearward/shell/static/shell/chart.js", 200),
        ("src/nearward/shell/templates/shell/base.html", 150),
    ],
)
def test_a_long_file_is_found_and_one_of_just_that_length_is_not(tmp_path, name, most):
    root = plant(tmp_path, {name: "1\n" * most})
    assert long_files(root) == []
    plant(tmp_path, {name: "1\n" * (most + 1)})
    assert long_files(root) == [f"{name}: {most + 1} lines, and {most} are the most"]


def test_a_long_function_is_found_and_its_docstring_is_not_counted(tmp_path):
    lines = '"""What.\n\nAnd why.\n"""\n' + "x = 1\n" * 39
    fits = "def fits():\n" + "".join(f"    {line}\n" for line in lines.splitlines())
    root = plant(tmp_path, {"src/nearward_detect/a.py": fits})
    assert long_functions(root) == []
    plant(tmp_path, {"src/nearward_detect/a.py": f"{fits}    x = 2\n"})
    assert long_functions(root) == ["src/nearward_detect/a.py:1: fits has 41 lines, and 40 are the most"]
