"""Tests mirror src: whoever looks for the tests of a module finds them where its own path says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import NOT_ROOMS, module_of, parsed, python_files, rooms, told

BY_REQUEST = frozenset({"urls", "views", "forms", "jobs", "middleware", "context", "navigation"})
"""What a test of a room reaches through its addresses, in any of the room's test files."""


def untested_modules(root: Path) -> list[str]:
    """Modules with code that no test file mirrors and that no test of the same room or package imports."""
    left = [
        path
        for path in python_files(root, "src")
        if _has_code(parsed(path)) and not _by_request(root, path) and not _twin(root, path).exists()
    ]
    imported = {home: _imported_by_tests(root, home) for home in {_home(root, path) for path in left}}
    return [
        told(root, path, f"no {_twin(root, path).relative_to(root)}, and no test of its room or package imports it")
        for path in left
        if module_of(root, path) not in imported[_home(root, path)]
    ]


def untested_rooms(root: Path) -> list[str]:
    """Rooms whose addresses no test of their own asks for."""
    return [
        f"src/nearward/{room}: no test below tests/nearward/{room} asks for one of its addresses"
        for room in rooms(root)
        if (root / "src" / "nearward" / room / "urls.py").exists()
        and not any(_asks(path) for path in python_files(root, f"tests/nearward/{room}"))
    ]


def orphaned_tests(root: Path) -> list[str]:
    """Folders of tests that mirror no folder of src."""
    return [
        told(root, folder, "mirrors nothing in src")
        for package in ("nearward", "nearward_detect", "nearward_dialogue", "nearward_library")
        for folder in sorted((root / "tests" / package).rglob("*"))
        if folder.is_dir()
        and any(folder.glob("test_*.py"))
        and not (root / "src" / folder.relative_to(root / "tests")).is_dir()
    ]


def nameless_tests(root: Path) -> list[str]:
    """Test functions whose names are not sentences of at least three words."""
    return [
        told(root, path, f"{node.name} is not a sentence", node.lineno)
        for path in python_files(root, "tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and len(node.name.split("_")) < 4
    ]


def _has_code(module: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(module))


def _by_request(root: Path, path: Path) -> bool:
    parts = path.relative_to(root / "src").with_suffix("").parts
    in_room = len(parts) > 2 and parts[0] == "nearward" and parts[1] not in NOT_ROOMS
    return in_room and (parts[2] in BY_REQUEST or parts[2] == "templatetags")


def _twin(root: Path, path: Path) -> Path:
    inner = path.relative_to(root / "src").with_suffix("")
    inner = inner.parent if inner.name == "__init__" else inner
    return root / "tests" / inner.parent / f"test_{inner.name.strip('_')}.py"


def _home(root: Path, path: Path) -> Path:
    """Where the tests of the whole room or pure package live."""
    parts = path.relative_to(root / "src").parts[:-1]
    return root.joinpath("tests", *parts[: 2 if parts[0] == "nearward" else 1])


def _imported_by_tests(root: Path, home: Path) -> set[str]:
    """Modules that some test below `home` imports, also by way of the face of their package."""
    found: set[str] = set()
    for test in home.rglob("test_*.py"):
        for node in ast.walk(parsed(test)):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
                for alias in node.names:
                    found.update({f"{node.module}.{alias.name}", _behind_the_face(root, node.module, alias.name)})
    return found


def _behind_the_face(root: Path, package: str, name: str) -> str:
    """The module from which a package's `__init__` takes a name; nothing where it does not."""
    face = root.joinpath("src", *package.split("."), "__init__.py")
    for node in parsed(face).body if face.exists() else ():
        if isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names}:
            return node.module or ""
    return ""


def _asks(test: Path) -> bool:
    return bool(re.search(r"\.(get|post)\(", test.read_text(encoding="utf-8")))


def all_tests(root: Path) -> Iterator[tuple[str, str]]:
    """Every test of the project as its file and its name."""
    for path in python_files(root, "tests"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield path.relative_to(root).as_posix(), node.name
