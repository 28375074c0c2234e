"""Gentle hints for somebody who is putting a hard thing into words."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from nearward_library.schema.base import Entry, Line, Says, Title


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        msg = f"not a pattern: {error}"
        raise ValueError(msg) from None
    return pattern


Pattern = Annotated[str, StringConstraints(min_length=2, max_length=400), AfterValidator(_compiles)]
"""A regular expression, whatever the case, kept to what Python and browsers read alike."""


class Hint(Entry):
    """One thing to look at again in a sentence, and a way to turn it."""

    title: Title
    says: Says
    order: Annotated[int, Field(ge=1, le=20)]
    finds: Annotated[tuple[Pattern, ...], Field(min_length=1, max_length=12)]
    missing: bool = False
    """True: the hint is given when none of `finds` is there. False: where one of them is."""
    at_least: Annotated[int, Field(ge=1, le=20)] = 1
    """Only in texts of at least so many words."""
    turn: Line
    """What to try instead."""
    caught: Annotated[tuple[Line, ...], Field(min_length=3, max_length=12)]
    """Sentences it must find something in; a test holds it to them."""
    passed: Annotated[tuple[Line, ...], Field(min_length=3, max_length=12)]
    """Sentences it must leave alone."""
