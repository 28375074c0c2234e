"""Open questions: of a hundred messages of a person that ask something, how many ask so that the other may tell."""

from nearward_dialogue.marks import Mark
from nearward_dialogue.measures._marked import does
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "“How was it?” can be a habit and “Are you all right?” a wide open door; only the form is told."
GROUP, TITLE = "questions", "Questions that are open ones"


def measure(talk: Talk, words: WordCounts) -> Rates:
    """Open questions, of a hundred, by week and person."""
    return rates(100 * talk.by_week(messages(talk, words)), talk.by_week(does(talk, words, Mark.ASKS)), least=5)


def messages(talk: Talk, words: WordCounts) -> Bool:
    """Messages that ask openly (see `marks`)."""
    return does(talk, words, Mark.OPEN)
