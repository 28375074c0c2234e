"""WhatsApp's "export chat", from Android and iPhone, in any language.

    12/31/21, 9:05 PM - Ana: hello          [31.12.21, 21:05:33] Ana: hello

Text or zip. The shape of a header and the order of day and month are decided once a file; lines of any other shape
are words. What WhatsApp writes in place of words is kept as a kind of its own.
"""

from pathlib import PurePath
from typing import Any, Final

import numpy as np

from nearward_dialogue.columns import DTYPES, Columns, let_go
from nearward_dialogue.dates import IMPOSSIBLE, Runs, decide, in_seconds, is_short_thai, runs_of
from nearward_dialogue.errors import NoMessages, SeveralChats
from nearward_dialogue.readers._whatsapp_header import header_of
from nearward_dialogue.readers._whatsapp_phrases import speaks_of_a_group
from nearward_dialogue.readers._whatsapp_scan import Scan
from nearward_dialogue.shapes import Ask, BadLine, Chat, Kind, Order, Reading
from nearward_dialogue.sources import Source, read_some
from nearward_dialogue.texts import FileTexts

ROWS: Final = 1 << 14
"""How many messages are looked at at a time once they are rows."""

MOST_BAD: Final = 1000
MOST_NOTICES: Final = 500
LOOKED_AT: Final = 100
_OWN_NAMES: Final = ("whatsapp", "_chat")


def looks_like(head: bytes, name: str) -> float:
    """How sure it is that this is such a chat: its lines begin with headers, all of one shape."""
    lines = [line for line in head.splitlines()[:LOOKED_AT] if line.strip()]
    if not lines:
        return 0.0
    headers = [header for line in lines if (header := header_of(line))]
    alike = max((sum(one.style == other.style for other in headers) for one in headers[:5]), default=0)
    if alike < min(3, len(lines)) and not (alike and header_of(lines[0])):
        return 0.0
    if header_of(lines[0]) and b" - " in lines[0][:80]:
        return 0.95  # no other format writes a dash there
    named = any(own in PurePath(name).name.lower() for own in _OWN_NAMES)
    return 0.9 if named else 0.7


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one chat. Raises SeveralChats, AmbiguousDates, NoMessages, BrokenFile."""
    source = _chosen(sources, ask)
    scan = Scan(Columns(dict(DTYPES), ask.scratch))
    scan.run(source)
    if not scan.columns.rows:
        raise NoMessages(f"there is no message in {source.name}")
    columns: dict[str, Any] = {**scan.columns.finish()}
    scan.senders.settle(columns)
    runs = _runs(columns["time"])
    dates = decide(runs, ask.order, dotted=scan.dotted)
    lost = _told_in_seconds(columns, dates.order, short_thai=is_short_thai(runs, dates.order))
    bad = _before(scan.before) + _bad_days(source, columns["offset"], lost[:MOST_BAD])
    chat = Chat("whatsapp", tuple(scan.senders.people), texts=FileTexts((source,)), **columns)
    return Reading(chat, dates, bad[:MOST_BAD], scan.before + len(lost), of_two=not _is_group(chat))


def _chosen(sources: tuple[Source, ...], ask: Ask) -> Source:
    if ask.chat:
        sources = tuple(source for source in sources if source.name == ask.chat)
    if len(sources) > 1:
        named = tuple(s for s in sources if any(own in PurePath(s.name).name.lower() for own in _OWN_NAMES))
        sources = named if len(named) == 1 else sources
    if len(sources) > 1:
        raise SeveralChats(tuple((source.name, -1) for source in sources))
    if not sources:
        raise NoMessages(f"there is no chat named {ask.chat}")
    return sources[0]


def _is_group(chat: Chat) -> bool:
    """Whether one of the first notices speaks of a group, as none between two people does."""
    left = MOST_NOTICES
    for at in range(0, len(chat), ROWS):
        rows = at + np.flatnonzero(chat.kind[at : at + ROWS] == Kind.SYSTEM)[:left]
        if any(speaks_of_a_group(chat.text(row), chat.people) for row in rows.tolist()):
            return True
        let_go(chat.kind, chat.offset, chat.length)
        left -= len(rows)
        if not left:
            break
    return False


def _runs(code: Any) -> Runs:
    """Runs of equal dates of the whole column, looked at in parts."""
    runs = runs_of(np.zeros(0, np.int64))
    for at in range(0, len(code), ROWS):
        part = code[at : at + ROWS]
        runs = runs.and_then(runs_of(np.asarray(part)))
        let_go(part)
    return runs


def _told_in_seconds(columns: dict[str, Any], order: Order, *, short_thai: bool) -> list[int]:
    """Turn packed times into seconds in place; return the rows whose day does not exist, which keep the time before."""
    code, lost, before = columns["time"], list[int](), 0
    for at in range(0, len(code), ROWS):
        seconds = in_seconds(np.asarray(code[at : at + ROWS]), order, short_thai=short_thai)
        for row in np.flatnonzero(seconds == IMPOSSIBLE).tolist():
            seconds[row] = seconds[row - 1] if row else before
            lost.append(at + row)
        before = int(seconds[-1])
        code[at : at + ROWS] = seconds
        let_go(code[at : at + ROWS])
    return lost


def _before(lines: int) -> tuple[BadLine, ...]:
    return tuple(BadLine(1, "stands before the first message") for _ in range(min(lines, 1)))


def _bad_days(source: Source, offset: Any, rows: list[int]) -> tuple[BadLine, ...]:
    """The lines of messages whose day does not exist; they are counted in the file only when there are any."""
    if not rows:
        return ()
    wanted = [int(offset[row]) for row in rows]
    found: list[BadLine] = []
    line, at = 1, 0
    with source.open() as handle:
        for where in wanted:
            while at < where:
                raw = read_some(handle, min(1 << 20, where - at), source.name)
                if not raw:
                    break
                line += raw.count(b"\n")
                at += len(raw)
            found.append(BadLine(line, "there is no such day"))
    return tuple(found)
