"""iMessage, as imessage-exporter writes it in plain text.

    May 17, 2022  5:29:42 PM (Read by you after 1 hour)
    Ben
    the words
    Tapbacks:
    Loved by Ana

Times are the local time of the computer that exported; one's own messages are from "Me". An answer stands under the
message it answers, indented, and again where it belongs in time; the indented one is left out. Of an edited message the
last version counts.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._headed import pieces
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE: Final = rb"[A-Z][a-z]{2} \d\d, \d{4} {1,2}\d{1,2}:\d\d:\d\d [AP]M"
HEADER: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?(" + _DATE + rb")(?: \(Read by [^\n]{1,200}\))?"
    rb"(?:\r?\n([^\n]{1,200})\n| ([^\n(][^\n]*)(?:\n|\Z))",
    re.MULTILINE,
)
_REPLY_BELOW: Final = re.compile(rb"^ {4}" + _DATE, re.MULTILINE)
_REACTIONS: Final = re.compile(rb"^(?:Tapbacks|Reactions):\r?\n", re.MULTILINE)
_ANSWERED: Final = re.compile(rb"^This message responded to an earlier message\.\r?\n?", re.MULTILINE)
_EFFECT: Final = re.compile(rb"^Sent with [A-Z][A-Za-z ]{2,24}\s*\Z", re.MULTILINE)
_EDITED: Final = re.compile(rb"^Edited [^\n:]{1,60} later: ", re.MULTILINE)
_UNSENT: Final = re.compile(rb"^[^\n]{1,200} unsent this message part[^\n]*(?:!|$)\s*\Z", re.MULTILINE)
_FILE: Final = re.compile(
    rb"^(?:(?:~|[A-Z]:)?[/\\][^\n]*[Aa]ttachments[/\\][^\n]+|attachments/[^\n]+|Attachment missing!)(?:\r?\n|\Z)",
    re.MULTILINE,
)
_MORE_THAN_WORDS: Final = (
    *(
        b"/",
        b"~",
        b"attachments/",
        b"Attachment ",
        b" ",
        b"Edited ",
        b"Sent with ",
        b"Tapbacks:",
        b"Reactions:",
        b"This m",
    ),
    *(b"%c:" % letter for letter in range(ord("A"), ord("Z") + 1)),
)
"""How a line begins that may be something else; others need not be looked at more closely."""

_SOUND: Final = (b".caf", b".amr", b".m4a")


def looks_like(head: bytes, name: str) -> float:  # noqa: ARG001  # the content says it all
    """How sure it is that these are the first bytes of such an export."""
    return 0.95 if HEADER.match(head.lstrip(b"\r\n")) else 0.0


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation; each file is one. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    found, base = [], 0
    for source in sources:
        name = source.name.rpartition("/")[2].removesuffix(".txt")
        found.append(Conversation(name or "?", _rows(source, base)))
        base += source.size
    one = chosen(found, ask)
    chat = one.rows.chat("imessage", FileTexts(sources))
    return Reading(chat, Dates("mdy", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count)


def _rows(source: Source, base: int) -> Rows:
    rows = Rows()
    for line, offset, piece, header in pieces(source, HEADER):
        if header is None:
            if piece.strip():
                rows.refuse(line, "it stands before the first message")
            continue
        time = _seconds(header[1])
        if time is None:
            rows.refuse(line, "its date does not exist")
            continue
        begin = header.end() - header.start()
        if header[3] is not None:
            told = header.start(3) - header.start()
            rows.add(time, -1, Kind.SYSTEM, Flag.NONE, (base + offset + told, len(header[3].rstrip())))
            continue
        kind, flags, start, end = _body(piece[begin:])
        who = rows.who(header[2].decode("utf-8", "replace").strip())
        rows.add(time, who, kind, flags, (base + offset + begin + start, end - start))
    return rows


def _seconds(written: bytes) -> int | None:
    date, clock, half = written.rsplit(None, 2)
    day, clocked = _day(date), _clock(clock, half)
    return None if day is None or clocked is None else day + clocked


@lru_cache(maxsize=4096)
def _clock(written: bytes, half: bytes) -> int | None:
    hour, minute, second = (int(part) for part in written.split(b":"))
    if not 1 <= hour <= 12 or minute > 59 or second > 59:
        return None
    return (hour % 12 + 12 * (half == b"PM")) * 3600 + minute * 60 + second


@lru_cache(maxsize=512)
def _day(date: bytes) -> int | None:
    """Seconds at the beginning of a day like "May 17, 2022"; the names of months are English whatever the locale."""
    month, day, year = date.decode().split()
    try:
        at = datetime(int(year), MONTHS.index(month) + 1, int(day.rstrip(",")), tzinfo=UTC)
    except ValueError:
        return None
    return int(at.timestamp())


def _body(body: bytes) -> tuple[Kind, int, int, int]:
    """What a message is, its flags, and where its words begin and end."""
    said = body.rstrip()
    if b"\n" not in said and not said.startswith(_MORE_THAN_WORDS) and b" unsent this " not in said:
        return (Kind.TALK if said.strip() else Kind.EMPTY), Flag.NONE, 0, len(said)
    flags, start, end = Flag.NONE, 0, len(body)
    for mark, flag in ((_REPLY_BELOW, Flag.NONE), (_REACTIONS, Flag.REACTED), (_ANSWERED, Flag.REPLY)):
        if found := mark.search(body):
            end = min(end, found.start())
            flags |= flag
    words = body[:end].rstrip()
    if _UNSENT.match(words):
        return Kind.DELETED, flags, 0, 0
    if found := _EFFECT.search(words):
        words = words[: found.start()].rstrip()
    for found in _EDITED.finditer(words):
        flags, start = flags | Flag.EDITED, found.end()
    attached, sound = False, False
    while file := _FILE.match(words, start):
        attached, sound = True, sound or file[0].rstrip().lower().endswith(_SOUND)
        start = file.end()
    if start < len(words):
        return Kind.TALK, flags | (Flag.ATTACHED if attached else Flag.NONE), start, len(words)
    if attached:
        return Kind.MEDIA, flags | (Flag.VOICE if sound else Flag.NONE), 0, 0
    return Kind.EMPTY, flags, 0, 0
