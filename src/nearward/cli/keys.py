"""`nearward keys`: the ring exchanged for a new one, and a key of its own for backups."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click
import django

from nearward.cli.place import one_at_a_time, settle
from nearward.cli.sorry import SorryError
from nearward.kit import keyring, lockbox
from nearward.kit.seal import Unreadable

IN_FLIGHT = 3.0  # seconds after which every page that began with the old ring has long been made


@click.group()
def keys() -> None:
    """Exchange keys, or make one for backups."""


@keys.command()
def rotate() -> None:
    """Make a new key for the ring, wrap everybody's key with it, and take the old one away.

    It may run while Nearward does. If it is interrupted, nothing is lost: call it again, and it goes on.
    """
    data = Path(os.environ["NEARWARD_DATA"])
    settle(data)
    django.setup()
    from nearward.cli import wrapping  # noqa: PLC0415  (its models need the setup above)

    with one_at_a_time(data, "keys"):
        path = wrapping.ring_file()
        if not wrapping.can_read():
            raise SorryError("The database is not there yet, or waits for `nearward migrate`.")
        if len(keyring.ring_at(path).keys) == 1:  # with more, an earlier rotation was interrupted and goes on
            keyring.exchange_secret(path, keyring.ring_at(path).turned().text)
        try:
            wrapped = wrapping.wrap_all_anew()
            time.sleep(IN_FLIGHT)
            wrapped += wrapping.wrap_all_anew()
        except Unreadable:
            raise SorryError("Something does not open with this ring, so its old key stays.") from None
        if wrapping.left_behind():
            raise SorryError("Something is still wrapped with an old key, so it stays. Please call this again.")
        keyring.exchange_secret(path, keyring.ring_at(path).newest_alone().text)
        click.echo(f"The ring has a new key, and {wrapped} keys and second steps are wrapped with it.")
    click.echo("Copies of the ring and keys boxes of earlier backups hold the old one: make a backup now.")


@keys.command("for-backups")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def for_backups(file: Path) -> None:
    """Make a key for backups: the secret half goes into FILE, the public half is shown."""
    if file.exists():
        raise SorryError(f"There is a file at {file} already; a key is never written over.")
    secret, public = lockbox.new_pair()
    keyring.write_secret(file, f"# public key: {public}\n{secret}\n")
    click.echo(public)
    click.echo(
        f"The secret half is in {file}. Keep it away from this machine: whoever has it and a backup reads the ring.\n"
        "The line above is what this machine needs, in NEARWARD_BACKUP_KEY.",
        err=True,
    )
