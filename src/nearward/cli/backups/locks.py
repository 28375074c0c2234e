"""What backups are sealed to, and what opens them: from the environment, or asked for at the keyboard."""

from __future__ import annotations

import os
import sys

import click

from nearward.cli.sorry import SorryError
from nearward.kit import env, lockbox
from nearward.kit.lockbox import Key, Lock

OURS = "NEARWARD_BACKUP_"
HOW = (
    "Please set NEARWARD_BACKUP_KEY_FILE to a file with a public key (`nearward keys for-backups` makes one),\n"
    "or NEARWARD_BACKUP_PASSPHRASE_FILE to one with a passphrase."
)


def lock() -> Lock:
    """Return what a new backup is sealed to."""
    public = lockbox.keys_in(env.text("NEARWARD_BACKUP_KEY"), lockbox.PUBLIC)
    if public:
        return Lock(public=tuple(public))
    passphrase = env.text("NEARWARD_BACKUP_PASSPHRASE") or _asked("A passphrase for this backup", again=True)
    if not passphrase:
        raise SorryError(f"A backup is always sealed.\n{HOW}")
    if len(passphrase) < lockbox.LEAST_LETTERS:
        raise SorryError(f"A passphrase needs at least {lockbox.LEAST_LETTERS} letters; five words do well.")
    return Lock(passphrase=passphrase)


def key() -> Key:
    """Return what is to open a backup."""
    secret = lockbox.keys_in(env.text("NEARWARD_BACKUP_SECRET"), lockbox.SECRET)
    if secret:
        return Key(secret=secret[0])
    passphrase = env.text("NEARWARD_BACKUP_PASSPHRASE") or _asked("The passphrase of this backup", again=False)
    if not passphrase:
        raise SorryError(
            "A backup is sealed. Please set NEARWARD_BACKUP_SECRET_FILE to the file with the secret key,\n"
            "or NEARWARD_BACKUP_PASSPHRASE_FILE to one with the passphrase."
        )
    return Key(passphrase=passphrase)


def to_try(lock: Lock) -> tuple[Lock, dict[str, str]]:
    """Return a lock that can be tried at once, and the environment in which a restore opens it.

    A house that seals to a public key cannot open what it has sealed; so it adds a key that lives for this one trial.
    """
    if not lock.public:
        return lock, {"NEARWARD_BACKUP_PASSPHRASE": lock.passphrase}
    secret, public = lockbox.new_pair()
    return Lock(public=(*lock.public, public)), {"NEARWARD_BACKUP_SECRET": secret}


def without_locks() -> dict[str, str]:
    """Return the environment without anything that seals or opens backups."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def _asked(question: str, *, again: bool) -> str:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    answer: str = click.prompt(question, hide_input=True, confirmation_prompt=again, err=True)
    return answer.strip()
