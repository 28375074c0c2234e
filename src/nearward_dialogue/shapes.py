"""The nouns of this package: a chat as columns, what could not be read, how the dates were decided.

A message is one row of `Chat`. Its words are not copied: `offset` and `length` say where they stand in the user's own
file, and `chat.text(i)` opens them there. So a chat of ten million messages costs 24 bytes a message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum, IntFlag
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.errors import DialogueError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Order = Literal["dmy", "mdy", "ymd", "ydm"]
Bytes = NDArray[np.uint8]
Int64 = NDArray[np.int64]
Int32 = NDArray[np.int32]
Int16 = NDArray[np.int16]
Int8 = NDArray[np.int8]


class Kind(IntEnum):
    """What a message is. Only TALK counts as talk; everything else is kept and counted apart."""

    TALK = 0
    SYSTEM = 1
    """Written by the messenger: encryption, changed numbers, joined, pinned."""
    DELETED = 2
    MEDIA = 3
    """A picture, voice note, sticker, file, place or contact without words of the sender's own."""
    CALL = 4
    POLL = 5
    EMPTY = 6
    """Nothing but white space."""
    REACTION = 7
    """A heart on somebody's message, where the format gives it as a message of its own."""


class Flag(IntFlag):
    """What else is true of a message, whatever its kind."""

    NONE = 0
    EDITED = 1
    FORWARDED = 2
    ATTACHED = 4
    """Words that came with a picture or file; the span holds the words only."""
    REPLY = 8
    VOICE = 16
    """With MEDIA: a voice note. With CALL: no picture."""
    MISSED = 32
    """With CALL: nobody answered."""
    REACTED = 64
    """The other person put a reaction on it."""


class Texts(Protocol):
    """Where the words of a chat stand."""

    def text(self, offset: int, length: int) -> str:
        """Return the words of one message as the reader would see them, escapes undone."""

    def gather(self, offset: Int64, length: Int32) -> tuple[Bytes, Int64, Int64]:
        """Return a buffer of UTF-8 (uint8) and where in it each message starts and ends (int64).

        Offsets must rise. Messages do not overlap; there may be other bytes between them.
        """


@dataclass(frozen=True, slots=True)
class Chat:
    """The messages of one conversation as columns of equal length, in the order of the file.

    `source` names the reader. `people` holds the names as the file gives them; `sender` (int16) is an index into it,
    -1 for nobody. `time` (int64) counts seconds since 1970-01-01 00:00 of the wall clock in `zone`: empty for the
    local time of the phone, "UTC" where the format gives that (see `in_zone`). `kind` (int8) holds values of Kind,
    `flags` (uint8) of Flag. `offset` (int64) and `length` (int32) are handed to `texts`.
    """

    source: str
    people: tuple[str, ...]
    time: Int64
    sender: Int16
    kind: Int8
    flags: Bytes
    offset: Int64
    length: Int32
    texts: Texts
    zone: str = ""

    def __post_init__(self) -> None:
        rows = {len(c) for c in (self.time, self.sender, self.kind, self.flags, self.offset, self.length)}
        if len(rows) != 1:
            raise DialogueError(f"columns of different lengths: {sorted(rows)}")

    def __len__(self) -> int:
        return len(self.time)

    def text(self, i: int) -> str:
        """Return the words of message `i`. Raises IndexError beyond the chat, BrokenFile when the file has changed."""
        return self.texts.text(int(self.offset[i]), int(self.length[i]))

    def talk(self) -> NDArray[np.bool_]:
        """Which messages count as talk: words of one of the people."""
        return np.asarray((self.kind == Kind.TALK) & (self.sender >= 0))

    def counts(self) -> Int64:
        """Messages by person and kind, (people + 1) x kinds; the last row is nobody's."""
        rows = np.where(self.sender < 0, len(self.people), self.sender).astype(np.int64)
        flat = np.bincount(rows * len(Kind) + self.kind, minlength=(len(self.people) + 1) * len(Kind))
        return np.asarray(flat.reshape(-1, len(Kind)), dtype=np.int64)

    def take(self, rows: NDArray[np.bool_] | NDArray[np.intp] | slice) -> "Chat":
        """The chat of these rows only, by mask, by index or by slice."""
        columns = {name: getattr(self, name)[rows] for name in COLUMNS}
        return replace(self, **columns)

    def in_order(self) -> "Chat":
        """The same messages by time; those of one second keep the order of the file."""
        if bool((np.diff(self.time) >= 0).all()):
            return self
        return self.take(np.argsort(self.time, kind="stable"))

    def in_zone(self, name: str) -> "Chat":
        """The same chat by the wall clock of a time zone ("Europe/Berlin"), where the format gave UTC.

        A chat that already has the local time of its phone stays as it is. Raises DialogueError for an unknown zone.
        """
        if not self.zone:
            return self
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  # only then is it worth its import

        try:
            zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise DialogueError(f"there is no time zone {name!r}") from error
        quarters, where = np.unique(self.time // QUARTER, return_inverse=True)
        beside = [_beside(quarter * QUARTER, zone) for quarter in quarters.tolist()]
        return replace(self, time=self.time + np.array(beside, np.int64)[where], zone="")

    def merged(self, same: Mapping[str, str]) -> "Chat":
        """Count the names that are keys of `same` as the person they map to. Unknown keys are ignored."""
        called = [same.get(name, name) for name in self.people]
        people = tuple(dict.fromkeys(called))
        index = np.array([*(people.index(name) for name in called), -1], dtype=np.int16)
        return replace(self, people=people, sender=index[self.sender])


def _beside(second: int, zone: "ZoneInfo") -> int:
    """How far a zone's clock is from UTC, in seconds; clocks change at quarters of an hour only."""
    away = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).astimezone(zone).utcoffset()
    return int(away.total_seconds()) if away else 0


QUARTER = 900
COLUMNS = ("time", "sender", "kind", "flags", "offset", "length")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line (from 1; for formats without lines the number of the entry) that could not be read, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Dates:
    """How the order of day and month was decided.

    `by` is "format" (the format leaves no choice), "impossible" (the other order has a month 13 or a day that does
    not exist), "sequence" (the other order runs back in time far more often) or "asked". `against` counts the
    headers that do not fit the order chosen, of `headers`.
    """

    order: Order
    by: Literal["format", "impossible", "sequence", "asked"]
    headers: int
    against: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: the chat, the lines that could not be read (the first thousand; `bad_lines` counts all).

    `of_two` is False where the format says that this is a group, a channel or a bot's chat, whoever wrote in it.
    """

    chat: Chat
    dates: Dates
    bad: tuple[BadLine, ...] = ()
    bad_lines: int = 0
    of_two: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """What the person has answered, and how much may be read.

    `order` decides day and month; `chat` names one of several conversations; `most_bytes` bounds what is read after
    unpacking, all files together; `scratch` is a folder in which columns of very long chats may be kept instead of
    in memory (the words are never written there).
    """

    order: Order | None = None
    chat: str | None = None
    most_bytes: int = 4 << 30
    scratch: Path | None = None
    same: Mapping[str, str] = field(default_factory=dict)
