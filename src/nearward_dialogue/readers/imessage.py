"""iMessage: `chat.db` of a Mac, or `sms.db` of an iPhone's backup.

Times are counted from 2001 in UTC. Newer systems keep the words in `attributedBody`. One's own messages are from "Me",
the other's from their number or address; what one person sent by SMS and by iMessage is one conversation. Recent
messages may still stand in the `-wal` file beside the database, which is not read.
"""

import zipfile
from array import array
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from typing import BinaryIO, Final

import numpy as np

from nearward_dialogue.errors import BrokenFile, TooLarge
from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._imessage_row import COLUMNS, message_of, words_of
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.readers._sqlite import MAGIC, Database, Table
from nearward_dialogue.shapes import Ask, Bytes, Dates, Int32, Int64, Kind, Reading
from nearward_dialogue.sources import Source, read_some

ME: Final = "Me"
GROUP_STYLE: Final = 43
MOST_PACKED: Final = 64 << 20
_NAMES: Final = (b"attributedBody", b"chat_message_join", b"is_from_me", b"associated_message_guid")


def looks_like(head: bytes, name: str) -> float:  # noqa: ARG001  # the content says it all
    """How sure it is that these are the first bytes of a database of Messages."""
    if not head.startswith(MAGIC):
        return 0.0
    return 0.95 if any(each in head for each in _NAMES) else 0.6


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    source = sources[0]
    with _opened(source) as handle:
        database = Database(handle, source.size, source.name)
        tables = database.tables()
        for name in ("message", "chat", "handle", "chat_message_join"):
            if name not in tables:
                raise BrokenFile(f"{source.name} is a database, but not one of Messages: it has no table {name!r}")
        found = _conversations(database, tables)
    one = chosen(found, ask)
    chat = one.rows.chat("imessage", DatabaseTexts(source, tables["message"]), "UTC").in_order()
    return Reading(chat, Dates("ymd", "format", len(chat)), tuple(one.rows.bad), one.rows.bad_count, one.of_two)


@dataclass(slots=True)
class DatabaseTexts:
    """The words of messages in a database; an offset is where the row of a message stands in the file."""

    source: Source
    table: Table
    _database: list[Database] = field(default_factory=list, repr=False)

    def __del__(self) -> None:
        for database in self._database:
            database.handle.close()

    def text(self, offset: int, length: int) -> str:
        """Return the words of the message whose row stands at `offset`; none without a length."""
        if not length:
            return ""
        if not self._database:
            self._database.append(Database(_opened(self.source), self.source.size, self.source.name))
        row = self._database[0].row_at(self.table, offset)
        return words_of(dict(zip(self.table.columns, row, strict=True)))[0]

    def gather(self, offset: Int64, length: Int32) -> tuple[Bytes, Int64, Int64]:
        """Return a buffer of UTF-8 (uint8) and where in it each message starts and ends (int64)."""
        pieces = [
            self.text(int(at), int(size)).encode("utf-8", "replace") for at, size in zip(offset, length, strict=True)
        ]
        bounds = np.fromiter(accumulate((len(piece) + 1 for piece in pieces), initial=0), np.int64, len(pieces) + 1)
        return np.frombuffer(b"\n".join([*pieces, b""]), np.uint8), bounds[:-1], bounds[1:] - 1


def _opened(source: Source) -> BinaryIO:
    """A database is read here and there, which a packed file is not made for; a small one is unpacked in memory."""
    handle = source.open()
    if not isinstance(handle, zipfile.ZipExtFile):
        return handle
    with handle:
        if source.size > MOST_PACKED:
            raise TooLarge(f"{source.name} is too large to be read inside a zip: take it out first")
        return BytesIO(read_some(handle, source.size, source.name))


def _conversations(database: Database, tables: dict[str, Table]) -> list[Conversation]:
    handles = _handles(database, tables["handle"])
    names, of_two, number_of = _chats(database, tables["chat"])
    rows = [Rows() for _ in names]
    message, conversation = _joined(database, tables["chat_message_join"], number_of)
    table = tables["message"]
    wanted = [(name, table.columns.index(name)) for name in COLUMNS if name in table.columns]
    for number, position, values in database.rows(table):
        k = int(np.searchsorted(message, number))
        if k == len(message) or message[k] != number:
            continue
        into = rows[conversation[k]]
        read = message_of({name: values[column] for name, column in wanted})
        if isinstance(read, str):
            into.refuse(number, read)
            continue
        name = ME if read.from_me else handles.get(read.handle, names[conversation[k]])
        who = -1 if read.kind == Kind.SYSTEM else into.who(name)
        into.add(read.time, who, read.kind, read.flags, (position, read.length))
    return [Conversation(name, each, two) for name, each, two in zip(names, rows, of_two, strict=True)]


def _handles(database: Database, table: Table) -> dict[int, str]:
    at = _column(table, "id")
    return {number: _name(values[at]) for number, _, values in database.rows(table)}


def _chats(database: Database, table: Table) -> tuple[list[str], list[bool], dict[int, int]]:
    """The names of conversations, whether each is of two people, and which one a chat's number belongs to."""
    who, shown = _column(table, "chat_identifier"), _column(table, "display_name")
    style = _column(table, "style")
    names: list[str] = []
    of_two: list[bool] = []
    by_key: dict[str, int] = {}
    number_of: dict[int, int] = {}
    for number, _, values in database.rows(table):
        key = _name(values[who])
        if key not in by_key:
            by_key[key] = len(names)
            names.append(_name(values[shown] or key))
            of_two.append(values[style] != GROUP_STYLE)
        number_of[number] = by_key[key]
    return names, of_two, number_of


def _joined(database: Database, table: Table, number_of: dict[int, int]) -> tuple[Int64, Int32]:
    """The numbers of messages in rising order, and the conversation each belongs to."""
    chat, message = _column(table, "chat_id"), _column(table, "message_id")
    messages, conversations = array("q"), array("i")
    for _, _, values in database.rows(table):
        in_chat, number = values[chat], values[message]
        if isinstance(in_chat, int) and isinstance(number, int) and in_chat in number_of:
            messages.append(number)
            conversations.append(number_of[in_chat])
    order = np.argsort(np.array(messages, np.int64), kind="stable")
    return np.array(messages, np.int64)[order], np.array(conversations, np.int32)[order]


def _column(table: Table, name: str) -> int:
    try:
        return table.columns.index(name)
    except ValueError:
        raise BrokenFile(f"a database, but not one of Messages: there is no column {name!r}") from None


def _name(value: object) -> str:
    return value if isinstance(value, str) and value else "?"
