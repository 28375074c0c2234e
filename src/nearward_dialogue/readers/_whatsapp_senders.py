"""Whose message it is: names are learned one by one, and then found in all lines at once."""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from nearward_dialogue.errors import TooLarge
from nearward_dialogue.readers._whatsapp_kinds import is_system
from nearward_dialogue.readers._whatsapp_layout import Checks, Words, checks_of, standing
from nearward_dialogue.shapes import Bytes, Int16, Int64, Kind

LONGEST_NAME: Final = 120
LOOK: Final = 256
"""Bytes behind a header in which a name must end."""

MOST_FORMS: Final = 16
MOST_NOTES: Final = 4096
MOST_PEOPLE: Final = 1024
RARELY: Final = 2
MANY_WORDS: Final = 5
_QUOTES: Final = tuple(mark.encode() for mark in '"“”„«»「')
_INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff")
)
_UNKNOWN: Final = -2
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Form:
    """The bytes of a name with its colon and space, eight at a time."""

    length: int
    person: int
    checks: Checks


@dataclass(slots=True)
class Senders:
    """The people of a chat so far, by the names in front of their messages.

    `seen` keeps what each name was written as, for names that turn out to be none; `unsigned` the first bytes of
    lines without a name, by row.
    """

    people: list[str] = field(default_factory=list)
    seen: dict[bytes, int] = field(default_factory=dict)
    unsigned: dict[int, bytes] = field(default_factory=dict)
    _forms: list[_Form] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def find(self, buffer: Bytes, words: Words, at: Int64, row: int) -> tuple[Int16, Int64]:
        """Return for texts that begin at `at` the person (-1: nobody) and where the words begin.

        `row` is the number of the first of them in the whole chat.
        """
        sender = np.full(len(at), _UNKNOWN, np.int16)
        start = at.copy()
        for form in list(self._forms):
            self._assign(form, words, sender, start, np.flatnonzero(sender == _UNKNOWN))
        left = np.flatnonzero(sender == _UNKNOWN)
        while len(left):
            which, left = int(left[0]), left[1:]
            line = bytes(buffer[at[which] : at[which] + LOOK]).split(b"\n", 1)[0].rstrip(b"\r\0")
            new = self._one(line, sender, start, which)
            if sender[which] < 0 and len(self.unsigned) < MOST_NOTES:
                self.unsigned[row + which] = line
            if new is not None and len(self._forms) < MOST_FORMS:
                self._forms.append(new)
                self._assign(new, words, sender, start, left)
                left = left[sender[left] == _UNKNOWN]
        return sender, start

    def settle(self, columns: Columns) -> None:
        """Undo what only the whole chat shows: signed lines that were taken for notices, and the other way round."""
        for row, line in self.unsigned.items():
            name, colon, _ = line.partition(b":")
            person = self.seen.get(name + b": ", -1) if colon else -1
            if person >= 0:
                columns["sender"][row], columns["kind"][row] = person, Kind.TALK
                columns["offset"][row] += len(name) + 1
                columns["length"][row] -= len(name) + 1
        for name, person in list(self.seen.items()):
            rows = np.flatnonzero(columns["sender"] == person) if self._longer(name) else ()
            if 0 < len(rows) <= RARELY:
                columns["sender"][rows], columns["kind"][rows] = -1, Kind.SYSTEM
                columns["offset"][rows] -= len(name)
                columns["length"][rows] += len(name)

    def _one(self, line: bytes, sender: Int16, start: Int64, which: int) -> _Form | None:
        """Look at one line by itself; a form when a name was learned that may come again."""
        colon = line.find(b": ")
        size = colon + 2
        if colon < 0 and line.endswith(b":"):
            colon, size = len(line) - 1, len(line)
        name = line[: max(colon, 0)]
        person = self.seen.get(name + b": ", _UNKNOWN)
        if person == _UNKNOWN:
            person = self._learn(name, line)
        sender[which] = person
        if person < 0:
            return None
        start[which] += size
        return _Form(len(name) + 2, person, checks_of(name + b": "))

    def _learn(self, name: bytes, line: bytes) -> int:
        shown = name.decode("utf-8", "replace").translate(_INVISIBLE).strip().removeprefix("~").strip()
        if not shown or len(name) > LONGEST_NAME or ". " in shown or is_system(line.decode("utf-8", "replace")):
            return -1
        person = self._numbers.setdefault(shown, len(self.people))
        if person == len(self.people):
            self.people.append(shown)
        if person >= MOST_PEOPLE:
            raise TooLarge(f"more than {MOST_PEOPLE} people write here")
        self.seen[name + b": "] = person
        return person

    def _longer(self, name: bytes) -> bool:
        """Whether this begins with somebody else's name and goes on as a sentence does."""
        bare = name[:-2]
        rests = (bare[len(other) - 2 :] for other in self.seen if other != name and bare.startswith(other[:-2] + b" "))
        return any(rest.count(b" ") >= MANY_WORDS or any(mark in rest for mark in _QUOTES) for rest in rests)

    @staticmethod
    def _assign(form: _Form, words: Words, sender: Int16, start: Int64, rows: Int64) -> None:
        rows = standing(form.checks, words, start, rows)
        sender[rows] = form.person
        start[rows] += form.length
