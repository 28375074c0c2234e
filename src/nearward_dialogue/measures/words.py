"""Balance of words: each person's part of all words."""

from nearward_dialogue.measures.length import written
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, shares
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "share"
SOURCES: tuple[str, ...] = ()
LIMITS = "Whoever dictates writes more words; whoever talks at the table may write few."


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Words by week and person, as a share of both persons' words."""
    return shares(written(talk, words), least=50)


def messages(talk: Talk, words: WordCounts) -> Bool:
    """Every message with a word in it."""
    return talk.of(words.words) > 0
