"""Left there: of a hundred turns in which a person names a feeling of their own, after how many the other let it be.

Let it be: in the rest of that session the other wrote one word at most. What the talk was about cannot be known, so a
change of subject is not seen. It is told of the one who opened.
"""

import numpy as np

from nearward_dialogue.cases import Cases, counted, turns
from nearward_dialogue.measures._marked import in_turns, marked
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
ALONE = False
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = (
    "“I'm tired” is a feeling here, and an embrace or a call in answer leaves no trace; a kind word may be one word."
)
GROUP, TITLE = "more", "Feelings named after which the talk ended"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Such turns after which the other wrote one word at most, of a hundred, by week and person who opened."""
    opened = _opened(talk, words)
    return rates(100 * counted(talk, cases(talk, words)), counted(talk, turns(talk).where(opened)), least=3)


def cases(talk: Talk, words: WordCounts) -> Cases:
    """The last message of each turn after which the other let it be."""
    last = talk.waited.begun
    close = np.append(np.flatnonzero(talk.opens)[1:], len(talk)) - 1
    said = talk.of(words.words)
    rest = np.empty(len(last), dtype=np.int32)
    for who in (0, 1):
        so_far = np.cumsum(np.where(talk.sender == who, said, 0), dtype=np.int32)
        opens = talk.sender[last] != who
        rest[opens] = so_far[close[talk.session[last[opens]]]] - so_far[last[opens]]
    return turns(talk).where(_opened(talk, words) & (rest <= 1))


def _opened(talk: Talk, words: WordCounts) -> Bool:
    return in_turns(talk, marked(talk, words, "feeling") & marked(talk, words, "i"))
