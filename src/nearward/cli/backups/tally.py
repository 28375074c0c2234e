"""What a database holds, counted and digested, so that a copy can be told to be the same."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

LEFT_OUT = (
    "people_personkey",
    "people_pairkey",
    "people_session",
    "people_invitation",
    "people_codetry",
    "django_tasks_database_dbtaskresult",
)
"""Tables whose rows no backup holds: keys are kept apart, and the others are of the moment. Nobody who has left a page
or shown a code may find it open again."""

Tally = dict[str, tuple[int, str]]
_ALL = 2**256


class Rows(Protocol):
    """A database as Python knows it: `sqlite3` and `psycopg` connections both do."""

    def execute(self, query: Any, /) -> Iterable[Any]: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read with a copy, at the same instant: all wrapped keys, what is gone, what the copy holds."""

    people: dict[uuid.UUID, bytes] = field(repr=False)
    pairs: dict[uuid.UUID, bytes] | None = field(repr=False)
    gone: frozenset[str]
    migrations: list[str]
    tally: Tally


def secrets_of(
    rows: Rows, tables: Iterable[str]
) -> tuple[dict[uuid.UUID, bytes], dict[uuid.UUID, bytes] | None, frozenset[str]]:
    """Return every wrapped key by its person, those of pairs, and the marks of what is gone.

    Earlier releases kept no marks, and pairs had no keys: None then.
    """
    people = _by_owner(rows.execute("SELECT person_id, wrapped FROM people_personkey"))
    pairs = None
    if "people_pairkey" in tables:
        pairs = _by_owner(rows.execute("SELECT pair_id, wrapped FROM people_pairkey"))
    marks = rows.execute("SELECT mark FROM people_gone") if "people_gone" in tables else ()
    return people, pairs, frozenset(mark for (mark,) in marks)


def _by_owner(wrapped: Iterable[Any]) -> dict[uuid.UUID, bytes]:
    return {owner if isinstance(owner, uuid.UUID) else uuid.UUID(owner): bytes(key) for owner, key in wrapped}


def migrations_of(rows: Rows) -> list[str]:
    """Return the changes of the tables that were applied."""
    return sorted(f"{app}.{name}" for app, name in rows.execute("SELECT app, name FROM django_migrations"))


def tally(rows: Rows, tables: Iterable[str]) -> Tally:
    """Return how many rows each table has, and a digest of them that does not depend on their order."""
    held = sorted(set(tables) - set(LEFT_OUT))
    return {table: _of(rows.execute(f'SELECT * FROM "{table}"')) for table in held}  # noqa: S608


def _of(rows: Iterable[Any]) -> tuple[int, str]:
    count, total = 0, 0
    for row in rows:
        count += 1
        total = (total + int.from_bytes(hashlib.sha256(b"\x1f".join(_letters(row))).digest())) % _ALL
    return count, f"{total:064x}"


def _letters(row: Iterable[Any]) -> Iterator[bytes]:
    for value in row:
        plain = bytes(value) if isinstance(value, memoryview | bytearray) else value
        yield plain.hex().encode() if isinstance(plain, bytes) else repr(plain).encode()
