"""Initiation: each person's part of the sessions begun; a session ends with a silence that is long for this chat."""

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, shares

UNIT = "share"
SOURCES: tuple[str, ...] = ()
LIMITS = "Whoever gets up first or finishes work first often begins; it need not be who longs more."


def measure(talk: Talk) -> Rates:
    """Sessions begun by week and person, as a share of the sessions of both."""
    return shares(talk.by_week(talk.opens), least=3)


def messages(talk: Talk) -> Bool:
    """The first message of each session."""
    return talk.opens
