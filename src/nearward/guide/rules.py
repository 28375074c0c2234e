"""Pure decisions of the guide: what signs point at, when turns begin, what a browser must know of a hint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nearward_library.schema import Cause, Hint, Sign
from nearward_library.schema.talking import Turn

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


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of a guided talk on somebody's watch: when it begins ("4:30"), and how long it lasts."""

    begins: str
    minutes: int
    seconds: int
    turn: Turn


def cues(turns: Iterable[Turn]) -> tuple[Cue, ...]:
    """Return the turns with the times at which they begin when each takes as long as it may."""
    found, at = [], 0
    for turn in turns:
        found.append(Cue(f"{at // 60}:{at % 60:02}", *divmod(turn.seconds, 60), turn))
        at += turn.seconds
    return tuple(found)


def patterns_of(hint: Hint) -> dict[str, object]:
    """Return a hint as the script of the page reads it; nothing of what is typed comes back."""
    return {
        "title": hint.title,
        "says": hint.says,
        "turn": hint.turn,
        "finds": hint.finds,
        "missing": hint.missing,
        "atLeast": hint.at_least,
    }
