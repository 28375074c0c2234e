"""The operator's ring: the keys that wrap every person's key. It lives in a file outside the database.

The ring is made at first start, readable by its owner alone. Losing it loses all content; whoever has both the ring
and the database can read what is not in the vault. The newest key wraps; older ones only open.
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
        newest = max(self.keys)
        return seal(self.keys[newest], key, identity, number=newest)

    def unwrap(self, wrapped: bytes | memoryview, identity: str) -> bytes:
        """Open a wrapped key; raise `Unreadable` where no key of the ring fits."""
        number = key_number(wrapped)
        if number not in self.keys:
            raise Unreadable
        return unseal(self.keys[number], wrapped, identity)


def ensure_ring(folder: Path) -> Path:
    """Make the ring's file (mode 0600, in a folder of mode 0700) unless it is there; return its path."""
    path = folder / "ring.json"
    if not path.exists():
        text = json.dumps({"keys": {"1": base64.b64encode(new_key()).decode()}})
        write_secret(path, text)
    return path


def ensure_secret(folder: Path, name: str) -> str:
    """Return the secret kept in `folder/name`, making a fresh one the first time."""
    path = folder / name
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all; keep the one that a second start made first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, path)
    except FileExistsError:
        pass
    finally:
        half.unlink()


@lru_cache(maxsize=4)
def ring_at(path: Path) -> Ring:
    """Read the ring from its file."""
    kept = json.loads(path.read_text())["keys"]
    return Ring({int(number): base64.b64decode(key) for number, key in kept.items()})
