"""Which SQLite this process runs on, and how it must write so that a confirmed write is kept.

Python's own `sqlite3` uses whatever SQLite the machine has. Versions before 3.51.3 (and before 3.44.6 and
3.50.7 in their lines) can, rarely, reset a write-ahead log while another connection still writes to it, and
so lose a confirmed write. The `pysqlite3` wheel brings a current SQLite; where there is no wheel the old
rollback journal is used.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import OperationalError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

BACKEND = "django.db.backends.sqlite3.base"
FIXED = (3, 51, 3)
BACKPORTS = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}

PATIENCE = 2000  # milliseconds for which a checkpoint waits for others; who writes meanwhile waits with it

Version = tuple[int, int, int]


def install() -> None:
    """Let `import sqlite3` give pysqlite3 from here on, where its wheel exists.

    Call it before Django loads a database.
    """
    try:
        module = importlib.import_module("pysqlite3")
        dbapi2 = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return
    if sys.modules.get("sqlite3") is module:
        return
    if BACKEND in sys.modules:
        raise RuntimeError("kit.sqlite.install() came after Django had loaded its SQLite backend.")
    sys.modules["sqlite3"] = module
    sys.modules["sqlite3.dbapi2"] = dbapi2


def version() -> Version:
    """Return the version of the SQLite that `import sqlite3` gives at this moment."""
    return tuple(importlib.import_module("sqlite3").sqlite_version_info)[:3]


def may_use_wal(version: Version) -> bool:
    return version >= BACKPORTS.get(version[:2], FIXED)


def init_command(version: Version) -> str:
    """Return what each new connection says first.

    FULL syncs a write-ahead log at every commit. A rollback journal needs EXTRA for the same promise: it also
    syncs the folder after the journal is removed, without which a power cut could bring the journal, and with
    it the old state, back. `secure_delete` overwrites what is deleted, since a deleted account's wrapped key
    must not linger in free pages.
    """
    journal, synchronous = ("WAL", "FULL") if may_use_wal(version) else ("DELETE", "EXTRA")
    return f"PRAGMA journal_mode={journal}; PRAGMA synchronous={synchronous}; PRAGMA secure_delete=ON"


def checkpoint(connection: BaseDatabaseWrapper) -> bool:
    """Bring the write-ahead log into the database file and empty it; return whether all of it went.

    Until then the file still holds what was deleted, since `secure_delete` overwrites it in the log alone. Where
    somebody reads or writes for longer than a moment nothing is lost and the next one will do. Another database than
    SQLite needs none.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        before = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={before}")


def checkpoint_file(path: Path) -> bool:
    """Do the same without Django, for a file that nobody of ours has open any more; one that is not there is done."""
    if not path.exists():
        return True
    install()
    sqlite3 = importlib.import_module("sqlite3")
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE / 1000)) as opened:
            return not opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error:
        return False
