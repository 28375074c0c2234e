"""Messages that hold a word of a category, by week and person: what the measures on word lists have in common."""

import numpy as np

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts


def marked(talk: Talk, words: WordCounts, category: str) -> Bool:
    """Which messages hold at least one word or sign of this category of the lexicon."""
    return np.asarray(words.of(category)[talk.rows] > 0)


def of_a_hundred(talk: Talk, chosen: Bool) -> Rates:
    """Chosen messages by week and person, of a hundred of the person's."""
    return rates(100 * talk.by_week(chosen), talk.by_week(), least=10)
