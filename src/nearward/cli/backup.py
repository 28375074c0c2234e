"""`nearward backup`: a sealed copy of everything, taken while Nearward runs, and tried before it counts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import django
from django.conf import settings

from nearward.cli.backups import archive, locks, postgres, sqlite
from nearward.cli.backups.tally import Taken
from nearward.cli.place import one_at_a_time, settle
from nearward.cli.sorry import SorryError
from nearward.kit import clock, env, keyring
from nearward.kit.lockbox import Lock, NoLock

KEYS = "nearward.keys"
NAMED = "nearward-%Y%m%d-%H%M%S.data"
HALF = ".half"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep-days", type=click.IntRange(1), help="Afterwards, take away data boxes that are older.")
def backup(folder: Path, keep_days: int | None) -> None:
    """Put a sealed copy of everything into FOLDER, and bring it back in a scratch place to see that it is whole.

    Two files are made: a data box, which has the day in its name, and a keys box, which takes the place of the last.
    """
    data = Path(os.environ["NEARWARD_DATA"])
    settle(data)
    sealed_to = locks.lock()
    django.setup()
    if not _is_there():
        raise SorryError("There is no database here yet, so there is nothing to keep.")
    try:
        _keep(data, folder, sealed_to, clock.now(), keep_days)
    except OSError as error:
        reason = error.strerror or "the disk gives no reason"
        raise SorryError(f"The backup could not be kept in {folder}: {reason}.") from None


def _keep(data: Path, folder: Path, sealed_to: Lock, now: datetime, keep_days: int | None) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time(data, "keys"), scratch_in(data) as scratch, _halves(folder, now) as (keys, box):
        lock, opening = locks.to_try(sealed_to)
        try:
            _pack(scratch, now)
            lock.seal(scratch / "keys", keys)
            lock.seal(scratch / "data", box)
        except NoLock as error:
            raise SorryError(str(error)) from None
        said = tried(box, keys, opening)
        for half in (keys, box):  # the keys first: they open every data box, and not the other way round
            half.replace(half.with_name(half.name.removesuffix(HALF)))
        keyring.sync_folder(folder)
    click.echo(said.strip())
    click.echo(f"Kept, and tried: {folder / now.strftime(NAMED)}, with {folder / KEYS}")
    for old in _older(folder, now, keep_days):
        old.unlink()
        click.echo(f"Taken away: {old}")


def tried(box: Path, keys: Path, opening: dict[str, str]) -> str:
    """Bring a backup back in a scratch place, in a process of its own; return what that says."""
    command = [sys.executable, "-m", "nearward.cli", "restore", str(box), "--keys", str(keys), "--try"]
    done = subprocess.run(command, env=locks.without_locks() | opening, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SorryError(f"The backup could not be brought back, so it does not count:\n{done.stderr.strip()}")
    return done.stdout


@contextmanager
def scratch_in(data: Path) -> Iterator[Path]:
    """Make a folder for passing files, on the disk that may hold such things anyway."""
    with tempfile.TemporaryDirectory(prefix="passing-", dir=data) as made:
        yield Path(made)


def address() -> str:
    """Return the address of the PostgreSQL that is set; empty where it is SQLite."""
    url = env.url("NEARWARD_DATABASE_URL", schemes=("postgres", "postgresql"))
    return url.text if url else ""


def _pack(scratch: Path, now: datetime) -> None:
    """Take a copy, and lay ready the two files to be sealed."""
    database = scratch / "database"
    taken: Taken
    if address():
        taken, engine = postgres.take(address(), database), "postgresql"
    else:
        taken, engine = sqlite.take(Path(settings.DATABASES["default"]["NAME"]), database), "sqlite"
    kept = archive.secrets_in(Path(settings.NEARWARD_RING).parent, taken)
    archive.pack_keys(kept, now, scratch / "keys")
    manifest = archive.Manifest(now.isoformat(), engine, taken.migrations, taken.tally)
    archive.pack_data(manifest, database, scratch / "data")
    database.unlink()


def _is_there() -> bool:
    return not postgres.is_empty(address()) if address() else Path(settings.DATABASES["default"]["NAME"]).exists()


@contextmanager
def _halves(folder: Path, now: datetime) -> Iterator[tuple[Path, Path]]:
    """Name the two files so that nobody takes them for a backup until they have been tried."""
    halves = folder / f"{KEYS}{HALF}", folder / f"{now.strftime(NAMED)}{HALF}"
    for half in halves:
        half.unlink(missing_ok=True)
    try:
        yield halves
    finally:
        for half in halves:
            half.unlink(missing_ok=True)


def _older(folder: Path, now: datetime, days: int | None) -> list[Path]:
    if days is None:
        return []
    found = []
    for box in sorted(folder.glob("nearward-*.data")):
        try:
            made = datetime.strptime(box.name, NAMED).replace(tzinfo=UTC)
        except ValueError:
            continue
        if now - made > timedelta(days=days):
            found.append(box)
    return found
