"""`nearward restore`: a backup brought back, and with it nothing that is gone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import click
import django
from django.db import connections

from nearward.cli.backup import KEYS, address, scratch_in, tried
from nearward.cli.backups import archive, locks, postgres, sqlite
from nearward.cli.backups.archive import Keys, Manifest, NoBackup
from nearward.cli.backups.tally import Tally
from nearward.cli.database import bring_up_to_date
from nearward.cli.place import settle
from nearward.cli.sorry import SorryError
from nearward.kit import clock, gone, keyring
from nearward.kit.lockbox import Key, NoLock, Shut

DATABASE = "db.sqlite3"


@click.command()
@click.argument("box", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--keys", type=click.Path(path_type=Path), help=f"The keys box; without it, {KEYS} beside the data box.")
@click.option("--gone", "ledger", type=click.Path(path_type=Path, exists=True), help="A ledger of what is gone, too.")
@click.option("--overwrite", is_flag=True, help="In place of what is here already.")
@click.option("--try", "trial", is_flag=True, help="In a scratch place, which is gone afterwards: a drill.")
def restore(box: Path, keys: Path | None, ledger: Path | None, *, overwrite: bool, trial: bool) -> None:
    """Bring back the backup in BOX. The newest keys box opens every data box; stop Nearward first."""
    data = Path(os.environ["NEARWARD_DATA"])
    settle(data)
    kept = keys or box.with_name(KEYS)
    if not kept.exists():
        raise SorryError(f"There is no keys box at {kept}. Please name the newest one with --keys.")
    opening = locks.key()
    if address() and not trial:
        _refuse_where_something_is(data, overwrite=overwrite)
        tried(box, kept, _told_on(opening))  # a server's tables are only touched by what has been tried
    with scratch_in(data) as scratch:
        secrets, manifest = _opened(box, kept, opening, scratch)
        secrets = replace(secrets, gone=secrets.gone | _also_gone(data, ledger))
        if not trial:
            _refuse_where_something_is(data, overwrite=overwrite, ring=secrets.ring)
        with _target(scratch, manifest, trial=trial) as holds:
            _refuse_unlike(manifest, holds)
            (data / "locale").mkdir(exist_ok=True)
            (scratch / "locale").symlink_to(data / "locale")  # words need not be compiled again for this
            said = _brought_back(scratch, secrets, manifest)
        if not trial:
            _put_in_place(scratch, data)
    click.echo(said)


def _opened(box: Path, kept: Path, opening: Key, scratch: Path) -> tuple[Keys, Manifest]:
    try:
        opening.open(kept, scratch / "opened-keys")
        secrets = archive.unpack_keys(scratch / "opened-keys")
        (scratch / "opened-keys").unlink()
        opening.open(box, scratch / "opened-data")
        manifest = archive.unpack_data(scratch / "opened-data", scratch / DATABASE)
        (scratch / "opened-data").unlink()
    except Shut:
        raise SorryError("This does not open: another key or passphrase, or a file that was cut or changed.") from None
    except NoBackup:
        raise SorryError("This opens, but it is not a backup that this version of Nearward can read.") from None
    except NoLock as error:
        raise SorryError(str(error)) from None
    wanted = "postgresql" if address() else "sqlite"
    if manifest.engine != wanted:
        raise SorryError(f"This is a backup of {manifest.engine}, and the database set here is {wanted}.")
    return secrets, manifest


@contextmanager
def _target(scratch: Path, manifest: Manifest, *, trial: bool) -> Iterator[Tally]:
    """Lay the rows where the next steps look for them; yield what is there then."""
    if manifest.engine == "sqlite":
        if faults := sqlite.faults_in(scratch / DATABASE):
            raise SorryError("The database in this backup is broken:\n" + "\n".join(faults[:5]))
        yield sqlite.holds(scratch / DATABASE)
        return
    with postgres.passing(address()) if trial else nullcontext(address()) as target:
        os.environ["NEARWARD_DATABASE_URL"] = target
        os.environ.pop("NEARWARD_DATABASE_URL_FILE", None)
        postgres.lay(scratch / DATABASE, target)
        (scratch / DATABASE).unlink()
        yield postgres.holds(target)


def _brought_back(scratch: Path, secrets: Keys, manifest: Manifest) -> str:
    """Run the house on what was brought back, so that its own rules are applied to it."""
    secrets.into(scratch / "keys")
    os.environ["NEARWARD_DATA"] = str(scratch)
    django.setup()
    from nearward.cli.backups import replay  # noqa: PLC0415  (its models need the setup above)

    if replay.newer_changes(manifest.migrations):
        raise SorryError("This backup was made by a newer Nearward. Please bring it back with that one.")
    bring_up_to_date(scratch)
    try:
        told = replay.bring_back(secrets, clock.now())
    except replay.KeysTooOld as error:
        raise SorryError(
            f"This keys box is older than the data box: {error} people have no key in it.\n"
            "Please name the newest keys box with --keys."
        ) from None
    except replay.Unreadable:
        raise SorryError("Something in this backup does not open with these keys, so nothing was changed.") from None
    finally:
        connections.close_all()
    return (
        f"The backup of {manifest.made_at[:16].replace('T', ' ')} UTC is whole: {told.people} people. "
        f"What {told.opened} of them wrote was opened ({told.items} items).\n"
        f"{told.gone} who had deleted their account, and {told.erased} items that were erased, stay gone.\n"
        "Every link is paused until both have opened it again."
    )


def _refuse_unlike(manifest: Manifest, holds: Tally) -> None:
    unlike = sorted(table for table in {*manifest.tally, *holds} if manifest.tally.get(table) != holds.get(table))
    if unlike:
        raise SorryError(f"The rows are not those that were kept, in: {', '.join(unlike)}.")


def _refuse_where_something_is(data: Path, *, overwrite: bool, ring: str | None = None) -> None:
    file, kept = data / DATABASE, data / "keys" / "ring.json"
    there = not postgres.is_empty(address()) if address() else file.exists()
    other = ring is not None and kept.exists() and keyring.ring_from(kept.read_text()) != keyring.ring_from(ring)
    if (there or other) and not overwrite:
        what = "a database" if there else "another ring of keys"
        raise SorryError(f"There is {what} here already. With --overwrite the backup takes its place.")
    if file.exists() and not address() and not sqlite.is_free(file):
        raise SorryError("Nearward is running on this database. Please stop it first.")


def _also_gone(data: Path, ledger: Path | None) -> frozenset[str]:
    """Return what went after the keys box was made, as far as it is known here."""
    return gone.marks_in(data / "keys" / gone.FILE) | (gone.marks_in(ledger) if ledger else frozenset())


def _put_in_place(scratch: Path, data: Path) -> None:
    """Exchange keys, then database. A ring that is replaced is kept beside, since it might open something yet."""
    keys = data / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    ring = keys / "ring.json"
    if ring.exists() and ring.read_text() != (scratch / "keys" / "ring.json").read_text():
        ring.rename(keys / f"ring-before-{clock.now():%Y%m%d-%H%M%S}.json")
    for name in ("ring.json", *archive.OTHERS, gone.FILE):
        if (scratch / "keys" / name).exists():
            (scratch / "keys" / name).replace(keys / name)
    keyring.sync_folder(keys)
    if not address():
        if not sqlite.is_free(scratch / DATABASE):
            raise SorryError("The database brought back is still in use; nothing was put in its place.")
        with (scratch / DATABASE).open("rb+") as whole:
            os.fsync(whole.fileno())
        (scratch / DATABASE).replace(data / DATABASE)
        keyring.sync_folder(data)


def _told_on(opening: Key) -> dict[str, str]:
    named = {"NEARWARD_BACKUP_SECRET": opening.secret, "NEARWARD_BACKUP_PASSPHRASE": opening.passphrase}
    return {name: value for name, value in named.items() if value}
