"""Good news: of a hundred messages of a person, how many tell good news of their own in so many words.

Few phrases are known, so that what is found is such news; most good news is told otherwise and missed.
"""

from nearward_dialogue.marks import Mark
from nearward_dialogue.measures._marked import does, of_a_hundred
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "Most good news is told in other words, by a picture or at the door; few here do not mean few."
GROUP, TITLE = "more", "Messages with good news"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Such messages by week and person, of a hundred."""
    return of_a_hundred(talk, messages(talk, words))


def messages(talk: Talk, words: WordCounts) -> Bool:
    """Messages that do so (see `marks`)."""
    return does(talk, words, Mark.NEWS)
