"""Apology: of a hundred messages of a person, how many hold a word of apology."""

from nearward_dialogue.measures._marked import marked, of_a_hundred
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "“Sorry” may be sympathy, politeness or a running late; few apologies may mean little to be sorry for."


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Such messages by week and person, of a hundred."""
    return of_a_hundred(talk, messages(talk, words))


def messages(talk: Talk, words: WordCounts) -> Bool:
    """Messages that hold such a word."""
    return marked(talk, words, "apology")
