"""Recognises what a file is and reads it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from nearward_dialogue import readers
from nearward_dialogue.columns import let_go
from nearward_dialogue.errors import GroupChat, NoMessages, UnknownFormat
from nearward_dialogue.shapes import Ask, Chat, Order, Reading
from nearward_dialogue.sources import Given, Source, sources_of

MINE: Final = 0.5
ROWS: Final = 1 << 14
CERTAIN: Final = 0.95
MOST_HEADS: Final = 2000
"""How many files of a zip or folder are looked into to find the chat."""


def read(
    given: Given,
    *,
    name: str = "",
    order: Order | None = None,
    chat: str | None = None,
    same: Mapping[str, str] | None = None,
    ask: Ask | None = None,
) -> Reading:
    """Read a chat export of two people: a file, a zip, a folder, bytes (then `name` helps) or a source.

    `order`, `chat` and `same` answer what a file left open; `ask` carries them and the limits together. Raises
    UnknownFormat, BrokenFile, TooLarge, NoMessages, or one of Asks: AmbiguousDates, SeveralChats, GroupChat.
    """
    said = ask or Ask()
    said = replace(said, order=order or said.order, chat=chat or said.chat, same=same or said.same)
    reading = read_any(given, said, name)
    talking = people_of(reading.chat)
    if len(talking) > 2 or not reading.of_two:
        raise GroupChat(talking)
    return reading


def read_any(given: Given, ask: Ask, name: str = "") -> Reading:
    """Read a chat export however many people write in it; raises as `read` does, but never GroupChat."""
    found = sources_of(given, name, ask.most_bytes)
    reader, mine = recognised(found)
    reading = readers.load(reader).read(mine, ask)
    if not len(reading.chat):
        raise NoMessages("there is no message in this file")
    return replace(reading, chat=reading.chat.merged(ask.same)) if ask.same else reading


def recognised(found: tuple[Source, ...]) -> tuple[str, tuple[Source, ...]]:
    """Return the name of the reader that is surest, and the sources it takes as its own. Raises UnknownFormat."""
    heads = [(source, source.head()) for source in found[:MOST_HEADS]]
    best, taken, surest = "", tuple[Source, ...](), 0.0
    for name in readers.names():
        scores = [(readers.load(name).looks_like(head, source.name), source) for source, head in heads]
        top = max(score for score, _ in scores)
        if top >= MINE and top > surest:
            best, surest, taken = name, top, tuple(source for score, source in scores if score >= MINE)
        if surest >= CERTAIN:
            break
    if not best:
        raise UnknownFormat("this is none of the chat exports that can be read here")
    return best, taken


def people_of(chat: Chat) -> tuple[str, ...]:
    """The people who sent anything at all, who sent most first."""
    sent = np.zeros(len(chat.people) + 1, np.int64)
    for at in range(0, len(chat), ROWS):
        sent += np.bincount(chat.sender[at : at + ROWS] + np.int16(1), minlength=len(sent))
        let_go(chat.sender)
    sent = sent[1:]
    ordered = sorted(range(len(chat.people)), key=lambda person: (-int(sent[person]), person))
    return tuple(chat.people[person] for person in ordered if sent[person])
