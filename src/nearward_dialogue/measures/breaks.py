"""Return after a break: who writes first after two days or more without a message of either."""

import numpy as np

from nearward_dialogue.talk import DAY, Bool, Talk
from nearward_dialogue.weeks import Rates, shares

UNIT = "share"
SOURCES: tuple[str, ...] = ()
LIMITS = "A break in writing is often a time together; only the two know whether it was a silence."

BREAK = 2 * DAY


def measure(talk: Talk) -> Rates:
    """Breaks ended by week and person, as a share of all breaks."""
    return shares(talk.by_week(messages(talk)))


def messages(talk: Talk) -> Bool:
    """The first message after each break."""
    return np.asarray(np.diff(talk.time, prepend=talk.time[:1]) >= BREAK)
