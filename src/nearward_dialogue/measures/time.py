"""Balance of time: each person's part of the ten-minute stretches of the day in which somebody wrote.

A stretch counts for everyone who wrote in it, however much: five messages in a row take no longer than one long one.
"""

import numpy as np

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, shares

UNIT = "share"
SOURCES: tuple[str, ...] = ()
LIMITS = "A clock cannot see how long somebody wrote, deleted and wrote again, nor who was reading."
GROUP, TITLE = "time", "Part of the time spent writing"

STRETCH = 600


def measure(talk: Talk) -> Rates:
    """Stretches by week and person, as a share of both persons' stretches."""
    return shares(talk.by_week(messages(talk)), least=10)


def messages(talk: Talk) -> Bool:
    """The first message of each person in each stretch."""
    first = np.zeros(len(talk), dtype=np.bool_)
    for who in (0, 1):
        own = np.flatnonzero(talk.sender == who)
        stretch = talk.time[own] // STRETCH
        first[own[np.diff(stretch, prepend=-1) != 0]] = True
    return first
