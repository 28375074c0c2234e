"""Left unanswered: of a hundred waits for this person in their waking hours, how many had no answer within a day."""

import numpy as np

from nearward_dialogue.cases import Cases, counted
from nearward_dialogue.talk import DAY, Bool, Talk
from nearward_dialogue.weeks import Rates, rates

UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "Much is answered aloud, by a call or at the kitchen table, and many last words want no answer."


def measure(talk: Talk) -> Rates:
    """Waits of a day and more, of a hundred, by week and person waited for; the last wait of the chat is left out."""
    waits = Cases(talk.waited.begun, talk.waited.whose, talk.week[talk.waited.begun])
    return rates(100 * counted(talk, cases(talk)), counted(talk, waits.where(_in_question(talk))), least=5)


def cases(talk: Talk) -> Cases:
    """The messages that waited a day or longer for this person."""
    waited = talk.waited
    all_waits = Cases(waited.begun, waited.whose, talk.week[waited.begun])
    return all_waits.where(_in_question(talk) & (waited.seconds >= DAY))


def _in_question(talk: Talk) -> Bool:
    by_day = talk.waited.by_day.copy()
    by_day[-1:] = False
    return np.asarray(by_day)
