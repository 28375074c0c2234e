"""Faults are planted one at a time, each of a usual kind, and nowhere that no test could notice them."""

import ast
import subprocess
import sys

import pytest
from tests.house.tree import ROOT
from tests.mutants import mutants

PROGRAM = '''
"""What it does."""
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elsewhere import Name

class Table(models.Model):
    size = models.CharField(max_length=40)

@atomic
def decide(rows: "list | None", most: int = 3) -> "bool | None":
    """How it decides."""
    note(rows)
    if most < 4 and not rows.filter(owner=1, day=2):
        raise ValueError("too many")
    try:
        return most + 1
    except TypeError:
        note([each for each in rows if each > 8])
'''


def planted(text):
    return {fault.what: fault.text for fault in mutants(text)}


@pytest.mark.parametrize(
    ("what", "then"),
    [
        ("Lt -> LtE", "most <= 4"),
        ("And -> Or", "most < 4 or not"),
        ("Add -> Sub", "most - 1"),
        ("3 -> 4", "most: int=4"),
        ("without owner", "rows.filter(day=2)"),
        ("without day", "rows.filter(owner=1)"),
        ("without @atomic", "\n\ndef decide"),
        ("returns nothing", "return None"),
        ("condition turned round", "if not (most < 4 and"),
        ("without `note(rows)` at line 14", "\n    pass\n"),
        ("without `raise ValueError('too many')` at line 16", "\n        pass\n"),
        ("without `note([each for each in rows if each > 8])` at line 20", "TypeError:\n        pass"),
        ("for all, not if `each > 8`", "[each for each in rows]"),
    ],
)
def test_a_fault_of_each_kind_is_planted(what, then):
    assert then in planted(PROGRAM)[what]
    assert then not in ast.unparse(ast.parse(PROGRAM))


def test_words_types_columns_and_imports_for_types_are_left_alone():
    for fault in mutants(PROGRAM):
        for kept in (
            "What it does.",
            "How it decides.",
            "list | None",
            "max_length=40",
            "if TYPE_CHECKING:",
            "too many",
        ):
            assert kept in fault.text or "raise" in fault.what


def test_each_fault_changes_one_thing_and_names_its_line():
    whole = ast.unparse(ast.parse(PROGRAM)).splitlines()
    for fault in mutants(PROGRAM):
        left = fault.text.splitlines()
        assert sum(line not in left for line in whole) == 1
        assert 1 <= fault.line <= len(PROGRAM.splitlines())


def test_without_what_was_measured_no_fault_is_planted(tmp_path):
    command = [sys.executable, "tests/mutate.py", "--measured", str(tmp_path / "absent")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "`start.py cover --keep" in ended.stderr
    assert "tried" not in ended.stdout
