"""Times as the formats write them, as seconds since 1970-01-01 00:00 on the clock they were written by."""

from datetime import UTC, datetime
from functools import lru_cache
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


@lru_cache(maxsize=4096)
def day_seconds(written: bytes) -> int | None:
    """Seconds at the beginning of a day written as 2024-06-01; None when there is no such day."""
    return iso_seconds(written.decode())


@lru_cache(maxsize=4096)
def clock_seconds(written: bytes) -> int | None:
    """Seconds of the day of a time written as 14:05 or 14:05:09; None when there is no such time."""
    hour, minute, *second = (int(part) for part in written.split(b":"))
    seconds = hour * 3600 + minute * 60 + sum(second)
    return seconds if hour < 24 and minute < 60 and sum(second) < 60 else None


def whole_seconds(value: str | bytes | float, per_second: int = 1) -> int | None:
    """Seconds of a count of seconds (or of that many parts of one); None when it is none or beyond the year 9999."""
    try:
        seconds = int(value) // per_second
    except (ValueError, OverflowError):
        return None
    return seconds if YEAR_1 <= seconds <= MOST_SECONDS else None
