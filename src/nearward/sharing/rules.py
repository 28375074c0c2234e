"""Pure decisions about who may see what."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Whom an item is for. Its author chooses, `ME` unless they say otherwise."""

    ME = "me"
    BOTH = "both"
    US = "us"
    THERAPIST = "therapist"


SHARED = (Audience.BOTH, Audience.US)


def partner_may_see(audience: Audience, *, same_pair: bool, viewer_shared_theirs: bool) -> bool:
    """Whether the author's partner may see an item now.

    `same_pair`: it was shared in the pair that is open now. `viewer_shared_theirs`: the viewer has answered the very
    same question, for the partner too.
    """
    if not same_pair:
        return False
    return audience is Audience.US or (audience is Audience.BOTH and viewer_shared_theirs)


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_cell(value: object) -> str:
    """Return a cell of a table that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
