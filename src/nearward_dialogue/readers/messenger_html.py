"""Messenger's download as pages (`message_1.html`), where the account's language is English.

The names of the page's classes change from year to year, so only what shows is read: a message is who sent it, what was
said, and a date and time in English, which ends it. Times are local, and calls and lines of Messenger's own cannot be
told from talk: the JSON of the same download tells more.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._headed import pieces
from nearward_dialogue.readers._html import is_blank, words
from nearward_dialogue.readers._meta import NUMBERED
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

HARDLY: Final = 5_000
LEAST_OF_ONE: Final = 40
"""Bytes that a message takes at least, with its sender, date and the tags around them."""

MONTHS: Final = (b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec")
_CLOCK: Final = rb"(?:,| at)? (\d{1,2}):(\d\d)(?::(\d\d))?(?:\s|\xe2\x80\xaf|\xc2\xa0)?([AaPp][Mm])?"
HEADER: Final = re.compile(
    rb">\s{0,40}(?:([A-Z][a-z]{2})[a-z]{0,6} (\d{1,2})|(\d{1,2}) ([A-Z][a-z]{2})[a-z]{0,6}),? (\d{4})"
    + _CLOCK
    + rb"\s{0,40}<"
)
_LEAF: Final = re.compile(rb">([^<>]*[^<>\s][^<>]*)<")
_MEMBERS: Final = re.compile(rb"Participants:\s{0,40}([^<>]{1,2000})<")
_FILES: Final = re.compile(rb"<(?:img|video|audio)\b")
_UNSENT: Final = re.compile(r".{1,200} unsent a message\.?")


def looks_like(head: bytes, name: str) -> float:
    """How sure it is that this is such a page."""
    if b"<html" not in head[:2048].lower() or not HEADER.search(head):
        return 0.0
    return 0.85 if _MEMBERS.search(head) or NUMBERED.search(name) else 0.0


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    found: dict[str, tuple[Rows, set[bytes]]] = {}
    base = 0
    for source in sources:
        folder = source.name.rpartition("/")[0] if NUMBERED.search(source.name) else source.name
        _add(source, base, *found.setdefault(folder, (Rows(), set())))
        base += source.size
    one = chosen(
        [Conversation(name.rpartition("/")[2] or "?", rows, len(all_) <= 2) for name, (rows, all_) in found.items()],
        ask,
    )
    chat = one.rows.chat("messenger", FileTexts(sources, decode=words, as_is=False)).in_order()
    return Reading(chat, Dates("mdy", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count, one.of_two)


def _add(source: Source, base: int, rows: Rows, everybody: set[bytes]) -> None:
    """Each date ends the message that stands before it."""
    before, since, members = b"", 0, frozenset[bytes]()
    for line, offset, piece, header in pieces(source, HEADER):
        if header is not None:
            time = _seconds(header)
            if time is None:
                rows.refuse(line, "its date does not exist")
            elif reason := _message(before, since, time, members, rows):
                rows.refuse(line, reason)
            if len(rows) > HARDLY and offset < LEAST_OF_ONE * len(rows):
                raise BrokenFile(f"{source.name} is no page of Messenger's: nothing but dates")
        skip = header.end() - header.start() - 1 if header else 0
        if not header and (listed := _MEMBERS.search(piece)):
            members = frozenset(name.strip() for name in re.split(rb", | and ", listed[1]))
            everybody.update(members)
            skip = listed.end() - 1
        before, since = piece[skip:], base + offset + skip


def _message(before: bytes, since: int, time: int, members: frozenset[bytes], rows: Rows) -> str:
    sender = next((leaf for leaf in _LEAF.finditer(before) if not members or leaf[1].strip() in members), None)
    if sender is None:
        return "it does not say who sent it"
    start = sender.end() - 1
    reactions = before.find(b"<ul", start)
    end = reactions if reactions >= 0 else before.rfind(b"<")  # where the tag around the date begins
    said = before[start:end]
    kind, flags = _kind(said, reacted=reactions >= 0)
    where = (since + start, end - start) if kind == Kind.TALK else (since + start, 0)
    rows.add(time, rows.who(_name(sender[1])), kind, flags, where)
    return ""


@lru_cache(maxsize=512)
def _name(shown: bytes) -> str:
    return words(shown)[:200]


def _kind(said: bytes, *, reacted: bool) -> tuple[Kind, int]:
    flags = Flag.REACTED if reacted else Flag.NONE
    attached = _FILES.search(said) is not None
    if is_blank(said):
        return (Kind.MEDIA if attached else Kind.EMPTY), flags
    if len(said) < 2000 and _UNSENT.fullmatch(words(said)):
        return Kind.DELETED, flags
    return Kind.TALK, flags | Flag.ATTACHED if attached else flags


def _seconds(date: "re.Match[bytes]") -> int | None:
    month, day, other_day, other_month, year, *clock = date.groups()
    start, clocked = _day(day or other_day, (month or other_month).lower(), year), _clock(*clock)
    return None if start is None or clocked is None else start + clocked


@lru_cache(maxsize=4096)
def _clock(hour: bytes, minute: bytes, second: bytes | None, half: bytes | None) -> int | None:
    hours = int(hour)
    if half:
        hours = hours % 12 + 12 * (half.lower() == b"pm") if hours <= 12 else 24
    return hours * 3600 + int(minute) * 60 + int(second or 0) if hours < 24 and int(minute) < 60 else None


@lru_cache(maxsize=512)
def _day(day: bytes, month: bytes, year: bytes) -> int | None:
    try:
        return int(datetime(int(year), MONTHS.index(month) + 1, int(day), tzinfo=UTC).timestamp())
    except ValueError:
        return None
