"""Questions answered: of a hundred turns of a person that ask something, how many had an answer within a day.

Only turns that ended in the waking hours of the one asked are counted. Any message of the other's counts as an answer.
It is told of the one who asks: what came of their own questions.
"""

import numpy as np

from nearward_dialogue.cases import Cases, counted, turns
from nearward_dialogue.marks import Mark
from nearward_dialogue.measures._marked import does, in_turns
from nearward_dialogue.talk import DAY, Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "A message that came next need not answer, and many questions are answered aloud."
GROUP, TITLE = "questions", "Questions with an answer within a day"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Asking turns with an answer within a day, of a hundred, by week and person; the chat's last turn is left out."""
    asked = _asked(talk, words)
    every = turns(talk)
    return rates(100 * counted(talk, every.where(asked & _soon(talk))), counted(talk, every.where(asked)), least=5)


def cases(talk: Talk, words: WordCounts) -> Cases:
    """The last message of each turn that asked and had its answer."""
    return turns(talk).where(_asked(talk, words) & _soon(talk))


def _soon(talk: Talk) -> Bool:
    return np.asarray(talk.waited.answered & (talk.waited.seconds <= DAY))


def _asked(talk: Talk, words: WordCounts) -> Bool:
    asked = in_turns(talk, does(talk, words, Mark.ASKS)) & talk.waited.by_day
    asked[-1:] = False
    return np.asarray(asked)
