"""Quiet days: on how many days of a week neither wrote a word. It belongs to both, so both columns are the same."""

import numpy as np

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, rates

UNIT = "days"
TOGETHER = True
SOURCES: tuple[str, ...] = ()
LIMITS = "A day without a message is often a day together; only the two know whether it was a silence."
GROUP, TITLE = "time", "Days a week without a message of either"


def measure(talk: Talk) -> Rates:
    """Days between the first and the last message on which nobody wrote, by week, over one."""
    quiet = np.ones(talk.weeks * 7)
    quiet[talk.day - talk.first_week] = 0
    if len(talk):
        quiet[: int(talk.day[0]) - talk.first_week] = 0
        quiet[int(talk.day[-1]) - talk.first_week + 1 :] = 0
    both = np.repeat(quiet.reshape(-1, 7).sum(axis=1)[:, None], 2, axis=1)
    return rates(both, np.ones((talk.weeks, 2)))


def messages(talk: Talk) -> Bool:
    """The first message after each day, or days, without one."""
    return np.asarray(np.diff(talk.day, prepend=talk.day[:1]) > 1)
