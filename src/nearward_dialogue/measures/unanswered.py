"""Left unanswered: of a hundred waits for this person in their waking hours, how many had no answer within a day."""

import numpy as np

from nearward_dialogue.measures.latency import by_day, waits
from nearward_dialogue.talk import DAY, Bool, Talk
from nearward_dialogue.weeks import Rates, rates

UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "Much is answered aloud, by a call or at the kitchen table, and many last words want no answer."


def measure(talk: Talk) -> Rates:
    """Waits of a day and more, of a hundred, by week and person waited for; the last wait of the chat is left out."""
    waited = waits(talk)
    counted = by_day(talk, waited)
    counted[-1:] = False
    return rates(100 * _by_week(talk, counted & (waited.seconds >= DAY)), _by_week(talk, counted), least=5)


def _by_week(talk: Talk, chosen: Bool) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    waited = waits(talk)
    place = talk.week[waited.begun[chosen]] * 2 + waited.whose[chosen]
    return np.bincount(place, minlength=2 * talk.weeks).reshape(-1, 2).astype(np.int64)


def messages(talk: Talk) -> Bool:
    """The messages that waited a day or longer."""
    waited = waits(talk)
    left = np.zeros(len(talk), dtype=np.bool_)
    left[waited.begun[by_day(talk, waited) & (waited.seconds >= DAY)]] = True
    return left
