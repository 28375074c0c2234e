"""Coordination: how much likelier a person uses a kind of small word when the other just did, beyond what is usual.

For each of nine kinds of small words: of a hundred answers of this person to a turn of the other that holds the kind,
how many hold it too, less how many of a hundred answers do anyway. The figure is the mean over the kinds that occur.
It goes from one to the other: A may follow B more than B follows A.

Source: Danescu-Niculescu-Mizil, C., Gamon, M., & Dumais, S. (2011). Mark my words! Linguistic style accommodation in
social media. WWW '11, 745-754. doi:10.1145/1963405.1963509; Danescu-Niculescu-Mizil, C., Lee, L., Pang, B., &
Kleinberg, J. (2012). Echoes of power: Language effects and power differences in social interaction. WWW '12, 699-708.
doi:10.1145/2187836.2187931
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.lexicon import FUNCTION
from nearward_dialogue.measures._marked import in_turns, marked
from nearward_dialogue.shapes import Int64
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Floats
from nearward_dialogue.words import WordCounts

WORDS = True
ALONE = False
UNIT = "more"
SOURCES: tuple[str, ...] = ()
LIMITS = "Longer turns hold more of every kind, and two long turns look alike; it is no measure of who gives way."
GROUP, TITLE = "more", "Taking up the other's small words"

FEW_ANSWERS = 30
"""Fewer answers than this in a week say nothing."""


@dataclass(frozen=True)
class Followed:
    """Answers [weeks, 2], and of each kind [weeks, 2, 9]: answers that hold it, to turns that hold it, and both."""

    answers: Floats
    holds: Floats
    asked: Floats
    both: Floats

    @property
    def weeks(self) -> int:
        """See `weeks.Sums`."""
        return len(self.answers)

    def figure(self, weights: Floats) -> Floats:
        """See `weeks.Sums`."""
        return _beyond(*(np.tensordot(weights, sums, axes=1) for sums in _sums(self)), least=1)

    def weekly(self) -> Floats:
        """See `weeks.Sums`."""
        return _beyond(*_sums(self), least=FEW_ANSWERS)

    def basis(self) -> NDArray[np.int64]:
        """See `weeks.Sums`."""
        return np.asarray(self.answers.sum(axis=0), dtype=np.int64)


def measure(talk: Talk, words: WordCounts) -> Followed:
    """Answers by week, person and kind."""
    answer = _answers(talk)
    first = np.flatnonzero(talk.begins)[answer]
    place = talk.place[first]
    holds, asked, both = list[Floats](), list[Floats](), list[Floats]()
    for kind in FUNCTION:
        turns = in_turns(talk, marked(talk, words, kind))
        mine, theirs = turns[answer], turns[answer - 1]
        for sums, chosen in ((holds, mine), (asked, theirs), (both, mine & theirs)):
            sums.append(_counted(talk, place[chosen]))
    return Followed(_counted(talk, place), *(np.stack(sums, axis=-1) for sums in (holds, asked, both)))


def messages(talk: Talk, words: WordCounts) -> Bool:
    """The messages of answers that take up at least one kind of the turn before."""
    answer = _answers(talk)
    taken = np.zeros(int(talk.turn[-1]) + 1 if len(talk) else 0, dtype=np.bool_)
    for kind in FUNCTION:
        turns = in_turns(talk, marked(talk, words, kind))
        taken[answer] |= turns[answer] & turns[answer - 1]
    return np.asarray(taken[talk.turn])


def _answers(talk: Talk) -> Int64:
    """Turns that answer another in the same session."""
    first = np.flatnonzero(talk.begins)
    return np.flatnonzero(~talk.opens[first])


def _counted(talk: Talk, place: NDArray[np.int32]) -> Floats:
    return np.bincount(place, minlength=2 * talk.weeks).reshape(-1, 2).astype(np.float64)


def _sums(followed: Followed) -> tuple[Floats, Floats, Floats, Floats]:
    return followed.answers, followed.holds, followed.asked, followed.both


def _beyond(answers: Floats, holds: Floats, asked: Floats, both: Floats, *, least: float) -> Floats:
    known = (asked > 0) & (answers >= least)[..., None]
    more = 100 * (both / np.maximum(asked, 1) - holds / np.maximum(answers, 1)[..., None])
    kinds = known.sum(axis=-1)
    return np.where(kinds > 0, np.where(known, more, 0).sum(axis=-1) / np.maximum(kinds, 1), np.nan)
