"""Gathers the messages of one conversation into columns while they are read."""

from array import array
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from nearward_dialogue.errors import TooLarge
from nearward_dialogue.shapes import BadLine, Chat, Flag, Kind, Texts

MOST_BAD_KEPT: Final = 1_000
MOST_PEOPLE: Final = 1_000
MOST_SECONDS: Final = 253_402_300_799
"""The last second of the year 9999."""


@dataclass(slots=True)
class Rows:
    """Columns that grow, the people by a key of the format (a name or a number), and what could not be read."""

    people: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    bad_count: int = 0
    time: "array[int]" = field(default_factory=lambda: array("q"))
    sender: "array[int]" = field(default_factory=lambda: array("h"))
    kind: "array[int]" = field(default_factory=lambda: array("b"))
    flags: "array[int]" = field(default_factory=lambda: array("B"))
    offset: "array[int]" = field(default_factory=lambda: array("q"))
    length: "array[int]" = field(default_factory=lambda: array("i"))

    def __len__(self) -> int:
        return len(self.time)

    def who(self, key: str, name: str = "") -> int:
        """The number of the person with this key; the name is the latest that was given (the key without one)."""
        found = self.people.get(key)
        if found is None:
            found = self.people[key] = len(self.names)
            self.names.append(name or key)
            if found >= MOST_PEOPLE:
                raise TooLarge(f"more than {MOST_PEOPLE:,} people write here")
        elif name:
            self.names[found] = name
        return found

    def add(self, time: int, sender: int, kind: Kind, flags: Flag | int, span: tuple[int, int]) -> None:
        """Add a message; `time` in seconds since 1970, `sender` from `who` or -1, `span` as (offset, length)."""
        self.time.append(time)
        self.sender.append(sender)
        self.kind.append(kind)
        self.flags.append(flags)
        self.offset.append(span[0])
        self.length.append(span[1])

    def refuse(self, line: int, reason: str) -> None:
        """Note a line or entry (from 1) that could not be read."""
        self.bad_count += 1
        if len(self.bad) < MOST_BAD_KEPT:
            self.bad.append(BadLine(line, reason))

    def extend(self, other: "Rows") -> None:
        """Add what another part of the same conversation holds."""
        numbers = {number: self.who(key, other.names[number]) for key, number in other.people.items()}
        self.sender.extend(numbers.get(number, -1) for number in other.sender)
        for name in ("time", "kind", "flags", "offset", "length"):
            getattr(self, name).extend(getattr(other, name))
        self.bad_count += other.bad_count
        self.bad.extend(other.bad[: MOST_BAD_KEPT - len(self.bad)])

    def chat(self, source: str, texts: Texts, zone: str = "") -> Chat:
        """The columns as a chat, turned round when the file runs from the newest to the oldest."""
        time = np.array(self.time, np.int64)
        chat = Chat(
            source,
            _apart(self.names),
            time,
            np.array(self.sender, np.int16),
            np.array(self.kind, np.int8),
            np.array(self.flags, np.uint8),
            np.array(self.offset, np.int64),
            np.array(self.length, np.int32),
            texts,
            zone,
        )
        steps = np.diff(time)
        if int((steps < 0).sum()) > int((steps > 0).sum()):
            return chat.take(np.arange(len(time))[::-1])
        return chat


def _apart(names: list[str]) -> tuple[str, ...]:
    """Names of different people are made different: "Ben", "Ben (2)"."""
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(apart)
