"""Left there: of a hundred turns in which a person names a feeling of their own, after how many the other let it be.

Let it be: in the rest of that session the other wrote one word at most. What the talk was about cannot be known, so a
change of subject is not seen. It is told of the one who opened.
"""

import numpy as np

from nearward_dialogue.cases import Cases, counted, turns
from nearward_dialogue.measures._marked import in_turns, marked
from nearward_dialogue.talk import Talk
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
    return rates(100 * counted(talk, _let_be(talk, words, opened)), counted(talk, opened), least=3)


def cases(talk: Talk, words: WordCounts) -> Cases:
    """The last message of each turn after which the other let it be."""
    return _let_be(talk, words, _opened(talk, words))


def _let_be(talk: Talk, words: WordCounts, opened: Cases) -> Cases:
    """Those of these turns after which the other wrote one word at most in the rest of the session."""
    close = np.append(np.flatnonzero(talk.opens)[1:], len(talk)) - 1
    said = talk.of(words.words)
    rest = np.empty(len(opened), dtype=np.int32)
    for who in (0, 1):
        so_far = np.cumsum(said * (talk.sender == who), dtype=np.int32)
        theirs = np.flatnonzero(opened.person != who)
        message = opened.message[theirs]
        rest[theirs] = so_far[close[talk.session[message]]] - so_far[message]
    return opened.where(rest <= 1)


def _opened(talk: Talk, words: WordCounts) -> Cases:
    return turns(talk).where(in_turns(talk, marked(talk, words, "feeling") & marked(talk, words, "i")))
