"""Every room has the same plan; whoever has read one has read them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import rooms, told

MODULES = frozenset({"models", "rules", "queries", "actions", "jobs", "forms", "views", "consumers", "urls"})
FOLDERS = frozenset({"views", "templates", "static", "migrations"})
WIDE = frozenset({"shell", "people"})
"""Rooms that also dress pages of Django and allauth, whose templates have names of their own."""

UNWANTED = frozenset({"core", "common", "utils", "util", "helpers", "helper", "misc", "manager", "base", "tools"})


def strange_files(root: Path) -> list[str]:
    """Modules and folders of rooms that the plan does not name and no decision record lists."""
    listed = _listed(root)
    return [
        told(root, path, "not in the plan of a room, and no record in docs/decisions lists it")
        for path in _own_parts(root)
        if path.relative_to(root / "src" / "nearward").as_posix() not in listed and not _is_planned(path)
    ]


def unlisted_any_more(root: Path) -> list[str]:
    """Extra files that a decision record lists and that are gone."""
    return [
        f"docs/decisions lists {name}, which is not there"
        for name in sorted(_listed(root))
        if not (root / "src" / "nearward" / name).exists()
    ]


def wrong_corners(root: Path) -> list[str]:
    """Templates and static files that do not stand in the folder named for their room."""
    return [
        told(root, path, f"belongs into {kind}/{room}/")
        for room in rooms(root)
        for kind in ("templates", "static")
        for path in sorted((root / "src" / "nearward" / room / kind).glob("*"))
        if path.name != room and not (kind == "templates" and room in WIDE)
    ]


def empty_names(root: Path) -> list[str]:
    """Modules and folders named for nothing in particular."""
    schema = root / "src" / "nearward_library" / "schema" / "base.py"
    return [
        told(root, path, "says nothing about what is in it; name it for that")
        for path in sorted((root / "src").rglob("*"))
        if (path.is_dir() or path.suffix == ".py")
        and path.stem in UNWANTED
        and path != schema
        and "__pycache__" not in path.parts
    ]


def _own_parts(root: Path) -> Iterator[Path]:
    for room in rooms(root):
        for path in sorted((root / "src" / "nearward" / room).iterdir()):
            if path.name not in {"__init__.py", "__pycache__"} and not path.name.startswith("."):
                yield path


def _is_planned(path: Path) -> bool:
    return path.name in FOLDERS if path.is_dir() else path.suffix == ".py" and path.stem in MODULES


def _listed(root: Path) -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in (root / "docs" / "decisions").glob("*.md"))
    return {name.rstrip("/") for name in re.findall(r"^\| `([a-z_]+/[a-z_]+(?:\.py|/))` \|", text, re.MULTILINE)}
