"""Decisions of the shell: what kind of trouble an exception is, and what of a refused form is worth giving back."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from enum import Enum

SHORTEST_WORTH_KEEPING = 12
MOST_GIVEN_BACK = 8
SECRET_WORDS = ("password", "token", "secret", "code", "credential", "key")
FULL_WORDS = (
    "database or disk is full",
    "no space left on device",
    "disk full",
    "readonly database",
    "read-only file system",
    "read-only transaction",
    "disk i/o error",  # SQLite's words where it cannot even make the file that its readers share
    "unable to open database file",
)
BUSY_WORDS = ("database is locked", "too many connections", "couldn't get a connection", "connection refused")


class Trouble(Enum):
    """What a broken request can say about why it broke."""

    FULL = "full"  # nothing can be kept: no room, or a disk that cannot be written to
    BUSY = "busy"
    OTHER = "other"


def trouble_of(error: BaseException | None) -> Trouble:
    """Return whether the disk was full, the database busy, or something else was wrong; causes are looked at too."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        words = str(error).lower()
        if _is_full(error) or any(part in words for part in FULL_WORDS):
            return Trouble.FULL
        if any(part in words for part in BUSY_WORDS):
            return Trouble.BUSY
        error = error.__cause__ or error.__context__
    return Trouble.OTHER


def worth_keeping(posted: Iterable[tuple[str, Sequence[object]]]) -> list[str]:
    """Return the longer texts of a refused form in their order; nothing that could be a password or a code."""
    texts = [
        value
        for name, values in posted
        if not any(word in name.lower() for word in SECRET_WORDS)
        for value in values
        if isinstance(value, str) and len(value.strip()) >= SHORTEST_WORTH_KEEPING
    ]
    return texts[:MOST_GIVEN_BACK]


def _is_full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
