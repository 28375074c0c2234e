"""Copies of an SQLite database: taken while it is in use, stripped of what no backup holds, looked at closely."""

from __future__ import annotations

import contextlib
import importlib
from pathlib import Path
from typing import Any

from nearward.cli.backups.tally import LEFT_OUT, Taken, Tally, migrations_of, secrets_of, tally
from nearward.kit import sqlite


def take(live: Path, copy: Path) -> Taken:
    """Copy the database as it is at one instant, whatever is written meanwhile; in the copy no key is left."""
    with _opened(live) as source, _opened(copy) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        secrets = secrets_of(target, _tables(target))
        for table in set(LEFT_OUT) & set(_tables(target)):
            target.execute(f'DELETE FROM "{table}"')  # noqa: S608
        target.commit()
        target.execute("VACUUM")  # a deleted row's bytes would stay in the file otherwise
        return Taken(*secrets, migrations_of(target), tally(target, _tables(target)))


def holds(database: Path) -> Tally:
    """Return what a database file holds, but for what no backup does."""
    with _opened(database) as opened:
        return tally(opened, _tables(opened))


def faults_in(database: Path) -> list[str]:
    """Return what SQLite itself finds wrong in a file: broken pages, and rows that name a row which is not there."""
    with _opened(database) as opened:
        try:
            found = [str(line) for (line,) in opened.execute("PRAGMA integrity_check") if line != "ok"]
            lost = [f"{row[0]} names a row that is not there" for row in opened.execute("PRAGMA foreign_key_check")]
        except _module().DatabaseError as error:
            return [str(error)]
        return found + lost


def is_free(database: Path) -> bool:
    """Whether nobody has the database open; afterwards all of it is in its one file."""
    with _opened(database) as opened:
        try:
            return bool(opened.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete")
        except _module().OperationalError:
            return False


def _tables(opened: Any) -> list[str]:
    named = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in named]


def _opened(file: Path) -> contextlib.closing[Any]:
    return contextlib.closing(_module().connect(file, timeout=5))


def _module() -> Any:
    sqlite.install()
    return importlib.import_module("sqlite3")
