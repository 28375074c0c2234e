"""Responsiveness: of a hundred waits for this person in their waking hours, how many had an answer within an hour.

`by_hour` gives the same by the hour of the day in which the wait began, nights included: an hour at work and an hour on
the sofa are no different people. A wait that was given up within the hour counts as unanswered.
"""

import numpy as np

from nearward_dialogue.cases import Cases, answers, counted, waits
from nearward_dialogue.talk import HOUR, Bool, Talk
from nearward_dialogue.weeks import Floats, Rates, rates

UNIT = "per 100"
SOURCES: tuple[str, ...] = ()
LIMITS = "An hour is a measure, not a rule: who may not look at a phone at work answers late and means nothing by it."
GROUP, TITLE = "answers", "Answers within an hour"


def measure(talk: Talk) -> Rates:
    """Waits answered within an hour, of a hundred, by week and person waited for; the chat's last is left out."""
    return rates(100 * counted(talk, cases(talk)), counted(talk, waits(talk).where(_asked(talk))), least=5)


def cases(talk: Talk) -> Cases:
    """The answers that came within an hour, in the week in which the wait began."""
    return answers(talk, _asked(talk) & _soon(talk))


def by_hour(talk: Talk) -> tuple[Floats, Floats]:
    """Answered within an hour, and all waits: each weeks x 2 x 24, by week, person waited for and hour it began."""
    waited, ended = talk.waited, _ended(talk)
    place = (talk.week[waited.begun].astype(np.int64) * 2 + waited.whose) * 24 + talk.hour[waited.begun]
    soon, every = (
        np.bincount(place[np.flatnonzero(which)], minlength=talk.weeks * 48).reshape(-1, 2, 24).astype(np.float64)
        for which in (ended & _soon(talk), ended)
    )
    return soon, every


def cases_by_hour(talk: Talk) -> Cases:
    """The answers that came within an hour, nights included, in the week in which the wait began."""
    return answers(talk, _ended(talk) & _soon(talk))


def _ended(talk: Talk) -> Bool:
    """Every wait but the chat's last, whose end nobody knows yet."""
    ended = np.ones(len(talk.waited), dtype=np.bool_)
    ended[-1:] = False
    return ended


def _asked(talk: Talk) -> Bool:
    by_day = talk.waited.by_day.copy()
    by_day[-1:] = False
    return np.asarray(by_day)


def _soon(talk: Talk) -> Bool:
    return np.asarray(talk.waited.answered & (talk.waited.seconds <= HOUR))
