"""Questions: of a hundred messages of a person, how many ask something, with a question mark or without."""

from nearward_dialogue.marks import Mark
from nearward_dialogue.measures._marked import does, of_a_hundred
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = (
    "Asking can be interest, planning or checking; it does not tell which, and a question in a tone of voice is missed."
)
GROUP, TITLE = "questions", "Messages that ask something"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Such messages by week and person, of a hundred."""
    return of_a_hundred(talk, messages(talk, words))


def messages(talk: Talk, words: WordCounts) -> Bool:
    """Messages that do so (see `marks`)."""
    return does(talk, words, Mark.ASKS)
