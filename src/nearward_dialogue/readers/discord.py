"""Discord, as DiscordChatExporter writes it in JSON: a direct conversation, in one file or in parts.

People are told apart by their number; the name shown is their latest nickname. Times carry their offset and are given
as UTC. Bots and the lines Discord writes itself are SYSTEM. Whether a call was answered, the export does not say.
"""

from datetime import UTC, datetime
from typing import Final

import msgspec

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._json_entries import Batch, Entries
from nearward_dialogue.readers._json_text import Decoder, Raw, given, is_blank, span, string
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.shapes import Ask, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

Maybe = Raw | msgspec.UnsetType
WRITTEN_BY_PEOPLE: Final = frozenset({"Default", "Reply", "19"})
CALL: Final = frozenset({"Call", "3"})
NOT_OF_TWO: Final = frozenset({"DirectGroupTextChat", "GuildTextChat", "GuildVoiceChat", "GuildNews", "GuildForum"})


class Author(msgspec.Struct, gc=False):
    """Who wrote a message."""

    id: str = ""
    name: str = ""
    nickname: str | None = None
    is_bot: bool = msgspec.field(default=False, name="isBot")


class Attachment(msgspec.Struct, gc=False):
    """A file that was sent."""

    name: str | None = msgspec.field(default=None, name="fileName")


class Message(msgspec.Struct, gc=False):
    """What is needed of a message."""

    timestamp: datetime
    author: Author
    type: str = "Default"
    edited: Maybe = msgspec.field(default=msgspec.UNSET, name="timestampEdited")
    content: Maybe = msgspec.UNSET
    attachments: list[Attachment] = []
    stickers: Maybe = msgspec.UNSET
    embeds: Maybe = msgspec.UNSET
    reactions: Maybe = msgspec.UNSET
    reference: Maybe = msgspec.UNSET
    forwarded: Maybe = msgspec.field(default=msgspec.UNSET, name="forwardedMessage")
    poll: Maybe = msgspec.UNSET


class Channel(msgspec.Struct):
    """The conversation."""

    id: str = ""
    type: str = ""
    name: str = ""


class Export(msgspec.Struct):
    """What stands around the messages."""

    channel: Channel


def looks_like(head: bytes, name: str) -> float:  # noqa: ARG001  # the content says it all
    """How sure it is that these are the first bytes of such an export."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return 0.0
    return sum(0.25 for mark in (b'"guild"', b'"channel"', b'"exportedAt"', b'"dateRange"') if mark in head[:8192])


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    found: dict[str, tuple[Rows, Channel]] = {}
    base = 0
    for source in sources:
        part, channel = _part(source, base)
        if channel.id in found:
            found[channel.id][0].extend(part)
        else:
            found[channel.id] = (part, channel)
        base += source.size
    one = chosen([Conversation(c.name or "?", rows, c.type not in NOT_OF_TWO) for rows, c in found.values()], ask)
    chat = one.rows.chat("discord", FileTexts(sources, decode=string, as_is=False), "UTC").in_order()
    return Reading(chat, Dates("ymd", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count, one.of_two)


def _part(source: Source, base: int) -> tuple[Rows, Channel]:
    rows, entries, decoder = Rows(), Entries(source), Decoder(Message)
    for batch in entries:
        _add(batch, decoder, rows, base)
    try:
        return rows, msgspec.json.decode(entries.skeleton, type=Export).channel
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenFile(f"{source.name} is no such export: {error}") from error


def _add(batch: Batch, decoder: Decoder[Message], rows: Rows, base: int) -> None:
    if batch.stray:
        rows.refuse(batch.first + 1, "something stands before it that is no message")
    for number, (message, anchor, reason) in enumerate(decoder.records(batch), batch.first + 1):
        if message is None:
            rows.refuse(number, reason)
            continue
        kind, flags = _kind(message)
        author = message.author
        who = -1 if kind == Kind.SYSTEM else rows.who(author.id or author.name, author.nickname or author.name)
        rows.add(_seconds(message.timestamp), who, kind, flags, span(message.content, anchor - base))


def _seconds(at: datetime) -> int:
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() // 1)


def _kind(message: Message) -> tuple[Kind, int]:
    flags = Flag.REACTED if _any(message.reactions) else Flag.NONE
    if message.type in CALL:
        return Kind.CALL, flags
    if message.type not in WRITTEN_BY_PEOPLE or message.author.is_bot:
        return Kind.SYSTEM, flags
    if given(message.edited):
        flags |= Flag.EDITED
    if given(message.forwarded):
        flags |= Flag.FORWARDED
    elif given(message.reference) or message.type != "Default":
        flags |= Flag.REPLY
    attached = bool(message.attachments) or _any(message.stickers)
    if not is_blank(message.content):
        return Kind.TALK, flags | Flag.ATTACHED if attached else flags
    if given(message.poll):
        return Kind.POLL, flags
    if attached or _any(message.embeds) or given(message.forwarded):
        voice = any((each.name or "").startswith("voice-message") for each in message.attachments)
        return Kind.MEDIA, flags | Flag.VOICE if voice else flags
    return Kind.EMPTY, flags


def _any(items: Maybe) -> bool:
    """Whether a list is there and not empty."""
    return given(items) and not is_blank(items)
