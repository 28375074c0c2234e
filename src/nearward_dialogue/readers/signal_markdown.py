"""Signal, as signal-export writes it in `chat.md` (and older versions in `index.md` or a text file).

    [2024-06-01 14:00:00] Ana: > what was answered to

    the words
    (- Ben: ❤️ -)

Times are the local time of the computer that exported. Quote, reactions, stickers and links to attachments are known by
their place and are no words of the sender's; who types the same by hand is read as if it were one of these.
"""

import re
from typing import Final

from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._headed import pieces
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.readers._times import clock_seconds, day_seconds
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
_FILE: Final = re.compile(rb"!?\[[^\]\n]{0,300}\]\((\.{1,2}/[^)\n]{1,600})\) {0,2}")
LONGEST_FILE: Final = 1000
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
        day, clock = day_seconds(header[1]), clock_seconds(header[2])
        if day is None or clock is None:
            rows.refuse(line, "its date does not exist")
            continue
        name = header[3].decode("utf-8", "replace")
        begin = header.end() - header.start()
        kind, flags, start, end = _body(piece[begin:])
        if name in NOBODY:
            kind = Kind.SYSTEM
        who = -1 if kind == Kind.SYSTEM else rows.who(name)
        rows.add(day + clock, who, kind, flags, (base + offset + begin + start, end - start))
    return rows


def _body(body: bytes) -> tuple[Kind, int, int, int]:
    """What a message is, its flags, and where its words begin and end."""
    said = body.rstrip()
    if not said or said == DELETED:
        return (Kind.DELETED if said else Kind.EMPTY), Flag.NONE, 0, 0
    flags, start, end, attached, voice = Flag.NONE, 0, len(said), False, False
    if body.startswith(b">") and (quote := _QUOTE.match(body)):
        flags, start = Flag.REPLY, min(quote.end(), end)
    while file := _last_file(body, start, end):
        attached, voice, end = True, voice or is_voice(file[1].decode("utf-8", "replace")), file.start()
    words = body[start:end]
    if b"(( " in words and (found := _STICKER.search(words)):
        attached, words = True, words[: found.start()]
    if b"\n(- " in words and (found := _REACTIONS.search(words)):
        flags, words = flags | Flag.REACTED, words[: found.start()]
    end = start + len(words.rstrip())
    if start < end:
        return Kind.TALK, flags | Flag.ATTACHED if attached else flags, start, end
    if attached:
        return Kind.MEDIA, flags | Flag.VOICE if voice else flags, start, start
    return Kind.EMPTY, flags, start, start


def _last_file(body: bytes, start: int, end: int) -> "re.Match[bytes] | None":
    """The link to a file with which this part of a message ends; looked for from its end, as there may be many."""
    while end > start and body[end - 1] in b" \n\r":
        end -= 1
    if body[end - 1 : end] != b")":
        return None
    path = body.rfind(b"](.", max(start, end - LONGEST_FILE), end)
    label = body.rfind(b"[", max(start, end - LONGEST_FILE), path) if path >= 0 else -1
    if label < 0:
        return None
    label -= body[label - 1 : label] == b"!" and label > start
    found = _FILE.match(body, label, end)
    return found if found and found.end() == end else None
