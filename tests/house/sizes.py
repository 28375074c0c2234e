"""Small files, small functions."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import files, parsed, python_files, told

FILE, FUNCTION, SCRIPT, TEMPLATE = 300, 40, 200, 150


def long_files(root: Path) -> list[str]:
    """Code files, scripts and templates that are longer than one can take in at once."""
    measured = [
        *((path, FILE) for path in python_files(root, "src", "tests", "bench")),
        *((path, FILE) for path in files(root, "*.py")),
        *((path, SCRIPT) for path in files(root, "src/**/static/**/*.js", "tests/js/**/*.js")),
        *((path, TEMPLATE) for path in files(root, "src/**/templates/**/*.html", "src/**/templates/**/*.svg")),
    ]
    return [
        told(root, path, f"{lines} lines, and {most} are the most")
        for path, most in measured
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > most
    ]


def long_functions(root: Path) -> list[str]:
    """Functions that are longer than a screen, their docstring not counted."""
    return [
        told(root, path, f"{node.name} has {lines} lines, and {FUNCTION} are the most", node.lineno)
        for path in (*python_files(root, "src", "tests", "bench"), *files(root, "*.py"))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (lines := _length(node)) > FUNCTION
    ]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        whole -= (first.end_lineno or first.lineno) - first.lineno + 1
    return whole
