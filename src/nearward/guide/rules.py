"""Pure decisions of the guide: what signs point at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nearward_library.schema import Cause, Sign

FUSION = 2
"""How much the first place counts above the second; small, so that two signs in second place outweigh one in first."""

RULE_OUT = "rule-out"
NEVER_LISTED = frozenset({"abuse"})
"""Fear and control are never one reason among others; pages say where the private safety words stand instead."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A cause that signs point at, and which of them do."""

    cause: Cause
    signs: tuple[Sign, ...]


def leads(signs: Sequence[Sign], causes: Mapping[str, Cause]) -> tuple[Lead, ...]:
    """Return the causes that these signs point at, likeliest first.

    Each sign lists its causes in order; the lists are joined by reciprocal rank fusion (Cormack, Clarke & Buettcher
    2009, doi:10.1145/1571941.1572114).
    """
    scores: dict[str, float] = {}
    for sign in signs:
        for place, name in enumerate(sign.causes, start=1):
            scores[name] = scores.get(name, 0.0) + 1 / (FUSION + place)
    known = [name for name in scores if name in causes and name not in NEVER_LISTED]
    return tuple(
        Lead(causes[name], tuple(sign for sign in signs if name in sign.causes))
        for name in sorted(known, key=lambda name: -scores[name])
    )
