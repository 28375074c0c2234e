"""What a person hands over: a file, a zip, a folder or bytes, as one or more named sources of bytes.

Nothing is unpacked to disk, and nothing is read before somebody asks for it. A zip is held to what it says of its own
sizes before a byte of it is unpacked.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

from nearward_dialogue.errors import BrokenFile, TooLarge, UnknownFormat

HEAD: Final = 64 << 10
"""Bytes from the beginning by which a format is recognised."""

MOST_FILES: Final = 200_000
MOST_TIMES_PACKED: Final = 30
"""Chats pack five to ten times; more than this, beyond PACKED_FREELY bytes, is no chat."""

PACKED_FREELY: Final = 8 << 20
UNKNOWN_PACKING: Final = NotImplementedError
"""What `zipfile` raises for a way of packing that it does not know."""

DAMAGED: Final = (OSError, EOFError, zlib.error, zipfile.BadZipFile, ValueError, UNKNOWN_PACKING)
READABLE: Final = frozenset({"", ".txt", ".json", ".jsonl", ".ndjson", ".md", ".html", ".htm", ".csv", ".tsv", ".db"})
"""Endings of files within a zip or folder that can be a chat; all the pictures are never opened."""


@dataclass(frozen=True, slots=True)
class Source:
    """A named run of bytes that can be opened as often as one likes; `size` is after unpacking."""

    name: str
    size: int
    opener: Callable[[], BinaryIO]

    def open(self) -> BinaryIO:
        """Open it anew, at its beginning. Raises BrokenFile when it is gone, locked or damaged."""
        try:
            return self.opener()
        except (OSError, RuntimeError, zipfile.BadZipFile, UNKNOWN_PACKING) as error:
            raise BrokenFile(f"{self.name} cannot be opened: {error}") from error

    def head(self, size: int = HEAD) -> bytes:
        """Return its first bytes. Raises BrokenFile as `open` and `read` do."""
        with self.open() as handle:
            return read_some(handle, size, self.name)


Given = Path | str | bytes | Source
"""What a person hands over: a path, bytes, or a source of the caller's own, such as a file that is kept sealed."""


def read_some(handle: BinaryIO, size: int, name: str) -> bytes:
    """Read up to `size` bytes; raises BrokenFile where a packed file turns out to be damaged."""
    try:
        return handle.read(size)
    except DAMAGED as error:
        raise BrokenFile(f"{name} is damaged: {error}") from error


def sources_of(given: Given, name: str = "", most_bytes: int = 4 << 30) -> tuple[Source, ...]:
    """Everything in `given` that could be a chat, in the order of names.

    `name` is what bytes are called. Raises BrokenFile for a damaged or locked zip, TooLarge beyond `most_bytes` or for
    a zip that unpacks to far more than any chat does, UnknownFormat when nothing in it could be a chat.
    """
    if isinstance(given, bytes):
        whole = Source(name or "the file", len(given), partial(io.BytesIO, given))
        found = _unpacked(whole, io.BytesIO(given)) if _is_zip(given[:4]) else (whole,)
    elif isinstance(given, Source):
        found = _unpacked(given, given.open()) if _is_zip(given.head(4)) else (given,)
    elif Path(given).is_dir():
        found = _in_folder(Path(given))
    else:
        path = Path(given)
        if not path.is_file():
            raise BrokenFile(f"there is no file {path.name}")
        whole = Source(name or path.name, path.stat().st_size, partial(_opened, path))
        found = _unpacked(whole, path) if _is_zip(whole.head(4)) else (whole,)
    if not found:
        raise UnknownFormat("there is no file in it that could be a chat")
    if (total := sum(source.size for source in found)) > most_bytes:
        raise TooLarge(f"{total:,} bytes, and {most_bytes:,} are the most that is read")
    return found


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _is_zip(magic: bytes) -> bool:
    return magic in {b"PK\x03\x04", b"PK\x05\x06"}


def _in_folder(folder: Path) -> tuple[Source, ...]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in READABLE)
    if len(paths) > MOST_FILES:
        raise TooLarge(f"more than {MOST_FILES:,} files")
    return tuple(
        Source(path.relative_to(folder).as_posix(), path.stat().st_size, partial(_opened, path)) for path in paths
    )


def _unpacked(whole: Source, file: Path | BinaryIO) -> tuple[Source, ...]:
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGED as error:
        raise BrokenFile(f"{whole.name} is not a readable zip: {error}") from error
    members = [each for each in archive.infolist() if not each.is_dir() and "__MACOSX" not in each.filename]
    if len(members) > MOST_FILES:
        raise TooLarge(f"more than {MOST_FILES:,} files")
    readable = [each for each in members if Path(each.filename).suffix.lower() in READABLE]
    for each in readable:
        if each.flag_bits & 1:
            raise BrokenFile(f"{each.filename} is locked with a password")
        if each.file_size > PACKED_FREELY and each.file_size > MOST_TIMES_PACKED * max(1, each.compress_size):
            raise TooLarge(f"{each.filename} unpacks to {each.file_size:,} bytes, more than any chat does")
    readable.sort(key=lambda each: each.filename)
    return tuple(Source(each.filename, each.file_size, partial(_member, archive, each)) for each in readable)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """Open a file within a zip; it is unpacked as it is read, and again from its beginning when one seeks back."""
    return cast(BinaryIO, archive.open(member))
