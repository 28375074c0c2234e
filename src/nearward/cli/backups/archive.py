"""The two boxes that a backup is made of, as the files they seal.

The data box holds the database without anybody's key, and there are as many of them as one likes. The keys box holds
the ring, everybody's wrapped key and the ledger of what is gone; each backup puts a new one in place of the last. So
whoever deletes their account is unreadable in every older data box as soon as the next keys box is written.
"""

from __future__ import annotations

import base64
import io
import json
import shutil
import tarfile
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from nearward.cli.backups.tally import Taken, Tally
from nearward.kit import gone, keyring

FORM = 1
MANIFEST = "manifest.json"
DATABASE = "database"
OTHERS = ("secret-key", "offline-key.pem")  # what else lies beside the ring


class NoBackup(Exception):
    """What was opened is not what this version makes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a data box says about itself."""

    made_at: str
    engine: str
    migrations: list[str]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Keys:
    """What a keys box holds: the ring, wrapped keys by person, marks of what is gone, other secrets by file name.

    And wrapped keys by pair; None in a box that was made before pairs had keys.
    """

    ring: str
    people: dict[uuid.UUID, bytes]
    gone: frozenset[str]
    others: dict[str, str]
    pairs: dict[uuid.UUID, bytes] | None = None

    def into(self, folder: Path) -> None:
        """Lay the secrets out as a data folder has them."""
        keyring.exchange_secret(folder / "ring.json", self.ring)
        for name in OTHERS:
            if name in self.others:
                keyring.exchange_secret(folder / name, self.others[name])
        if self.gone:
            gone.remember(folder, self.gone)


def secrets_in(folder: Path, taken: Taken) -> Keys:
    """Return what belongs into a keys box, from a copy and the folder that holds the ring."""
    others = {name: (folder / name).read_text() for name in OTHERS if (folder / name).exists()}
    marks = taken.gone | gone.marks_in(folder / gone.FILE)
    return Keys((folder / "ring.json").read_text(), taken.people, marks, others, taken.pairs)


def pack_data(manifest: Manifest, database: Path, into: Path) -> None:
    with tarfile.open(into, "w") as archive:
        said = json.dumps({"form": FORM, **asdict(manifest)}).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(said)
        archive.addfile(member, io.BytesIO(said))
        archive.add(database, DATABASE)


def unpack_data(file: Path, database: Path) -> Manifest:
    """Read a data box that was opened: the database into a file, and return what it says about itself."""
    try:
        with tarfile.open(file, "r:") as archive:
            said = json.loads(_member(archive, MANIFEST).read())
            if said.pop("form") != FORM:
                raise NoBackup
            with _member(archive, DATABASE) as read, database.open("xb") as written:
                shutil.copyfileobj(read, written)
        said["tally"] = {table: (count, digest) for table, (count, digest) in said["tally"].items()}
        return Manifest(**said)
    except (tarfile.TarError, KeyError, TypeError, ValueError):
        raise NoBackup from None


def pack_keys(keys: Keys, made_at: datetime, into: Path) -> None:
    said = {
        "form": FORM,
        "made_at": made_at.isoformat(),
        "ring": keys.ring,
        "people": _letters(keys.people),
        "gone": sorted(keys.gone),
        "others": keys.others,
    }
    if keys.pairs is not None:
        said["pairs"] = _letters(keys.pairs)
    into.write_text(json.dumps(said))


def unpack_keys(file: Path) -> Keys:
    """Read a keys box that was opened."""
    try:
        said = json.loads(file.read_bytes())
        if said["form"] != FORM:
            raise NoBackup
        keyring.ring_from(said["ring"])
        pairs = _bytes(said["pairs"]) if "pairs" in said else None
        return Keys(said["ring"], _bytes(said["people"]), frozenset(said["gone"]), dict(said["others"]), pairs)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NoBackup from None


def _letters(keys: dict[uuid.UUID, bytes]) -> dict[str, str]:
    return {str(owner): base64.b64encode(wrapped).decode() for owner, wrapped in keys.items()}


def _bytes(keys: dict[str, str]) -> dict[uuid.UUID, bytes]:
    return {uuid.UUID(owner): base64.b64decode(wrapped) for owner, wrapped in keys.items()}


def _member(archive: tarfile.TarFile, name: str) -> io.BufferedReader:
    found = archive.extractfile(name)
    if found is None:
        raise NoBackup
    return found  # type: ignore[return-value]
