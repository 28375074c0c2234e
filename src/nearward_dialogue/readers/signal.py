"""Signal, as signal-export writes it in `data.json`: one JSON object a line.

Times are the local time of the computer that exported. One's own messages are from "Me".
"""

import re
from datetime import UTC, datetime
from typing import Final

import msgspec

from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._json_entries import Batch, Entries
from nearward_dialogue.readers._json_text import Decoder, Raw, given, is_blank, span, string
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

Maybe = Raw | msgspec.UnsetType
NOBODY: Final = frozenset({"No-Sender", ""})
_FIRST: Final = re.compile(rb'\s*\{\s*"date"\s*:\s*"\d{4}-\d\d-\d\d[T ][^"]{4,40}"\s*,\s*"sender"\s*:')
_VOICE: Final = re.compile(r"\.(?:m4a|aac|mp3|ogg|opus|oga|amr)$", re.IGNORECASE)


class Attachment(msgspec.Struct, gc=False):
    """A file that was sent."""

    path: str | None = None


class Message(msgspec.Struct, gc=False):
    """A line of the export."""

    date: datetime
    sender: str | None = None
    body: Maybe = msgspec.UNSET
    quote: Maybe = msgspec.UNSET
    sticker: Maybe = msgspec.UNSET
    reactions: Maybe = msgspec.UNSET
    attachments: list[Attachment] | None = None
    deleted: bool | None = None
    call: bool | None = None
    missed: bool | None = None


def looks_like(head: bytes, name: str) -> float:  # noqa: ARG001  # the content says it all
    """How sure it is that these are the first bytes of such an export."""
    return 1.0 if _FIRST.match(head.removeprefix(b"\xef\xbb\xbf")) and b'"body"' in head else 0.0


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    found, base = [], 0
    for source in sources:
        rows, decoder = Rows(), Decoder(Message)
        for batch in Entries(source, key=b""):
            _add(batch, decoder, rows, base)
        found.append(Conversation(conversation_name(source.name), rows))
        base += source.size
    one = chosen(found, ask)
    chat = one.rows.chat("signal", FileTexts(sources, decode=string, as_is=False))
    return Reading(chat, Dates("ymd", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count)


def conversation_name(path: str) -> str:
    """A conversation is called like the folder its file lies in."""
    folder, _, file = path.rpartition("/")
    return folder.rpartition("/")[2] or file or "?"


def is_voice(path: str) -> bool:
    """Whether an attachment is sound."""
    return _VOICE.search(path) is not None


def _add(batch: Batch, decoder: Decoder[Message], rows: Rows, base: int) -> None:
    if batch.stray:
        rows.refuse(batch.first + 1, "something stands before it that is no message")
    for number, (message, anchor, reason) in enumerate(decoder.records(batch), batch.first + 1):
        if message is None:
            rows.refuse(number, reason)
            continue
        kind, flags = _kind(message)
        who = -1 if kind == Kind.SYSTEM else rows.who(message.sender or "")
        rows.add(_seconds(message.date), who, kind, flags, span(message.body, anchor - base))


def _seconds(at: datetime) -> int:
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() // 1)


def _kind(message: Message) -> tuple[Kind, int]:
    flags = Flag.REACTED if given(message.reactions) and not is_blank(message.reactions) else Flag.NONE
    if message.deleted:
        return Kind.DELETED, flags
    if message.call:
        return Kind.CALL, flags | Flag.MISSED if message.missed else flags
    if message.sender in NOBODY or message.sender is None:
        return Kind.SYSTEM, flags
    if not is_blank(message.quote):
        flags |= Flag.REPLY
    attached = bool(message.attachments) or given(message.sticker)
    if not is_blank(message.body):
        return Kind.TALK, flags | Flag.ATTACHED if attached else flags
    if attached:
        voice = any(is_voice(each.path or "") for each in message.attachments or ())
        return Kind.MEDIA, flags | Flag.VOICE if voice else flags
    return Kind.EMPTY, flags
