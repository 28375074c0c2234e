"""Files sealed to be kept elsewhere, in the age format (age-encryption.org/v1), which other programs open too.

They are sealed to public keys, of which a house needs no secret half, or to a passphrase. A passphrase is stretched by
scrypt, and its file is held in memory whole; one sealed to keys is written as it is read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

SECRET = "AGE-SECRET-KEY-1"  # noqa: S105  (how every one begins)
PUBLIC = "age1"
LEAST_LETTERS = 12
LARGEST = 2**30  # bytes that may be sealed to a passphrase


class Shut(Exception):
    """A box that does not open: another key, another passphrase, or bytes that were changed or cut off."""


class NoLock(ValueError):
    """What was given is no key, or a passphrase that is too short; the message says which."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What boxes are sealed to: public keys, or else a passphrase."""

    public: tuple[str, ...] = ()
    passphrase: str = field(default="", repr=False)

    def seal(self, plain: Path, box: Path) -> None:
        """Seal one file into another, which must not exist; it is on the disk when this returns."""
        with plain.open("rb") as read, box.open("xb") as written:
            if self.public:
                pyrage.encrypt_io(read, written, [_recipient(each) for each in self.public])
            else:
                self._refuse_weak(plain)
                written.write(pyrage.passphrase.encrypt(read.read(), self.passphrase))
            written.flush()
            os.fsync(written.fileno())

    def _refuse_weak(self, plain: Path) -> None:
        if len(self.passphrase) < LEAST_LETTERS:
            raise NoLock(f"A passphrase needs at least {LEAST_LETTERS} letters.")
        if plain.stat().st_size > LARGEST:
            raise NoLock("This is too large for a passphrase; please seal it to a key.")


@dataclass(frozen=True, slots=True)
class Key:
    """What opens boxes: the secret half of a key, or a passphrase."""

    secret: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)

    def open(self, box: Path, plain: Path) -> None:
        """Open a box into a file, which must not exist; raise `Shut`, and leave no file, where it does not open."""
        with box.open("rb") as read, plain.open("xb") as written:
            try:
                if self.secret:
                    pyrage.decrypt_io(read, written, [_identity(self.secret)])
                else:
                    written.write(pyrage.passphrase.decrypt(read.read(), self.passphrase))
            except (pyrage.DecryptError, OSError) as error:
                plain.unlink()
                if getattr(error, "errno", None):  # the disk, and not the box
                    raise
                raise Shut from None


def new_pair() -> tuple[str, str]:
    """Return a fresh key: its secret half and its public half."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def public_of(secret: str) -> str:
    """Return the public half of a secret one; raise `NoLock` where it is none."""
    return str(_identity(secret).to_public())


def keys_in(text: str, beginning: str) -> Sequence[str]:
    """Return the keys that stand in a text, one a line, as programs for age write them; other lines are remarks."""
    return [line for line in (each.strip() for each in text.splitlines()) if line.startswith(beginning)]


def _recipient(public: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError:
        raise NoLock("This is no public key of age: it begins with age1.") from None


def _identity(secret: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError:
        raise NoLock(f"This is no secret key of age: it begins with {SECRET}.") from None
