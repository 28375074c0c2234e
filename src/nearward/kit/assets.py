"""The version of everything served under /static/: one digest for the folder, so that it can be cached for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path


def digest(folders: Iterable[Path], packages: Iterable[str]) -> str:
    """Return twelve letters that change when any file below `folders`, or the version of any of `packages`, does."""
    total = hashlib.sha256()
    for folder in sorted(folders):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            total.update(str(file.relative_to(folder)).encode())
            total.update(file.read_bytes())
    for package in sorted(packages):
        total.update(f"{package}=={version(package)}".encode())
    return total.hexdigest()[:12]
