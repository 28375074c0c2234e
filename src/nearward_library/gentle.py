"""Looks at a sentence before it is said, and gives a gentle hint where it may close a door.

Rules only, no guess at a person: the same rules can run in a browser, since each is a list of patterns. It never
blocks anything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nearward_library.schema import Hint

_WORDS = re.compile(r"\w+(?:’\w+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """One hint about one text: characters `start` to `end` (exclusive); both the length where something is missing."""

    hint: Hint
    start: int
    end: int


def look_at(text: str, hints: Iterable[Hint]) -> tuple[Finding, ...]:
    """What to look at again in `text`, in the order of the hints; at most one finding for each. Never raises."""
    words = text.replace("'", "’")
    count = len(_WORDS.findall(words))
    found = (_find(words, hint) for hint in sorted(hints, key=lambda hint: hint.order) if count >= hint.at_least)
    return tuple(finding for finding in found if finding)


def _find(words: str, hint: Hint) -> Finding | None:
    matches = (re.search(pattern, words, re.IGNORECASE) for pattern in hint.finds)
    first = min((match for match in matches if match), key=lambda match: match.start(), default=None)
    if hint.missing:
        return None if first else Finding(hint, len(words), len(words))
    return Finding(hint, first.start(), first.end()) if first else None
