"""Balance of messages: each person's part of all messages of talk."""

from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Rates, shares

UNIT = "share"
SOURCES: tuple[str, ...] = ()
LIMITS = "Some people send one thought in five messages; the balance of words beside it shows whether that is so."


def measure(talk: Talk) -> Rates:
    """Messages by week and person, as a share of both persons' messages."""
    return shares(talk.by_week(), least=10)


def messages(talk: Talk) -> Bool:
    """Every message of talk."""
    return talk.sender >= 0
