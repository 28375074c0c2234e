"""What a browser is shown for a while after somebody has left in a hurry."""

from __future__ import annotations

from enum import Enum

AWAY_FOR = 10 * 60
"""Seconds. Long enough for whoever picks up the phone next, short enough to come back when it was nothing."""


class Answer(Enum):
    """What a request gets while its browser is away."""

    AS_USUAL = "as usual"
    CLOCK = "the clock"
    CLOCK_BY_SCRIPT = "the clock, by way of the script that asked"
    NOTHING = "nothing"


def answer_while_away(*, open_path: bool, fetch_mode: str, by_htmx: bool) -> Answer:
    """Return what a request gets: pages become the clock, and what a script sends is refused and so kept by it."""
    if open_path:
        return Answer.AS_USUAL
    if by_htmx:
        return Answer.CLOCK_BY_SCRIPT
    return Answer.CLOCK if fetch_mode in {"", "navigate"} else Answer.NOTHING
