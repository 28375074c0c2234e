"""A disk whose power can be cut: an SQLite file system that knows what has been synced and what has not.

Every change of a file is noted until the file is synced. At a cut only what was synced is left, and of the rest, as on
a real disk, some writes in any order and some of them torn; a file that was deleted without its folder being synced is
back. The files themselves lie in memory. The disk keeps its word: one that lies about syncing is outside this.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import apsw

SECTOR = 512


class PowerCut(Exception):
    """The power is gone: nothing reaches the disk any more."""


@dataclass
class _File:
    seen: bytearray = field(default_factory=bytearray)  # what whoever reads finds, the system's cache included
    kept: bytearray = field(default_factory=bytearray)  # what is on the disk for certain
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)  # since the last sync; None cuts it off there
    named: bool = False  # whether its name is on the disk


class Disk:
    """All files of one machine, and the moment at which its power goes."""

    def __init__(self, rng: random.Random) -> None:
        self.files: dict[str, _File] = {}
        self.unsure: dict[str, _File] = {}  # deleted, but their folder was not synced
        self.rng = rng
        self.left: int | None = None  # operations until the cut

    def step(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            raise PowerCut

    def after_cut(self) -> Disk:
        """Return the disk as it is found when the power is back."""
        found = Disk(self.rng)
        certain = {name: file for name, file in self.files.items() if file.named}
        for name, file in {**self.unsure, **certain}.items():
            left = self._left_of(file)
            found.files[name] = _File(bytearray(left), left, [], named=True)
        return found

    def _left_of(self, file: _File) -> bytearray:
        """Apply some of what was not synced, in any order, and some of it torn at a sector's edge."""
        left = bytearray(file.kept)
        some = [each for each in file.waiting if self.rng.random() < self.rng.choice((0.0, 0.5, 1.0))]
        self.rng.shuffle(some)
        for at, written in some:
            torn = written
            if written is not None and self.rng.random() < 0.2:
                torn = written[: self.rng.randrange(0, len(written) + 1, SECTOR) if len(written) > SECTOR else 0]
            _apply(left, at, torn)
        return left


def _apply(content: bytearray, at: int, written: bytes | None) -> None:
    if written is None:
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(written)] = written


class System(apsw.VFS):
    """The file system as SQLite sees it."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name, base="", maxpathname=256)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> OpenFile:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else (name or f"passing-{len(self.disk.files)}")
        flags[1] = flags[0]
        return OpenFile(self.disk, self.disk.files.setdefault(path, _File()))

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        return pathname in self.disk.files

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.disk.step()
        if filename not in self.disk.files:
            raise _nothing_to_delete()
        gone = self.disk.files.pop(filename)
        if syncdir:
            self.disk.unsure.clear()
        elif gone.named:
            self.disk.unsure[filename] = gone


def _nothing_to_delete() -> apsw.IOError:
    error = apsw.IOError("there is no such file")
    error.extendedresult = apsw.SQLITE_IOERR_DELETE_NOENT
    return error


class OpenFile:
    """One open file. Who has it open is alone, so locks are always had."""

    def __init__(self, disk: Disk, file: _File) -> None:
        self.disk, self.file = disk, file

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self.file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._change(offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._change(newsize, None)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.disk.step()
        self.file.kept = bytearray(self.file.seen)
        self.file.waiting.clear()
        if not self.file.named:  # SQLite syncs the folder with the first sync of a new file
            self.file.named = True
            self.disk.unsure.clear()

    def _change(self, at: int, written: bytes | None) -> None:
        self.file.waiting.append((at, written))
        self.disk.step()
        _apply(self.file.seen, at, written)

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.file.seen)

    def xClose(self) -> None:  # noqa: N802
        pass

    def xLock(self, level: int) -> None:  # noqa: N802
        pass

    def xUnlock(self, level: int) -> None:  # noqa: N802
        pass

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0


def begin(opened: apsw.Connection, pragmas: str) -> apsw.Connection:
    """Say to a connection what the house says; a log needs memory shared between processes unless it has no other."""
    alone = "PRAGMA locking_mode=EXCLUSIVE; " if "WAL" in pragmas else ""
    opened.execute(
        f"{alone}{pragmas}; PRAGMA wal_autocheckpoint=40"
    ).fetchall()  # each is only done as its answer is read
    return opened


def cut(disk: Disk, pragmas: str, work: Callable[[apsw.Connection], None], steps: int, name: str) -> Disk:
    """Open a database on the disk, let it work until the power goes after so many steps, and return what is left."""
    system = System(name, disk)
    disk.left = steps
    try:
        opened = apsw.Connection("near.db", vfs=name)
        work(begin(opened, pragmas))
    except (PowerCut, apsw.Error):
        pass
    left = disk.after_cut()
    disk.left = None
    with contextlib.suppress(apsw.Error):
        opened.close()  # what it still writes goes nowhere
    system.unregister()
    return left
