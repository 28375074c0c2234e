"""What a figure was made of: messages, whose figure they count for, and in which week; so every number opens its own.

Rows are places in `talk.chat`: `talk.chat.text(row)` opens the words in the user's file.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.shapes import Int8, Int32, Int64
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.words import WordCounts


@dataclass(frozen=True)
class Cases:
    """Messages as places in the talk (int64), the person whose figure each counts for (int8), and the week (int32)."""

    message: Int64
    person: Int8
    week: Int32

    def __len__(self) -> int:
        return len(self.message)

    def where(self, chosen: Bool) -> "Cases":
        """Only the chosen ones."""
        which = np.flatnonzero(chosen)  # places are taken three times as fast as by a mask
        return Cases(self.message[which], self.person[which], self.week[which])


def written(talk: Talk, chosen: Bool) -> Cases:
    """Messages that count for whoever wrote them, in the week in which they were written."""
    message = np.flatnonzero(chosen)
    return Cases(message, talk.sender[message], talk.week[message])


def turns(talk: Talk) -> Cases:
    """Every turn by its last message, in order; it counts for whoever wrote it."""
    return written(talk, talk.ends)


def waits(talk: Talk) -> Cases:
    """Every wait by the message that began it, in order; it counts for the one who is waited for."""
    begun = talk.waited.begun
    return Cases(begun, talk.waited.whose, talk.week[begun])


def answers(talk: Talk, chosen: Bool) -> Cases:
    """The answers to these waits, which count for whoever gave them, in the week in which the wait began."""
    waited = talk.waited
    which = np.flatnonzero(chosen & waited.answered)
    return Cases(waited.ended[which], waited.whose[which], talk.week[waited.begun[which]])


def counted(talk: Talk, cases: Cases) -> Int64:
    """How many there are by week and person, weeks x 2."""
    place = cases.week * np.int32(2) + cases.person
    return np.bincount(place, minlength=2 * talk.weeks).reshape(-1, 2).astype(np.int64)


def cases_of(measure: ModuleType, talk: Talk, words: WordCounts | None = None) -> Cases:
    """The messages that a measure's figures were made of. Raises TypeError where it wants `words` and has none."""
    given: tuple[Any, ...] = (talk, words) if getattr(measure, "WORDS", False) else (talk,)
    if None in given:
        raise TypeError(f"{measure.__name__} counts words and was given none")
    if hasattr(measure, "cases"):
        found: Cases = measure.cases(*given)
        return found
    return written(talk, measure.messages(*given))


def rows_of(
    measure: ModuleType, talk: Talk, person: int, *, words: WordCounts | None = None, week: int | None = None
) -> NDArray[np.int64]:
    """Rows of `talk.chat` (int64, in order of time) that this person's figure, in one week or in all, was made of."""
    found = cases_of(measure, talk, words)
    chosen = found.person == person if week is None else (found.person == person) & (found.week == week)
    return np.asarray(talk.rows[np.unique(found.message[chosen])], dtype=np.int64)
