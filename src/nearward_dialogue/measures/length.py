"""Length: words in a message of a person, on average."""

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "words"
SOURCES: tuple[str, ...] = ()
LIMITS = "Long messages are not better ones; a quick hand writes three short ones for the same thought."


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Words over messages, by week and person."""
    return rates(written(talk, words), talk.by_week(), least=10)


def written(talk: Talk, words: WordCounts) -> NDArray[np.int64]:
    """Words by week and person, weeks x 2."""
    return talk.summed(talk.of(words.words))


def messages(talk: Talk, words: WordCounts) -> Bool:  # noqa: ARG001
    """Every message of talk."""
    return talk.sender >= 0
