"""Pure decisions of the guide, and the shapes of its pages: what signs point at, when turns begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nearward_library.schema import Cause, Format, Hint, Item, Practice, Quality, Sign, Telehealth
from nearward_library.schema.base import Source
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


@dataclass(frozen=True, slots=True)
class QualityPage:
    """What closeness looks like when it is there, with what belongs to it."""

    quality: Quality
    items: tuple[Item, ...]
    practices: tuple[Practice, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class TelehealthPage:
    """Something that help at a distance offers, with what belongs to it."""

    offer: Telehealth
    practices: tuple[Practice, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of a guided talk on somebody's watch: when it begins ("4:30"), and how long it lasts."""

    begins: str
    minutes: int
    seconds: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class TalkPage:
    """A guided talk as a script to follow with a watch."""

    talk: Format
    cues: tuple[Cue, ...]
    practices: tuple[Practice, ...]
    sources: tuple[Source, ...]


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
