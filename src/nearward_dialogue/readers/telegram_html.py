"""Telegram Desktop's export as pages: `messages.html`, `messages2.html` and so on.

Newer exports write the offset of the clock, and times are given as UTC; older ones have the local time of the computer
that exported. Lines of Telegram's own carry no time and are given that of what stands before them. A message that was
edited does not say so here; the machine-readable export tells more.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._headed import pieces
from nearward_dialogue.readers._html import inner, is_blank, words
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

HEADER: Final = re.compile(rb'<div class="message (default|service)\b([^"]{0,80})" id="message(-?)\d{1,20}">')
_DATE: Final = re.compile(
    rb'class="pull_right date details" title="(\d\d\.\d\d\.\d{4}) (\d\d):(\d\d):(\d\d)( UTC[+-]\d\d:\d\d)?"'
)
_PAGE: Final = re.compile(r"messages(\d*)\.html?$")
_MISSED: Final = re.compile(rb'<div class="status details">\s*(?:Missed|Cancelled|Declined|Busy)')
_GROUP: Final = re.compile(
    rb" (?:created|converted (?:this|a basic)) group\b| (?:invited|removed) | joined group by |Channel .{1,200} created"
)
_DAY: Final = re.compile(rb'<div class="body details">\s*(\d{1,2}) (\w+) (\d{4})\s*</div>')
HARDLY: Final = 5_000


def looks_like(head: bytes, name: str) -> float:  # noqa: ARG001  # the content says it all
    """How sure it is that this is a page of such an export."""
    if not HEADER.search(head):
        return 0.0
    return 0.95 if b"from_name" in head or b"page_header" in head else 0.6


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    sources = tuple(sorted(sources, key=_place))
    found: dict[str, _Pages] = {}
    base = 0
    for source in sources:
        found.setdefault(_place(source)[0], _Pages()).read(source, base)
        base += source.size
    one = chosen([Conversation(pages.name or "?", pages.rows, not pages.group) for pages in found.values()], ask)
    zone = next(pages.zone or "" for pages in found.values() if pages.rows is one.rows)
    chat = one.rows.chat("telegram", FileTexts(sources, decode=words, as_is=False), zone)
    return Reading(chat, Dates("dmy", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count, one.of_two)


def _place(source: Source) -> tuple[str, int]:
    folder, _, file = source.name.rpartition("/")
    page = _PAGE.fullmatch(file)
    return (folder, int(page[1] or 1)) if page else (source.name, 0)


class _Pages:
    """The pages of one conversation, in order."""

    def __init__(self) -> None:
        self.rows = Rows()
        self.name = ""
        self.group = False
        self.zone: str | None = None
        self._sender = -1
        self._time: int | None = None

    def read(self, source: Source, base: int) -> None:
        for line, offset, piece, header in pieces(source, HEADER):
            if header is None:
                title = inner(piece, b'<div class="text bold">')
                self.name = self.name or (words(piece[slice(*title)])[:200] if title else "")
            elif header[3]:
                self._new_day(piece)
            elif header[1] == b"service":
                self._told(piece, base + offset)
            elif reason := self._message(piece, base + offset, joined=b"joined" in header[2]):
                self.rows.refuse(line, reason)
                if self.rows.bad_count > HARDLY and self.rows.bad_count > len(self.rows):
                    raise BrokenFile(f"hardly anything is a message: in line {line} {reason}")

    def _new_day(self, piece: bytes) -> None:
        """A line between two days; it gives a time to what Telegram tells before the first message."""
        found = _DAY.search(piece)
        if found and self._time is None:
            self._time = _named_day(found[1].decode(), found[2].decode("utf-8", "replace"), found[3].decode())

    def _told(self, piece: bytes, at: int) -> None:
        start, end = inner(piece, b'<div class="body details">') or (0, 0)
        self.group = self.group or bool(_GROUP.search(piece, start, end))
        self.rows.add(self._time or 0, -1, Kind.SYSTEM, Flag.NONE, (at + start, end - start))

    def _message(self, piece: bytes, at: int, *, joined: bool) -> str:
        date = _DATE.search(piece)
        time = self._seconds(date) if date else None
        if time is None:
            return "it has no time that can be read"
        if not joined and (name := inner(piece, b'<div class="from_name">')):
            shown, _, _ = piece[slice(*name)].partition(b"<span")
            self._sender = self.rows.who(words(shown)[:200] or "?")
        if self._sender < 0:
            return "it does not say who sent it"
        self._time = time
        start, end = inner(piece, b'<div class="text">') or (0, 0)
        kind, flags = _kind(piece, blank=is_blank(piece[start:end]))
        self.rows.add(time, self._sender, kind, flags, (at + start, end - start))
        return ""

    def _seconds(self, date: "re.Match[bytes]") -> int | None:
        day = _day(date[1])
        if day is None or int(date[2]) > 23 or int(date[3]) > 59:
            return None
        seconds = day + int(date[2]) * 3600 + int(date[3]) * 60 + int(date[4])
        if self.zone is None:
            self.zone = "UTC" if date[5] else ""
        if not date[5]:
            return seconds
        ahead = int(date[5][5:7]) * 3600 + int(date[5][8:10]) * 60
        return seconds - ahead if date[5][4:5] == b"+" else seconds + ahead


@lru_cache(maxsize=512)
def _day(written: bytes) -> int | None:
    day, month, year = (int(part) for part in written.split(b"."))
    try:
        return int(datetime(year, month, day, tzinfo=UTC).timestamp())
    except ValueError:
        return None


def _named_day(day: str, month: str, year: str) -> int | None:
    names = "January February March April May June July August September October November December".split()  # noqa: SIM905
    if month not in names:
        return None
    return _day(f"{day}.{names.index(month) + 1}.{year}".encode())


def _kind(piece: bytes, *, blank: bool) -> tuple[Kind, int]:
    flags = Flag.NONE
    if b'class="forwarded body"' in piece:
        flags |= Flag.FORWARDED
    if b'class="reply_to details"' in piece:
        flags |= Flag.REPLY
    if b'class="reactions"' in piece:
        flags |= Flag.REACTED
    if b"media_call" in piece:
        return Kind.CALL, flags | Flag.MISSED if _MISSED.search(piece) else flags
    media = b'class="media_wrap' in piece
    if not blank:
        return Kind.TALK, flags | Flag.ATTACHED if media else flags
    if b'class="media_poll"' in piece:
        return Kind.POLL, flags
    if media:
        voice = b"media_voice_message" in piece or b"media_video_message" in piece
        return Kind.MEDIA, flags | Flag.VOICE if voice else flags
    return Kind.EMPTY, flags
