"""Good news met: of a hundred turns in which a person tells good news, how many the other met with joy.

Met with joy: the other's next turn, in the same session, holds a word or sign of joy or affection, or asks about it.

Source: Gable, S. L., Reis, H. T., Impett, E. A., & Asher, E. R. (2004). What do you do when things go right? Journal of
Personality and Social Psychology, 87, 228-245. doi:10.1037/0022-3514.87.2.228
"""

import numpy as np

from nearward_dialogue.cases import Cases, counted, turns
from nearward_dialogue.marks import Mark
from nearward_dialogue.measures._marked import does, in_turns, marked
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
ALONE = False
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "Joy is often a call, or saved for the evening; only good news in so many words is seen at all."
GROUP, TITLE = "more", "Good news met with joy"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Good news met with joy, of a hundred, by week and person who told it."""
    told = turns(talk).where(in_turns(talk, does(talk, words, Mark.NEWS)))
    return rates(100 * counted(talk, cases(talk, words)), counted(talk, told), least=3)


def cases(talk: Talk, words: WordCounts) -> Cases:
    """The last message of each turn with good news that was met with joy."""
    joy = marked(talk, words, "joy") | marked(talk, words, "affection") | does(talk, words, Mark.ASKS)
    return turns(talk).where(in_turns(talk, does(talk, words, Mark.NEWS)) & followed(talk, in_turns(talk, joy)))


def followed(talk: Talk, chosen: Bool) -> Bool:
    """After which turns the other's next turn, in the same session, is one of the chosen turns."""
    first = np.flatnonzero(talk.begins)
    after = np.zeros(len(first), dtype=np.bool_)
    after[:-1] = chosen[1:] & ~talk.opens[first[1:]]
    return after
