"""One-word answers: of a hundred messages of a person that begin a turn, how many are a single word."""

import numpy as np

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "“Yes” can be all that is needed; only more of them than before says that something may have changed."


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Turns of one message with one word, of a hundred turns, by week and person."""
    return rates(100 * talk.by_week(messages(talk, words)), talk.by_week(talk.begins), least=10)


def messages(talk: Talk, words: WordCounts) -> Bool:
    """Turns that are one message of one word."""
    alone = talk.begins & talk.ends
    return np.asarray(alone & (talk.of(words.words) == 1))
