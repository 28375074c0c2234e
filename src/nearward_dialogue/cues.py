"""The one cue: how many messages hold belittling words. A count of places to look at, never a figure of a person.

It is told of few phrases, and of none that might be quoted, denied, asked or teased (`marks`); below three it is not
told at all. It has no rate, no curve and no comparison: that would be a verdict.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.marks import Mark
from nearward_dialogue.talk import Talk
from nearward_dialogue.words import WordCounts

FEW: Final = 3
LIMITS: Final = "It hears neither irony nor a joke between two, and most of what hurts is said without such words."
CUES: Final = {"belittling": Mark.BELITTLING}


@dataclass(frozen=True, slots=True)
class Cue:
    """So many messages of a person (0 or 1) hold such words."""

    name: str
    person: int
    messages: int
    limits: str = LIMITS


def cues(talk: Talk, words: WordCounts) -> tuple[Cue, ...]:
    """The cues that may be told: those of at least FEW messages of one person."""
    found = [Cue(name, person, len(cue_rows(talk, words, name, person))) for name in CUES for person in (0, 1)]
    return tuple(cue for cue in found if cue.messages >= FEW)


def cue_rows(talk: Talk, words: WordCounts, name: str, person: int) -> NDArray[np.int64]:
    """Rows of `talk.chat` (int64, in order of time) in which this person's messages hold such words.

    Raises KeyError for a cue that is none of `CUES`.
    """
    mark = CUES[name]
    if not len(words.marks):
        return np.zeros(0, np.int64)
    return np.asarray(talk.rows[((talk.of(words.marks) & mark) > 0) & (talk.sender == person)], dtype=np.int64)
