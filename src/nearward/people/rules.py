"""Pure decisions about people and pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

CODE_LIVES = timedelta(minutes=10)
TRIES_REMEMBERED = timedelta(hours=1)
TRIES_A_PERSON = 10
TRIES_TOGETHER = 300


class Link(Enum):
    """What a person is told about being linked. A pause by the other looks exactly like not being linked."""

    ALONE = "alone"
    LINKED = "linked"
    PAUSED_BY_ME = "paused-by-me"


def link_between(*, active: bool, paused_by_me: bool, paused_by_other: bool) -> Link:
    """Return what one half of a pair is told."""
    if active and paused_by_me:
        return Link.PAUSED_BY_ME
    if active and not paused_by_other:
        return Link.LINKED
    return Link.ALONE


def may_try_code(*, own_tries: int, all_tries: int) -> bool:
    """Whether another code may be typed now; fifty bits and these limits leave guessing no chance."""
    return own_tries < TRIES_A_PERSON and all_tries < TRIES_TOGETHER


@dataclass(frozen=True, slots=True)
class DayRule:
    """When a day begins: an hour on the wall of one time zone."""

    zone: str
    starts: int
