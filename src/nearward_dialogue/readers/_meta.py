"""What Messenger and Instagram downloads have in common: `message_1.json`, newest first, in Meta's double encoding.

A conversation is a folder of numbered files. Two forms exist: the download of an account (`sender_name`,
`timestamp_ms`, `content`), and that of end-to-end encrypted chats (`senderName`, `timestamp`, `text`), one file each.
The latter still holds the words of what was taken back; they are not opened.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import msgspec

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._json_entries import Batch, Entries
from nearward_dialogue.readers._json_text import Decoder, Raw, given, is_blank, span, string
from nearward_dialogue.readers._mojibake import mended
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.readers._times import whole_seconds
from nearward_dialogue.shapes import Ask, Chat, Dates, Flag, Kind, Reading
from nearward_dialogue.sources import Source
from nearward_dialogue.texts import FileTexts

Maybe = Raw | msgspec.UnsetType
NUMBERED: Final = re.compile(r"(?:^|/)message_(\d{1,9})\.\w+$")
_MESSAGES: Final = re.compile(rb'"messages"\s*:\s*\[')
_O: Final = rb"(?:\\u00c3\\u00b3|\xc3\xb3|\xc3\x83\xc2\xb3)"
REACTED: Final = re.compile(
    rb'"(?:Liked a message|Reacted .{1,80} to your message'
    rb"|Hat mit .{1,80} reagiert|Hat eine Nachricht mit .{1,60} markiert"
    rb"|Le gust" + _O + rb" un mensaje|Reaccion" + _O + rb' con .{1,80} a tu mensaje)\s{0,3}\.?\s{0,3}"'
)
SENT: Final = re.compile(
    rb'".{1,200}(?: sent an attachment| hat einen Anhang gesendet| envi' + _O + rb' un archivo adjunto)\.?"'
)


class Member(msgspec.Struct):
    """Somebody who belongs to a conversation."""

    name: str = ""


class Thread(msgspec.Struct):
    """What stands around the messages; which are the number of their array."""

    participants: list[Member | str] = []
    title: str = ""
    thread_name: str = msgspec.field(default="", name="threadName")
    messages: list[int] = []


class Message(msgspec.Struct, gc=False):
    """What is needed of a message, in either form."""

    sender_name: str | None = None
    sender: str | None = msgspec.field(default=None, name="senderName")
    timestamp_ms: int | float | None = None
    timestamp: int | float | None = None
    content: Maybe = msgspec.UNSET
    text: Maybe = msgspec.UNSET
    type: str | None = None
    call_duration: Maybe = msgspec.UNSET
    missed: bool | None = None
    is_unsent: bool | None = None
    unsent: bool | None = msgspec.field(default=None, name="isUnsent")
    photos: Maybe = msgspec.UNSET
    videos: Maybe = msgspec.UNSET
    audio_files: Maybe = msgspec.UNSET
    gifs: Maybe = msgspec.UNSET
    files: Maybe = msgspec.UNSET
    sticker: Maybe = msgspec.UNSET
    share: Maybe = msgspec.UNSET
    media: Maybe = msgspec.UNSET
    reactions: Maybe = msgspec.UNSET


def is_meta(head: bytes) -> bool:
    """Whether these are the first bytes of either form."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or not _MESSAGES.search(head):
        return False
    account = b'"sender_name"' in head and b'"timestamp_ms"' in head
    encrypted = b'"senderName"' in head and b'"timestamp"' in head
    return account or encrypted or _is_empty_thread(head)


def read_as(name: str, sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read the files of one conversation, or ask which. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    sources = tuple(sorted(sources, key=_place))
    found: dict[str, _Thread] = {}
    base = 0
    for source in sources:
        folder = source.name.rpartition("/")[0] if NUMBERED.search(source.name) else source.name
        found.setdefault(folder, _Thread(folder)).read(source, base)
        base += source.size
    one = chosen([thread.conversation() for thread in found.values()], ask)
    texts = FileTexts(sources, decode=words, as_is=False)
    chat: Chat = one.rows.chat(name, texts, "UTC").in_order()
    return Reading(chat, Dates("ymd", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count, one.of_two)


def words(raw: bytes) -> str:
    """Return the words of a string literal in Meta's encoding; never raises."""
    return mended(string(raw))


def _is_empty_thread(head: bytes) -> bool:
    return b'"participants"' in head and (b'"thread_path"' in head or b'"threadName"' in head)


def _place(source: Source) -> tuple[str, int]:
    numbered = NUMBERED.search(source.name)
    return source.name.rpartition("/")[0] if numbered else source.name, int(numbered[1]) if numbered else 0


@dataclass(slots=True)
class _Thread:
    """One conversation, from one file or several."""

    folder: str
    name: str = ""
    members: tuple[str, ...] = ()
    rows: Rows = field(default_factory=Rows)

    def read(self, source: Source, base: int) -> None:
        entries, decoder = Entries(source), Decoder(Message)
        for batch in entries:
            self._rows(batch, decoder, base)
        try:
            thread = msgspec.json.decode(entries.skeleton, type=Thread)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise BrokenFile(f"{source.name} is no conversation: {error}") from error
        self.name = self.name or mended(thread.title or thread.thread_name)
        names = [each if isinstance(each, str) else each.name for each in thread.participants[:1000]]
        self.members = self.members or tuple(dict.fromkeys(mended(each) for each in names if each))

    def conversation(self) -> Conversation:
        return Conversation(self.name or self.folder.rpartition("/")[2] or "?", self.rows, len(self.members) <= 2)

    def _rows(self, batch: Batch, decoder: Decoder[Message], base: int) -> None:
        if batch.stray:
            self.rows.refuse(batch.first + 1, "something stands before it that is no message")
        for number, (message, anchor, reason) in enumerate(decoder.records(batch), batch.first + 1):
            if message is None:
                self.rows.refuse(number, reason)
                continue
            stamp = message.timestamp_ms if message.timestamp_ms is not None else message.timestamp
            sender = message.sender_name if message.sender_name is not None else message.sender
            if stamp is None or sender is None or (time := whole_seconds(stamp, 1000)) is None:
                self.rows.refuse(number, decoder.refuse("it has no time that can be read, or no sender"))
                continue
            literal = message.content if message.content is not msgspec.UNSET else message.text
            kind, flags = _kind(message, literal)
            who = -1 if kind == Kind.SYSTEM else self.rows.who(mended(sender))
            offset, length = span(literal, anchor - base)
            self.rows.add(time, who, kind, flags, (offset, length if kind != Kind.DELETED else 0))


def _kind(message: Message, literal: Maybe) -> tuple[Kind, int]:
    flags = int(Flag.REACTED) if _any(message.reactions) else 0
    if message.is_unsent or message.unsent:
        return Kind.DELETED, flags
    if message.type == "Call" or given(message.call_duration):
        return Kind.CALL, flags | (Flag.MISSED if message.missed else 0)
    if message.type in {"Subscribe", "Unsubscribe", "placeholder"}:
        return Kind.SYSTEM, flags
    return _written(message, literal, flags)


def _written(message: Message, literal: Maybe, flags: int) -> tuple[Kind, int]:
    voice = _any(message.audio_files)
    attached = voice or _has_media(message)
    if literal is msgspec.UNSET or is_blank(literal) or SENT.fullmatch(literal):
        if attached or not is_blank(literal):
            return Kind.MEDIA, flags | (Flag.VOICE if voice else 0)
        return Kind.EMPTY, flags
    if REACTED.fullmatch(literal):
        return Kind.REACTION, flags
    return Kind.TALK, flags | (Flag.ATTACHED if attached else 0)


def _has_media(message: Message) -> bool:
    return (
        _any(message.photos)
        or given(message.share)
        or given(message.sticker)
        or _any(message.media)
        or _any(message.videos)
        or _any(message.gifs)
        or _any(message.files)
    )


def _any(items: Maybe) -> bool:
    """Whether a list is there and not empty."""
    return items is not msgspec.UNSET and memoryview(items)[0] == ord("[") and not is_blank(items)
