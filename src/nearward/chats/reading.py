"""Reads the file at hand in a thread of its own, one after the other, so that pages of others go on meanwhile."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillReading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ParamSpec, TypeVar

import msgspec

from nearward.chats.at_hand import Said, Visit
from nearward.chats.describing import analysis, described, place_of, talk_in, told_alone, told_to_both
from nearward.chats.rules import Basis, Told
from nearward.kit.seal import Unreadable
from nearward_dialogue import (
    AmbiguousDates,
    Ask,
    Asks,
    BrokenFile,
    DialogueError,
    GroupChat,
    NoMessages,
    SeveralChats,
    TooLarge,
    UnknownFormat,
)
from nearward_dialogue.errors import NotTwo
from nearward_dialogue.talk import Talk

P = ParamSpec("P")
T = TypeVar("T")
logger = logging.getLogger(__name__)

MOST_UNPACKED = 2 << 30
PATIENCE = 4.0
"""Seconds that a page waits for a file to be read before it says that it waits."""

TROUBLES: Mapping[type[DialogueError], str] = {
    UnknownFormat: "unknown",
    BrokenFile: "broken",
    TooLarge: "large",
    NoMessages: "empty",
    NotTwo: "two",
}
MOST_NAMES = 8
"""More names than this are a group, not two people with several names."""

_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mirror")
_under_way: dict[tuple[str, str], Future[None]] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """What reading a file came to: what is told of it, or what has to be asked, or what is wrong with it.

    `asks` is "order", "chat", "same" or "me", and `choices` what there is to choose from.
    """

    told: Told | None = None
    basis: Basis | None = None
    asks: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    trouble: str = ""
    unread: int = 0
    """How many lines could not be read."""


class OtherFile(Exception):
    """The file at hand is not the one that both agreed to, or is read differently now."""


class NotRead(Exception):
    """Reading ended in an error that nobody expected; its kind and place are in the log, no word of the file is."""


def in_turn(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Do what takes seconds in the room's own thread, one after the other. Raises `NotRead` beside its own."""

    def guarded() -> T:
        return _guarded(work, *given, **named)

    return _pool.submit(guarded).result()


def found_in(visit: Visit, patience: float = PATIENCE) -> Found | None:
    """Return what the file at hand came to; None while it is still being read."""
    kept = visit.found
    if kept is None:
        _wait_for(visit, patience)
        kept = visit.found
    return None if kept is None else msgspec.json.decode(kept, type=Found)


def talk_at_hand(visit: Visit) -> tuple[Talk, int]:
    """Return the talk in the file at hand and which of the two its person is. Raises `DialogueError`."""
    said = visit.said
    talk = talk_in(visit.source(), _ask(said))[1]
    return talk, place_of(talk.people, said.me)


def talk_agreed_to(visit: Visit, basis: Basis, said: Said) -> tuple[Talk, int]:
    """Return the talk exactly as it was agreed to, and which of the two its proposer is.

    Raises `OtherFile`, and `DialogueError` when the file cannot be read.
    """
    if visit.said.digest != basis.digest:
        raise OtherFile
    talk = talk_in(visit.source(), _ask(said))[1]
    try:
        proposer = place_of(talk.people, said.me)
    except DialogueError:
        raise OtherFile from None
    if _basis(said, talk, proposer) != basis:
        raise OtherFile
    return talk, proposer


def joint_report(visit: Visit, basis: Basis, said: Said) -> Told:
    """Return the pair's report of exactly what was agreed to, as its proposer reads it.

    Raises what `talk_agreed_to` raises.
    """
    talk, proposer = talk_agreed_to(visit, basis, said)
    return told_to_both(described(talk), proposer)


def _wait_for(visit: Visit, patience: float) -> None:
    which = (visit.name, repr(visit.said))
    work = _under_way.get(which)
    if work is None:
        work = _under_way[which] = _pool.submit(_read, visit)
        work.add_done_callback(lambda _done: _under_way.pop(which, None))
    try:
        work.result(timeout=patience)
    except StillReading:
        return


def _read(visit: Visit) -> None:
    try:
        try:
            found = _guarded(_found, visit)
        except NotRead:
            found = Found(trouble="failed")
        visit.keep_found(msgspec.json.encode(found))
    except (FileNotFoundError, Unreadable):  # put away meanwhile, or another file is in its place
        return


def _guarded(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    try:
        return work(*given, **named)
    except (DialogueError, OtherFile, FileNotFoundError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, its words may be words of the file
        where = traceback.extract_tb(error.__traceback__)[-1]
        logger.error("reading a file ended in %s at %s:%s", type(error).__name__, where.filename, where.lineno)
    raise NotRead


def _found(visit: Visit) -> Found:
    said = visit.said
    try:
        reading, talk = talk_in(visit.source(), _ask(said))
    except Asks as asked:
        return _asked(asked, said)
    except DialogueError as error:
        return Found(trouble=TROUBLES.get(type(error), "broken"))
    if said.me not in talk.people:
        return Found(asks="me", choices=tuple((name, name, "") for name in talk.people))
    me = talk.people.index(said.me)
    return Found(told_alone(described(talk), me), _basis(said, talk, me), unread=reading.bad_lines)


def _asked(asked: Asks, said: Said) -> Found:
    match asked:
        case AmbiguousDates():
            return Found(asks="order", choices=asked.choices)
        case SeveralChats():
            return Found(asks="chat", choices=tuple((name, name, str(count)) for name, count in asked.choices))
        case GroupChat() if len(asked.people) <= MOST_NAMES and not said.same:
            return Found(asks="same", choices=tuple((name, name, "") for name in asked.people))
    return Found(trouble="group")


def _basis(said: Said, talk: Talk, me: int) -> Basis:
    mine, other = (_with_merged(talk.people[place], said) for place in (me, 1 - me))
    return Basis(said.digest, _day(talk, 0), _day(talk, -1), len(talk), analysis(), said.chat, (mine, other))


def _with_merged(name: str, said: Said) -> str:
    """A name, and the other names whose messages count as its."""
    return ", ".join([name, *sorted(other for other, one in said.same.items() if other and one == name)])


def _day(talk: Talk, row: int) -> date:
    return datetime.fromtimestamp(int(talk.time[row]), UTC).date()


def _ask(said: Said) -> Ask:
    order = said.order if said.order in {"dmy", "mdy", "ymd", "ydm"} else None
    return Ask(order=order, chat=said.chat or None, same=dict(said.same), most_bytes=MOST_UNPACKED)  # type: ignore[arg-type]
