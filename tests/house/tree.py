"""A project as the checks of the house see it: its files, their parsed code and what they import.

Every check is a function from the project's folder to the faults it finds, so that it can be tried on a small
planted project as well as on this one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("nearward_detect", "nearward_dialogue", "nearward_library")
GROUND = "kit"
"""The folder of small nouns that everybody may use directly."""

NOT_ROOMS = frozenset({GROUND, "cli"})


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the module that does it, the module it names, and the names it takes (none for `import x`)."""

    importer: str
    line: int
    module: str
    names: tuple[str, ...] = ()
    for_types: bool = False


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """Every Python file below these folders of the project that was written by hand."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                yield path


def files(root: Path, *patterns: str) -> Iterator[Path]:
    """Every file of the project that fits one of these patterns, the environment and caches left out."""
    for pattern in patterns:
        yield from sorted(path for path in root.glob(pattern) if path.is_file() and "node_modules" not in path.parts)


def parsed(path: Path) -> ast.Module:
    return _parsed(path, path.stat().st_mtime_ns)


def rooms(root: Path) -> list[str]:
    """The rooms of the web house that exist, the ground and the command line left out."""
    house = root / "src" / "nearward"
    return sorted(p.parent.name for p in house.glob("*/__init__.py") if p.parent.name not in NOT_ROOMS)


def module_of(root: Path, path: Path) -> str:
    """The dotted name of a file below src."""
    parts = path.relative_to(root / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(root: Path, *folders: str) -> Iterator[Import]:
    """Every import below these folders of src, those for types only included."""
    for path in python_files(root / "src", *folders):
        importer = module_of(root, path)
        package = importer if path.name == "__init__.py" else importer.rpartition(".")[0]
        for_types = _for_types(parsed(path))
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                for name in node.names:
                    yield Import(importer, node.lineno, name.name, for_types=id(node) in for_types)
            elif isinstance(node, ast.ImportFrom):
                base = _base_of(package, node)
                for name in node.names:
                    whole = f"{base}.{name.name}"
                    named = (whole, ()) if _is_module(root, whole) else (base, (name.name,))
                    yield Import(importer, node.lineno, *named, for_types=id(node) in for_types)


def plant(root: Path, contents: Mapping[str, str]) -> Path:
    """Write a small project for a check to be tried on."""
    for name, content in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def told(root: Path, path: Path, message: str, line: int | None = None) -> str:
    """A fault in words, with the place where it stands."""
    place = path.relative_to(root).as_posix()
    return f"{place}:{line}: {message}" if line else f"{place}: {message}"


def in_words(faults: Iterable[str]) -> str:
    return "\n" + "\n".join(faults)


def _base_of(package: str, node: ast.ImportFrom) -> str:
    """The absolute name of what `from ... import` names first."""
    if not node.level:
        return node.module or ""
    above = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*above, node.module] if node.module else above)


def _for_types(module: ast.Module) -> set[int]:
    """The nodes below `if TYPE_CHECKING:`, which never run."""
    return {
        id(inner)
        for node in ast.walk(module)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }


def _is_module(root: Path, name: str) -> bool:
    path = root.joinpath("src", *name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@lru_cache(maxsize=4096)
def _parsed(path: Path, changed: int) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
