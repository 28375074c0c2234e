"""Late-night talk: of a hundred messages of a person, how many were written between eleven at night and five."""

import numpy as np

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates

UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "Shift work, a baby or another time zone move the night; the clock is the one the export was made with."

FROM, UNTIL = 23, 5


def measure(talk: Talk) -> Rates:
    """Messages of the night by week and person, of a hundred."""
    return rates(100 * talk.by_week(messages(talk)), talk.by_week(), least=10)


def messages(talk: Talk) -> Bool:
    """Messages from 23:00 to 04:59."""
    hour = talk.hour
    return np.asarray((hour >= FROM) | (hour < UNTIL))
