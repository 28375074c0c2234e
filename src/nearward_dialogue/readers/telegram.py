"""Telegram Desktop's machine-readable export (`result.json`): one chat, or a whole account.

Times come as seconds since 1970 (`date_unixtime`) and are given as UTC; exports from before 2021 have only the local
time of the computer that exported. People are told apart by their number, not their name, so a changed name stays one
person. Telegram removes deleted messages without a trace.
"""

import json
import re
from typing import Any, Final

import msgspec

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._json_entries import Batch, Entries
from nearward_dialogue.readers._json_text import Decoder, Raw, given, is_blank, span, whole
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.readers._times import iso_seconds, whole_seconds
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

_MARKS: Final = (
    (re.compile(rb'"type"\s*:\s*"(?:personal_chat|saved_messages|bot_chat|(?:private|public)_\w+)"'), 0.5),
    (re.compile(rb'"date_unixtime"\s*:\s*"\d'), 0.6),
    (re.compile(rb'"text_entities"\s*:\s*\['), 0.2),
    (re.compile(rb'"from_id"\s*:\s*("?user|\d)'), 0.3),
    (re.compile(rb'"actor_id"\s*:\s*("?user|\d)'), 0.3),
    (re.compile(rb'"chats"\s*:\s*\{'), 0.3),
)
_MESSAGES: Final = re.compile(rb'"messages"\s*:\s*\[')
NOT_OF_TWO: Final = ("group", "channel", "bot_chat", "saved_messages")
MISSED: Final = frozenset({"missed", "busy"})


class Message(msgspec.Struct, gc=False):
    """What is needed of a message or of a service line; the rest is passed over."""

    type: str = ""
    date: str = ""
    date_unixtime: str | int = ""
    sender: str | None = msgspec.field(default=None, name="from")
    from_id: str | int | None = None
    actor: str | None = None
    actor_id: str | int | None = None
    action: str | None = None
    discard_reason: str | None = None
    text: Raw | msgspec.UnsetType = msgspec.UNSET
    edited: str | None = None
    media_type: str | None = None
    photo: Raw | msgspec.UnsetType = msgspec.UNSET
    file: Raw | msgspec.UnsetType = msgspec.UNSET
    location_information: Raw | msgspec.UnsetType = msgspec.UNSET
    contact_information: Raw | msgspec.UnsetType = msgspec.UNSET
    game_title: Raw | msgspec.UnsetType = msgspec.UNSET
    invoice_information: Raw | msgspec.UnsetType = msgspec.UNSET
    dice: Raw | msgspec.UnsetType = msgspec.UNSET
    paid_media: Raw | msgspec.UnsetType = msgspec.UNSET
    poll: Raw | msgspec.UnsetType = msgspec.UNSET
    todo_list: Raw | msgspec.UnsetType = msgspec.UNSET
    forwarded_from: Raw | msgspec.UnsetType = msgspec.UNSET
    reply_to_message_id: Raw | msgspec.UnsetType = msgspec.UNSET
    reactions: Raw | msgspec.UnsetType = msgspec.UNSET


class Talk(msgspec.Struct):
    """A chat in the skeleton: its messages are the number of their array."""

    name: str | None = None
    type: str = ""
    messages: list[int] = []


class Listed(msgspec.Struct):
    """The chats of a whole account."""

    talks: list[Talk] = msgspec.field(default_factory=list, name="list")


class Export(Talk):
    """The whole file."""

    chats: Listed | None = None
    left_chats: Listed | None = None


def looks_like(head: bytes, name: str) -> float:
    """How sure it is that these are the first bytes of a Telegram export."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{") or (b'"sender_name"' in head and b'"timestamp_ms"' in head):
        return 0.0
    sure = sum(weight for mark, weight in _MARKS if mark.search(head))
    known = bool(_MESSAGES.search(head)) or b'"chats"' in head
    return min(1.0, sure + 0.1 * (name.rsplit("/", 1)[-1] == "result.json")) if known else 0.0


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read an export. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    found: list[Conversation] = []
    zones: dict[int, str] = {}
    base = 0
    for source in sources:
        for conversation, zone in _conversations(source, base):
            zones[id(conversation.rows)] = zone
            found.append(conversation)
        base += source.size
    one = chosen(found, ask)
    texts = FileTexts(sources, decode=words, as_is=False)
    chat = one.rows.chat("telegram", texts, zones[id(one.rows)])
    return Reading(chat, Dates("ymd", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count, one.of_two)


def words(raw: bytes) -> str:
    """Return the words of a `text`: a string, or a list of strings and of marked pieces; never raises."""
    try:
        value = json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return raw.decode("utf-8", "replace")
    pieces = value if isinstance(value, list) else [value]
    return whole("".join(_piece(piece) for piece in pieces))


def _piece(piece: Any) -> str:
    text = piece.get("text", "") if isinstance(piece, dict) else piece
    return text if isinstance(text, str) else ""


def _conversations(source: Source, base: int) -> list[tuple[Conversation, str]]:
    arrays: dict[int, _Lines] = {}
    entries = Entries(source)
    for batch in entries:
        arrays.setdefault(batch.array, _Lines(base)).read(batch)
    try:
        export = msgspec.json.decode(entries.skeleton, type=Export)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenFile(f"{source.name} is no Telegram export: {error}") from error
    talks = [
        export,
        *(export.chats.talks if export.chats else []),
        *(export.left_chats.talks if export.left_chats else []),
    ]
    found = []
    for talk in talks:
        lines = arrays.get(talk.messages[0]) if talk.messages else None
        if lines is not None:
            of_two = not any(mark in talk.type for mark in NOT_OF_TWO)
            found.append((Conversation(talk.name or "?", lines.rows, of_two), lines.zone))
    return found


class _Lines:
    """The rows of one chat."""

    def __init__(self, base: int) -> None:
        self.rows = Rows()
        self.zone = ""
        self._base = base
        self._decoder = Decoder(Message)

    def read(self, batch: Batch) -> None:
        if batch.stray:
            self.rows.refuse(batch.first + 1, "something stands before it that is no message")
        for number, (message, anchor, reason) in enumerate(self._decoder.records(batch), batch.first + 1):
            if message is None:
                self.rows.refuse(number, reason)
            elif (time := self._time(message)) is None:
                self.rows.refuse(number, self._decoder.refuse("it has no time that can be read"))
            else:
                self._add(message, time, span(message.text, anchor - self._base))

    def _time(self, message: Message) -> int | None:
        if not len(self.rows):
            self.zone = "UTC" if message.date_unixtime else ""
        if self.zone:
            return whole_seconds(message.date_unixtime)
        return iso_seconds(message.date)

    def _add(self, message: Message, time: int, where: tuple[int, int]) -> None:
        if message.type == "service":
            called = message.action == "phone_call"
            sender = self._who(message.actor_id, message.actor) if called else -1
            missed = Flag.MISSED if message.discard_reason in MISSED else Flag.NONE
            self.rows.add(time, sender, Kind.CALL if called else Kind.SYSTEM, missed if called else 0, where)
            return
        sender = self._who(message.from_id, message.sender)
        kind, flags = _kind(message)
        self.rows.add(time, sender, kind, flags, where)

    def _who(self, number: str | int | None, name: str | None) -> int:
        if number is None and name is None:
            return -1
        return self.rows.who(str(number) if number is not None else f"name {name}", name or "")


def _kind(message: Message) -> tuple[Kind, int]:
    flags = 0
    # old exports say of every message that was not edited that it was edited in 1970
    if message.edited is not None and message.edited[:4] != "1970":
        flags |= Flag.EDITED
    if given(message.forwarded_from):
        flags |= Flag.FORWARDED
    if given(message.reply_to_message_id):
        flags |= Flag.REPLY
    if given(message.reactions):
        flags |= Flag.REACTED
    with_media = _has_media(message)
    if not is_blank(message.text):
        return Kind.TALK, flags | (Flag.ATTACHED if with_media else 0)
    if given(message.poll) or given(message.todo_list):
        return Kind.POLL, flags
    if with_media:
        voice = message.media_type in {"voice_message", "video_message"}
        return Kind.MEDIA, flags | (Flag.VOICE if voice else 0)
    return Kind.EMPTY, flags


def _has_media(message: Message) -> bool:
    return (
        message.media_type is not None
        or given(message.photo)
        or given(message.file)
        or given(message.location_information)
        or given(message.contact_information)
        or given(message.game_title)
        or given(message.invoice_information)
        or given(message.dice)
        or given(message.paid_media)
    )
