"""Days with talk: on how many days of a week each person wrote at least once."""

import numpy as np

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates

UNIT = "days"
SOURCES: tuple[str, ...] = ()
LIMITS = "Two people who are at home together write less; a holiday in one bed looks like silence here."


def measure(talk: Talk) -> Rates:
    """Days on which each person wrote, by week, over one; the first and the last week count as whole weeks."""
    wrote = np.zeros(talk.weeks * 14)
    wrote[(talk.day - np.int32(talk.first_week)) * 2 + talk.sender] = 1
    return rates(wrote.reshape(-1, 7, 2).sum(axis=1), np.ones((talk.weeks, 2)))


def messages(talk: Talk) -> Bool:
    """The first message of each person on each day."""
    key = talk.day * 2 + talk.sender
    first = np.zeros(len(talk), dtype=np.bool_)
    first[np.unique(key, return_index=True)[1]] = True
    return first
