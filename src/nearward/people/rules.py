"""Pure decisions about people and pairs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum

CODE_LIVES = timedelta(minutes=10)
MEETING_LIVES = timedelta(minutes=10)
TRIES_REMEMBERED = timedelta(hours=1)
TRIES_A_PERSON = 10

BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


class Act(StrEnum):
    """What a person's own log tells of this room. Other rooms add acts of theirs."""

    SIGNED_IN = "signed-in"
    DEVICE_ENDED = "device-signed-out"
    OTHERS_ENDED = "other-devices-signed-out"
    LINKED = "linked"
    PAUSED = "paused"
    RESUMED = "opened-again"
    PARTED = "parted"
    DAY_CHANGED = "shared-day-changed"
    EXPORTED = "exported"
    RESTORED = "restored"


class Link(Enum):
    """What a person is told about being linked. A pause by the other looks exactly like not being linked."""

    ALONE = "alone"
    LINKED = "linked"
    PAUSED_BY_ME = "paused-by-me"


@dataclass(frozen=True, slots=True)
class DayRule:
    """When a day begins: an hour on the wall of one time zone."""

    zone: str
    starts: int


@dataclass(frozen=True, slots=True)
class DayRules:
    """The rule of a couple's day, and the one that follows it from an instant on, where one of them has chosen another.

    A new rule waits until the present day has ended, so that nobody's day changes under their hands.
    """

    present: DayRule
    following: DayRule | None = None
    from_then: datetime | None = None

    def at(self, now: datetime) -> DayRule:
        """Return the rule that holds at an instant."""
        if self.following is None or self.from_then is None or now < self.from_then:
            return self.present
        return self.following

    @property
    def last(self) -> DayRule:
        """The rule that was chosen last, whether or not it holds already."""
        return self.following or self.present


def link_between(*, active: bool, paused_by_me: bool, paused_by_other: bool) -> Link:
    """Return what one half of a pair is told."""
    if active and paused_by_me:
        return Link.PAUSED_BY_ME
    if active and not paused_by_other:
        return Link.LINKED
    return Link.ALONE


def may_try_code(own_tries: int) -> bool:
    """Whether this person may type another code now.

    Ten tries an hour at fifty bits leave guessing no chance, however many accounts guess. There is no limit for all
    people together: it would let one person's typing stop somebody else's.
    """
    return own_tries < TRIES_A_PERSON


def meeting_number(meeting: uuid.UUID) -> str:
    """Return the four digits that both screens of one meeting show, so that two people can compare them."""
    digits = f"{meeting.int % 10_000:04d}"
    return f"{digits[:2]} {digits[2:]}"


def device_named(user_agent: str) -> str:
    """Return the family of a browser and its system, such as "Firefox · Android", and nothing finer."""
    browser = next((name for part, name in BROWSERS.items() if part in user_agent), "")
    system = next((name for part, name in SYSTEMS.items() if part in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
