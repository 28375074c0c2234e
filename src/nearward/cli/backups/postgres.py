"""Copies of a PostgreSQL database, through `pg_dump` and `pg_restore`."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from nearward.cli.backups.tally import LEFT_OUT, Taken, Tally, migrations_of, secrets_of, tally
from nearward.cli.sorry import SorryError

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


def take(address: str, copy: Path) -> Taken:
    """Dump the database as it is at one instant, whatever is written meanwhile; no key goes into the dump."""
    with psycopg.connect(address) as seen:
        seen.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        ((snapshot,),) = seen.execute("SELECT pg_export_snapshot()").fetchall()
        secrets = secrets_of(seen, _tables(seen))
        left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        to = [f"--snapshot={snapshot}", f"--file={copy}", "--format=custom", "--no-owner", "--no-acl"]
        _run("pg_dump", address, *to, *left_out)
        return Taken(*secrets, migrations_of(seen), tally(seen, _tables(seen)))


def lay(dump: Path, address: str) -> None:
    """Bring a dump back in place of what is there, whole or not at all."""
    whole = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-acl", "--clean", "--if-exists"]
    _run("pg_restore", address, *whole, str(dump))


def holds(address: str) -> Tally:
    """Return what a database holds, but for what no backup does."""
    with psycopg.connect(address) as seen:
        return tally(seen, _tables(seen))


def is_empty(address: str) -> bool:
    with psycopg.connect(address) as seen:
        return not _tables(seen)


@contextmanager
def passing(address: str) -> Iterator[str]:
    """Make a database of a passing name on the same server; yield its address."""
    name = f"nearward_try_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as server:
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise SorryError(
                "A backup is tried in a database of its own, and this role may not make one.\n"
                "Please let it, as PostgreSQL's superuser: ALTER ROLE nearward CREATEDB"
            ) from None
        try:
            parts = urlsplit(address)
            yield f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _tables(seen: psycopg.Connection) -> list[str]:
    return [name for (name,) in seen.execute(_TABLES)]


def _run(program: str, address: str, *arguments: str) -> None:
    found = shutil.which(program)
    if not found:
        raise SorryError(f"There is no {program} on this machine; it comes with PostgreSQL's client programs.")
    password = str(conninfo_to_dict(address).get("password") or "")
    own = os.environ | ({"PGPASSWORD": password} if password else {})  # a process list shows what stands in a command
    command = [found, f"--dbname={_without_password(address)}", *arguments]
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SorryError(f"{program} could not do it:\n{done.stderr.strip()[-1000:]}")


def _without_password(address: str) -> str:
    return make_conninfo(
        **{name: str(value) for name, value in conninfo_to_dict(address).items() if name != "password"}
    )
