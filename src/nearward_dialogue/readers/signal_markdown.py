"""Signal, as signal-export writes it in `chat.md` (and older versions in `index.md` or a text file).

    [2024-06-01 14:00:00] Ana: > what was answered to

    the words
    (- Ben: ❤️ -)

Times are the local time of the computer that exported. Quote, reactions, stickers and links to attachments are known by
their place and are no words of the sender's; who types the same by hand is read as if it were one of these.
"""

import re
from collections.abc import Iterator
from typing import Final

from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._headed import pieces
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.readers._times import iso_seconds
from nearward_dialogue.readers.signal import NOBODY, conversation_name, is_voice
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

HEADER: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] "
    rb"([^\n:]{1,200}(?::[^\n: ][^\n:]{0,200}){0,3}): ?",
    re.MULTILINE,
)
_LINES: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?\[\d{4}-\d\d-\d\d(,?) \d\d:\d\d(:\d\d)?\] [^\n:]{1,200}: ?", re.MULTILINE
)
_OF_SIGNAL: Final = re.compile(rb"\n\(- [^\n]{1,200} -\)|\]\(\./[^)\n]+\)  ?|\(This message was deleted\)\n|\n\(\( ")
_MARKS_OF_WHATSAPP: Final = (b"\xe2\x80\x8e", b"\xe2\x80\x8f", b"<Media omitted>", b"image omitted", b"<attached: ")
_QUOTE: Final = re.compile(rb"(?:>[^\n]*\n){1,200}\r?\n")
_REACTIONS: Final = re.compile(rb"\n\(- [^\n]{1,2000} -\)\s*$")
_STICKER: Final = re.compile(rb"(?:^|\n)\(\( [^\n]{1,100} \)\)\s*$")
_FILES: Final = re.compile(rb"(?:!?\[[^\]\n]{0,300}\]\((\.{1,2}/[^)\n]{1,600})\) {0,2})+\s*$")
DELETED: Final = b"(This message was deleted)"


def looks_like(head: bytes, name: str) -> float:  # noqa: ARG001  # the content says it all
    """How sure it is. Swedish and Canadian iPhones write WhatsApp in the same way, but with marks of its own."""
    found = _LINES.search(head[:4096])
    if not found or any(mark in head for mark in _MARKS_OF_WHATSAPP):
        return 0.0
    if _OF_SIGNAL.search(head) or (found[1] and not found[2]):
        return 0.95
    return 0.0 if found[1] else 0.92


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    found, base = [], 0
    for source in sources:
        found.append(Conversation(conversation_name(source.name), _rows(source, base)))
        base += source.size
    one = chosen(found, ask)
    chat = one.rows.chat("signal", FileTexts(sources))
    return Reading(chat, Dates("ymd", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count)


def _rows(source: Source, base: int) -> Rows:
    rows = Rows()
    for line, offset, piece, header in pieces(source, HEADER):
        if header is None:
            if piece.strip():
                rows.refuse(line, "it stands before the first message")
            continue
        time = iso_seconds(f"{header[1].decode()}T{header[2].decode()}")
        if time is None:
            rows.refuse(line, "its date does not exist")
            continue
        name = header[3].decode("utf-8", "replace")
        begin = header.end() - header.start()
        kind, flags, start, end = _body(piece[begin:])
        if name in NOBODY:
            kind = Kind.SYSTEM
        who = -1 if kind == Kind.SYSTEM else rows.who(name)
        rows.add(time, who, kind, flags, (base + offset + begin + start, end - start))
    return rows


def _body(body: bytes) -> tuple[Kind, int, int, int]:
    """What a message is, its flags, and where its words begin and end."""
    if body.rstrip() == DELETED:
        return Kind.DELETED, Flag.NONE, 0, 0
    flags, start, end, attached = Flag.NONE, 0, len(body.rstrip()), False
    if body.startswith(b">") and (quote := _QUOTE.match(body)):
        flags, start = Flag.REPLY, quote.end()
    for found, mark in _tail(body[start:end]):
        end = start + found.start()
        flags |= mark
        attached = attached or mark != Flag.REACTED
    end = max(start, start + len(body[start:end].rstrip()))
    if start < end:
        return Kind.TALK, flags & ~Flag.VOICE | (Flag.ATTACHED if attached else Flag.NONE), start, end
    return (Kind.MEDIA if attached else Kind.EMPTY), flags, start, start


def _tail(words: bytes) -> "Iterator[tuple[re.Match[bytes], Flag]]":
    """What stands after the words, from the end: links to files, a sticker, reactions."""
    if b"](." in words and (found := _FILES.search(words)):
        yield found, Flag.VOICE if is_voice(found[1].decode("utf-8", "replace")) else Flag.NONE
        words = words[: found.start()]
    if b"(( " in words and (found := _STICKER.search(words)):
        yield found, Flag.NONE
        words = words[: found.start()]
    if b"\n(- " in words and (found := _REACTIONS.search(words)):
        yield found, Flag.REACTED
