"""Messages that hold a word of a category, or do something, by week and person: what many measures have in common."""

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.columns import let_go
from nearward_dialogue.lexicon import FUNCTION
from nearward_dialogue.marks import Mark
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import PART_ROWS, WordCounts


def marked(talk: Talk, words: WordCounts, category: str) -> Bool:
    """Which messages hold at least one word or sign of this category of the lexicon."""
    return words.holds(category, talk.rows)


def small_words(talk: Talk, words: WordCounts) -> NDArray[np.int64]:
    """Words of each kind of `FUNCTION` by week and person, weeks x 2 x 9.

    The columns are looked at in parts, so that memory stays flat where they are scratch files.
    """
    found = np.zeros((2 * talk.weeks, len(FUNCTION)), np.int64)
    for at in range(0, len(talk), PART_ROWS):
        some = slice(at, at + PART_ROWS)
        rows, week, sender = talk.rows[some], talk.week[some], talk.sender[some]
        counts = np.ascontiguousarray(words.counts.take(rows, axis=0)[:, : len(FUNCTION)].T)
        begins = np.flatnonzero(np.diff(week, prepend=week[0] - 1))
        for person in (0, 1):
            part = counts * (sender == person)
            found[2 * week[begins] + person] += np.add.reduceat(part, begins, axis=1, dtype=np.int64).T
        let_go(words.counts)
    return found.reshape(talk.weeks, 2, -1)


def does(talk: Talk, words: WordCounts, mark: Mark) -> Bool:
    """Which messages do (at least one part of) this; none where nobody has listened for it."""
    if not len(words.marks):
        return np.zeros(len(talk), dtype=np.bool_)
    return np.asarray((talk.of(words.marks) & mark) > 0)


def in_turns(talk: Talk, chosen: Bool) -> Bool:
    """Which turns hold at least one of the chosen messages, by turn."""
    found = np.zeros(int(talk.turn[-1]) + 1 if len(talk) else 0, np.bool_)
    found[talk.turn[np.flatnonzero(chosen)]] = True  # half the time of a mask
    return found


def of_a_hundred(talk: Talk, chosen: Bool) -> Rates:
    """Chosen messages by week and person, of a hundred of the person's."""
    return rates(100 * talk.by_week(chosen), talk.by_week(), least=10)
