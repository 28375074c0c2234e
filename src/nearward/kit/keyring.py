"""The operator's ring: the keys that wrap every person's key. It lives in a file outside the database.

The ring is made at first start, readable by its owner alone. Losing it loses all content; whoever has both the ring
and the database can read what is not in the vault. The newest key wraps; older ones only open, until `nearward keys
rotate` has wrapped everything anew and takes them away.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nearward.kit.seal import Unreadable, key_number, new_key, seal, unseal


@dataclass(frozen=True, slots=True)
class Ring:
    """Numbered 256-bit keys; the highest number wraps."""

    keys: dict[int, bytes]

    def wrap(self, key: bytes, identity: str) -> bytes:
        """Wrap a key for the row that `identity` names."""
        return seal(self.keys[self.newest], key, identity, number=self.newest)

    def unwrap(self, wrapped: bytes | memoryview, identity: str) -> bytes:
        """Open a wrapped key; raise `Unreadable` where no key of the ring fits."""
        number = key_number(wrapped)
        if number not in self.keys:
            raise Unreadable
        return unseal(self.keys[number], wrapped, identity)

    @property
    def newest(self) -> int:
        """The number of the key that wraps."""
        return max(self.keys)

    def turned(self) -> Ring:
        """Return the ring with one more, newest key."""
        return Ring({**self.keys, self.newest + 1: new_key()})

    def newest_alone(self) -> Ring:
        """Return the ring without the keys that only open."""
        return Ring({self.newest: self.keys[self.newest]})

    @property
    def text(self) -> str:
        """What stands in the ring's file."""
        return json.dumps({"keys": {str(number): base64.b64encode(key).decode() for number, key in self.keys.items()}})


def ensure_ring(folder: Path) -> Path:
    """Make the ring's file (mode 0600, in a folder of mode 0700) unless it is there; return its path."""
    path = folder / "ring.json"
    if not path.exists():
        write_secret(path, Ring({1: new_key()}).text)
    return path


def ensure_secret(folder: Path, name: str) -> str:
    """Return the secret kept in `folder/name`, making a fresh one the first time."""
    path = folder / name
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all; keep the one that a second start made first."""
    half = _half(path, text)
    try:
        os.link(half, path)
    except FileExistsError:
        pass
    finally:
        half.unlink()
    sync_folder(path.parent)


def exchange_secret(path: Path, text: str) -> None:
    """Put another text into a file that only its owner can read: whoever looks finds the old or the new one, whole."""
    _half(path, text).replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, as a power cut could otherwise take a new file back."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def ring_at(path: Path) -> Ring:
    """Read the ring from its file, anew when that has been exchanged: a process may live through a rotation."""
    found = path.stat()
    return _read(path, found.st_ino, found.st_mtime_ns)


def ring_from(text: str) -> Ring:
    """Return the ring that a file's text holds; raise `ValueError` where it holds none."""
    try:
        kept = json.loads(text)["keys"]
        return Ring({int(number): base64.b64decode(key, validate=True) for number, key in kept.items()})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no ring of keys") from error


@lru_cache(maxsize=4)
def _read(path: Path, _file: int, _changed: int) -> Ring:
    return ring_from(path.read_text())


def _half(path: Path, text: str) -> Path:
    """Write the text beside its later place, so that it is never seen half-written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return half
