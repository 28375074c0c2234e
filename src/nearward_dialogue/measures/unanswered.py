"""Left unanswered: of a hundred waits for this person in their waking hours, how many had no answer within a day."""

import numpy as np

from nearward_dialogue.cases import Cases, counted, waits
from nearward_dialogue.talk import DAY, Bool, Talk
from nearward_dialogue.weeks import Rates, rates

UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "Much is answered aloud, by a call or at the kitchen table, and many last words want no answer."


def measure(talk: Talk) -> Rates:
    """Waits of a day and more, of a hundred, by week and person waited for; the last wait of the chat is left out."""
    return rates(100 * counted(talk, cases(talk)), counted(talk, waits(talk).where(_in_question(talk))), least=5)


def cases(talk: Talk) -> Cases:
    """The messages that waited a day or longer for this person."""
    return waits(talk).where(_in_question(talk) & (talk.waited.seconds >= DAY))


def _in_question(talk: Talk) -> Bool:
    by_day = talk.waited.by_day.copy()
    by_day[-1:] = False
    return np.asarray(by_day)
