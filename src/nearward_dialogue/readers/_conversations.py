"""One of several: which conversation of an export is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from nearward_dialogue.errors import NoMessages, SeveralChats
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.shapes import Ask


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation of an export: its name, its rows, and whether it can be one of two people at all."""

    name: str
    rows: Rows
    of_two: bool = True


def chosen(found: Sequence[Conversation], ask: Ask) -> Conversation:
    """Return the conversation that was asked for, or the only one. Raises NoMessages, SeveralChats.

    Where there are several, those of a group, a channel or oneself are left out of the question unless nothing else
    is there. Names that occur twice are told apart as "Ben", "Ben (2)".
    """
    named = _named([each for each in found if len(each.rows)])
    if ask.chat is not None and ask.chat in named:
        return named[ask.chat]
    likely = {name: each for name, each in named.items() if each.of_two} or named
    if not likely:
        raise NoMessages("there is no message in this file")
    if len(likely) > 1:
        raise SeveralChats(tuple((name, len(each.rows)) for name, each in likely.items()))
    return next(iter(likely.values()))


def _named(found: Sequence[Conversation]) -> dict[str, Conversation]:
    named: dict[str, Conversation] = {}
    for each in found:
        name, number = each.name, 1
        while name in named:
            number += 1
            name = f"{each.name} ({number})"
        named[name] = each
    return named
