"""Asked again: how often a week a person writes anew after a silence and asks, with no word of the other's between.

A person's turn asks for something (a question, a request, "please") or names a feeling of their own; the other does
not write; after a silence that ends a session the same person writes such a turn again. Where that happens often it
may be one pressing and one leaving (the demand-withdraw pattern), or a busy week: it is a place to look, no finding.

Source: Christensen, A., & Heavey, C. L. (1990). Gender and social structure in the demand/withdraw pattern of marital
conflict. Journal of Personality and Social Psychology, 59, 73-81. doi:10.1037/0022-3514.59.1.73
"""

import numpy as np

from nearward_dialogue.cases import Cases, counted
from nearward_dialogue.marks import Mark
from nearward_dialogue.measures._marked import does, in_turns, marked
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "a week"
SOURCES: tuple[str, ...] = ()
LIMITS = "An answer by phone is not in the file, and asking twice about bread is counted like asking to talk."
GROUP, TITLE = "questions", "Asking again without an answer between"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """How often, by week and person."""
    return rates(counted(talk, cases(talk, words)), np.ones((talk.weeks, 2)))


def cases(talk: Talk, words: WordCounts) -> Cases:
    """The first message of each turn that asks again."""
    first = np.flatnonzero(talk.begins)
    asks = in_turns(talk, wants(talk, words))
    again = np.zeros(len(first), dtype=np.bool_)
    again[1:] = asks[1:] & asks[:-1] & (talk.sender[first[1:]] == talk.sender[first[:-1]])
    message = first[again]
    return Cases(message, talk.sender[message], talk.week[message])


def wants(talk: Talk, words: WordCounts) -> Bool:
    """Messages that ask, request or say please, or name a feeling of one's own."""
    own_feeling = marked(talk, words, "feeling") & marked(talk, words, "i")
    return does(talk, words, Mark.ASKS | Mark.REQUEST) | marked(talk, words, "please") | own_feeling
