"""Plans made together: how often a week a person proposes something and the other says yes.

A turn with a word of arranging that asks, or says "we" or "us", and the other's next turn in the same session holds a
word of agreement.
"""

import numpy as np

from nearward_dialogue.cases import Cases, counted
from nearward_dialogue.marks import Mark
from nearward_dialogue.measures._marked import does, in_turns, marked
from nearward_dialogue.measures.news_met import followed
from nearward_dialogue.talk import Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
ALONE = False
UNIT = "a week"
SOURCES: tuple[str, ...] = ()
LIMITS = "Words of arranging beside a yes are all it knows: an errand counts like a weekend away, carried out or not."
GROUP, TITLE = "warmth", "Plans proposed that met a yes"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """How often, by week and person who proposed."""
    return rates(counted(talk, cases(talk, words)), np.ones((talk.weeks, 2)))


def cases(talk: Talk, words: WordCounts) -> Cases:
    """The last message of each turn that proposed something and met a yes."""
    proposes = marked(talk, words, "plan") & (does(talk, words, Mark.ASKS) | marked(talk, words, "we"))
    yes = in_turns(talk, marked(talk, words, "agreement"))
    last = talk.waited.begun[in_turns(talk, proposes) & followed(talk, yes)]
    return Cases(last, talk.sender[last], talk.week[last])
