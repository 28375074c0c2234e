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
from nearward_dialogue.shapes import Int32, Int64
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Floats
from nearward_dialogue.words import WordCounts

WORDS = True
ALONE = False
UNIT = "more"
SOURCES: tuple[str, ...] = ()
LIMITS = "Longer turns hold more of every kind, and two long turns look alike; it is no measure of who gives way."
GROUP, TITLE = "more", "Taking up the other's small words"

Kinds = NDArray[np.int16]

EVERY = 1 << len(FUNCTION)
"""So many sets of kinds there are; as bits, they are the lowest of `WordCounts.held`."""

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
    answer, kinds = _answers(talk), _kinds(talk, words)
    place = talk.place[np.flatnonzero(talk.begins)[answer]]
    mine, theirs = kinds[answer], kinds[answer - 1]
    answers = np.bincount(place, minlength=2 * talk.weeks).reshape(-1, 2).astype(np.float64)
    return Followed(answers, *(_counted(talk, place, held) for held in (mine, theirs, mine & theirs)))


def messages(talk: Talk, words: WordCounts) -> Bool:
    """The messages of answers that take up at least one kind of the turn before."""
    answer, kinds = _answers(talk), _kinds(talk, words)
    taken = np.zeros(len(kinds), dtype=np.bool_)
    taken[answer] = (kinds[answer] & kinds[answer - 1]) > 0
    return np.asarray(taken[talk.turn])


def _kinds(talk: Talk, words: WordCounts) -> Kinds:
    """The kinds that each turn holds, as bits."""
    held = (talk.of(words.held) & np.uint32(EVERY - 1)).astype(np.int16)
    return np.asarray(np.bitwise_or.reduceat(held, np.flatnonzero(talk.begins)))


def _answers(talk: Talk) -> Int64:
    """Turns that answer another in the same session."""
    first = np.flatnonzero(talk.begins)
    return np.flatnonzero(~talk.opens[first])


def _counted(talk: Talk, place: Int32, kinds: Kinds) -> Floats:
    """Answers that hold each kind, weeks x 2 x 9: first by all kinds together, then apart."""
    together = np.bincount(place.astype(np.int64) * EVERY + kinds, minlength=2 * talk.weeks * EVERY)
    holds = (np.arange(EVERY)[:, None] >> np.arange(len(FUNCTION)) & 1).astype(np.float64)
    return np.asarray((together.reshape(-1, EVERY) @ holds).reshape(-1, 2, len(FUNCTION)))


def _sums(followed: Followed) -> tuple[Floats, Floats, Floats, Floats]:
    return followed.answers, followed.holds, followed.asked, followed.both


def _beyond(answers: Floats, holds: Floats, asked: Floats, both: Floats, *, least: float) -> Floats:
    known = (asked > 0) & (answers >= least)[..., None]
    more = 100 * (both / np.maximum(asked, 1) - holds / np.maximum(answers, 1)[..., None])
    kinds = known.sum(axis=-1)
    return np.where(kinds > 0, np.where(known, more, 0).sum(axis=-1) / np.maximum(kinds, 1), np.nan)
