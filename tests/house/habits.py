"""Habits that a linter does not know: time and chance as arguments, and a docstring on what is public and pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PURE, imports, parsed, python_files, told

CLOCK = "src/nearward/kit/clock.py"
ASKS_TIME = frozenset(
    {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "timezone.now",
        "timezone.localdate",
        "time.time",
    }
)
NEEDS_CHANCE_OR_CLOCK = frozenset({"random", "secrets", "time", "uuid", "os"})


def asks_the_time(root: Path) -> list[str]:
    """Code of the product that asks what time it is, outside the clock."""
    return [
        told(root, path, f"{name} asks the time; take it as an argument", node.lineno)
        for path in python_files(root, "src")
        if path != root / CLOCK
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and (name := _last_two(node.func)) in ASKS_TIME
    ]


def impure_imports(root: Path) -> list[str]:
    """Imports by which a pure package could reach a clock, chance or the machine."""
    return [
        f"{found.importer}:{found.line}: {found.module} in a pure package"
        for found in imports(root, *PURE)
        if found.module.split(".")[0] in NEEDS_CHANCE_OR_CLOCK
    ]


def chance_without_seed(root: Path) -> list[str]:
    """Random numbers drawn without a generator given by the caller."""
    return [
        told(root, path, "draws without a seed; take the generator as an argument", node.lineno)
        for path in python_files(root, *(f"src/{name}" for name in PURE))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and not node.args and _last_two(node.func) == "random.default_rng"
    ]


def without_docstring(root: Path) -> list[str]:
    """Public names of the pure packages of which nothing is said."""
    return [
        told(root, path, f"{node.name} has no docstring", node.lineno)
        for path in python_files(root, *(f"src/{name}" for name in PURE))
        for node in _public(parsed(path).body)
        if not ast.get_docstring(node)
    ]


def _public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _last_two(called: ast.expr) -> str:
    """`datetime.now` for `datetime.datetime.now`; nothing where no name is called."""
    if not isinstance(called, ast.Attribute):
        return ""
    before = called.value
    name = before.attr if isinstance(before, ast.Attribute) else before.id if isinstance(before, ast.Name) else ""
    return f"{name}.{called.attr}"
