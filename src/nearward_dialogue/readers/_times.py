"""Times as the formats write them, as seconds since 1970-01-01 00:00 on the clock they were written by."""

from datetime import UTC, datetime
from typing import Final

from nearward_dialogue.readers._rows import MOST_SECONDS

YEAR_1: Final = -62_135_596_800


def iso_seconds(text: str) -> int | None:
    """Seconds of an ISO 8601 time; with an offset in UTC, without one of the wall clock. None when it is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() // 1)


def whole_seconds(value: str | float, per_second: int = 1) -> int | None:
    """Seconds of a count of seconds (or of that many parts of one); None when it is none or beyond the year 9999."""
    try:
        seconds = int(value) // per_second
    except (ValueError, OverflowError):
        return None
    return seconds if YEAR_1 <= seconds <= MOST_SECONDS else None
