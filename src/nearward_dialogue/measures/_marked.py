"""Messages that hold a word of a category, or do something, by week and person: what many measures have in common."""

import numpy as np

from nearward_dialogue.columns import let_go
from nearward_dialogue.marks import Mark
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import PART_ROWS, Counts, WordCounts


def marked(talk: Talk, words: WordCounts, category: str) -> Bool:
    """Which messages hold at least one word or sign of this category of the lexicon."""
    return words.holds(category, talk.rows)


def column(talk: Talk, words: WordCounts, category: str) -> Counts:
    """How many words of a category each message holds; scratch files are looked at in parts, so memory stays flat."""
    found = np.empty(len(talk), np.uint16)
    counts = words.of(category)
    for at in range(0, len(talk), PART_ROWS):
        found[at : at + PART_ROWS] = counts[talk.rows[at : at + PART_ROWS]]
        let_go(counts)
    return found


def does(talk: Talk, words: WordCounts, mark: Mark) -> Bool:
    """Which messages do (at least one part of) this; none where nobody has listened for it."""
    if not len(words.marks):
        return np.zeros(len(talk), dtype=np.bool_)
    return np.asarray((words.marks[talk.rows] & mark) > 0)


def in_turns(talk: Talk, chosen: Bool) -> Bool:
    """Which turns hold at least one of the chosen messages, by turn."""
    return np.asarray(np.logical_or.reduceat(chosen, np.flatnonzero(talk.begins))) if len(talk) else chosen


def of_a_hundred(talk: Talk, chosen: Bool) -> Rates:
    """Chosen messages by week and person, of a hundred of the person's."""
    return rates(100 * talk.by_week(chosen), talk.by_week(), least=10)
