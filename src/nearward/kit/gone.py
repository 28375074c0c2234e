"""The ledger of what is gone, so that a backup that is brought back does not bring it back.

It holds digests alone. The ids they are made of are random, so that nobody finds from a digest what it stands for; but
whoever holds an old backup can tell which of its rows must not return. The ledger is kept in the database, where a
deletion and its mark are one write, and once more in a file beside the ring, for the day when the database is lost.
"""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Iterable
from pathlib import Path

FILE = "gone"
_MARK = re.compile(r"^[0-9a-f]{64}$")


def mark(what: str, which: uuid.UUID) -> str:
    """Return the digest that stands for something gone, such as the person or the item of this id."""
    return hashlib.sha256(f"nearward.gone:{what}:{which}".encode()).hexdigest()


def remember(folder: Path, marks: Iterable[str]) -> None:
    """Add marks to the ledger's file in `folder`; it is on the disk when this returns."""
    lines = "".join(f"{each}\n" for each in sorted(marks))
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, lines.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def marks_in(file: Path) -> frozenset[str]:
    """Return the marks in a ledger's file; none where it is absent. A line that a full disk cut short is no mark."""
    if not file.exists():
        return frozenset()
    return frozenset(line for line in file.read_text(encoding="utf-8").splitlines() if _MARK.match(line))
