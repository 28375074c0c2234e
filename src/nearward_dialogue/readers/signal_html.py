"""Signal, as signal-export writes it in `index.html`.

Of messages that follow each other from one person only the first has a name and a time; the others are given that time
too. `data.json` and `chat.md`, which lie beside it, have the time of each, and are preferred.
"""

import re
from typing import Final

from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._headed import pieces
from nearward_dialogue.readers._html import inner, is_blank, words
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.readers._times import iso_seconds
from nearward_dialogue.readers.signal import conversation_name
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

HEADER: Final = re.compile(rb'<div class="msg(?: ([a-z ]{1,60}))?"[^>]{0,200}>')
_TIME: Final = re.compile(rb'<time class="time" datetime="([0-9T:.+-]{10,40})"')
_FILES: Final = re.compile(rb"<(?:img|audio|video|figure|source)\b|\./media/|exported_stickers/")


def looks_like(head: bytes, name: str) -> float:  # noqa: ARG001  # the content says it all
    """How sure it is that this is such a page; less than for the other forms of the same export."""
    return 0.9 if HEADER.search(head) and _TIME.search(head) and b'<span class="sender">' in head else 0.0


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    found, base = [], 0
    for source in sources:
        found.append(Conversation(conversation_name(source.name), _rows(source, base)))
        base += source.size
    one = chosen(found, ask)
    chat = one.rows.chat("signal", FileTexts(sources, decode=words, as_is=False))
    return Reading(chat, Dates("ymd", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count)


def _rows(source: Source, base: int) -> Rows:
    rows = Rows()
    time, who = None, -1
    for line, offset, piece, header in pieces(source, HEADER):
        if header is None:
            continue
        if b"cont" not in (header[1] or b"").split():
            sender, at = inner(piece, b'<span class="sender">', b"</span>"), _TIME.search(piece)
            time = iso_seconds(at[1].decode()) if at else None
            who = rows.who(words(piece[slice(*sender)])[:200] or "?") if sender else -1
        if time is None or who < 0:
            rows.refuse(line, "it has no time that can be read, or no sender")
            continue
        kind, flags, start, end = _kind(piece, header[1] or b"")
        rows.add(time, who, kind, flags, (base + offset + start, end - start))
    return rows


def _kind(piece: bytes, marks: bytes) -> tuple[Kind, int, int, int]:
    flags = Flag.REPLY if b'<div class="quote">' in piece else Flag.NONE
    if b'class="reactions"' in piece:
        flags |= Flag.REACTED
    if b"deleted" in marks.split():
        return Kind.DELETED, flags, 0, 0
    attached = _FILES.search(piece) is not None
    start, end = inner(piece, b'<div class="body">') or (0, 0)
    if not is_blank(piece[start:end]):
        return Kind.TALK, flags | Flag.ATTACHED if attached else flags, start, end
    return (Kind.MEDIA if attached else Kind.EMPTY), flags, 0, 0
