"""The viewer's own maps, and what may lie behind what they notice."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.dispatch import Signal

from nearward.explore import wording
from nearward.explore.asking import next_question
from nearward.explore.rules import (
    NOTHING,
    NOTICED,
    Check,
    Evidence,
    Ranked,
    Replies,
    Strength,
    amount_of,
    first_check,
    is_due,
    noticed_in,
    rank,
    strongest,
)
from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.sharing import queries as sharing
from nearward.sharing.queries import NotThere, Opened
from nearward_library.schema import Cause, Sign
from nearward_library.schema.causes import First
from nearward_library.schema.causes import Person as Someone

MAP, CIRCLE, NEEDS = "explore.map", "explore.circle", "explore.needs"
MOST_REASONS = 4
PICTURED = 2
MOST_CAUSES = 5

evidence_wanted = Signal()
"""Sent with `viewer` and `today`; whoever knows the viewer's minutes answers with an `Evidence`."""


@dataclass(frozen=True, slots=True)
class Map:
    """One map of the viewer's own: the how manieth, what was answered so far, in order, and when it was finished."""

    id: uuid.UUID
    subject: str
    number: int
    begun: date
    finished: date | None
    replies: Replies


@dataclass(frozen=True, slots=True)
class Noticed:
    """A sign that somebody noticed: how much, from 0 to 4; since when and on whose side, where they said."""

    sign: Sign
    step: int
    said: str
    since: str
    side: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A cause, how much speaks for it, and what does."""

    cause: Cause
    strength: Strength
    said: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The first thing worth checking: somebody to see about a cause, or something to rule out before settling on it."""

    cause: Cause
    see: Someone | None
    rule_out: First | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished map comes to."""

    map: Map
    noticed: tuple[Noticed, ...]
    causes: tuple[Behind, ...]
    check: Checked | None
    from_minutes: bool
    rough: bool
    """Whether rough or scornful words weigh much: then a quiet line about safety stands with it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A sign or a cause in an earlier map and in the newest: how much, in words."""

    title: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier map beside the newest one; `finished` is the newest one's day."""

    finished: date
    signs: tuple[Changed, ...]
    causes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class LikelyCause:
    """A cause by its id, with the reasons to show, the strongest first."""

    id: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the viewer is with their maps: whether one is begun, and whether a fresh look is due."""

    draft: bool
    finished: date | None
    due: bool


def maps_of(viewer: Person) -> tuple[Map, ...]:
    """Return the viewer's maps, oldest first."""
    return tuple(sorted(map(_map, sharing.mine(viewer, MAP)), key=lambda one: one.number))


def draft_of(viewer: Person) -> Map | None:
    """Return the map that the viewer has begun and not finished."""
    return next((one for one in maps_of(viewer) if one.finished is None), None)


def last_map(viewer: Person) -> Map | None:
    """Return the viewer's newest finished map."""
    return next((one for one in reversed(maps_of(viewer)) if one.finished), None)


def has_map(viewer: Person) -> bool:
    return last_map(viewer) is not None


def own_map(viewer: Person, map_id: uuid.UUID) -> Map:
    """Return one finished map of the viewer's own, or raise `NotThere`."""
    opened = sharing.own_item(viewer, map_id)
    if opened.kind != MAP or not opened.value["finished"]:
        raise NotThere
    return _map(opened)


def standing_of(viewer: Person, today: date, changed: date | None = None) -> Standing:
    """Return where the viewer is. `changed` is the day on which they were told of a change, if there was one."""
    days = [one.finished for one in maps_of(viewer)]
    finished = max((day for day in days if day), default=None)
    due = finished is not None and (is_due(finished, today) or (changed is not None and changed > finished))
    return Standing(None in days, finished, due)


def asked_now(viewer: Person) -> tuple[Map, wording.Asked] | None:
    """Return the map begun and its next question; None where there is none begun."""
    draft = draft_of(viewer)
    question = next_question(library(), draft.replies) if draft else None
    return (draft, wording.in_words(library(), question)) if draft and question else None


def result_of(viewer: Person, one: Map, today: date) -> Result:
    """Return what one of the viewer's maps comes to, with what their minutes say today."""
    evidence = _evidence(viewer, today)
    ranked = rank(library(), one.replies, evidence)
    check = first_check(library(), ranked)
    return Result(
        map=one,
        noticed=noticed_on(one),
        causes=tuple(_behind(each, one.replies) for each in _speaking(ranked)[:MOST_CAUSES]),
        check=_checked(check) if check else None,
        from_minutes=bool(evidence.ties or evidence.moved),
        rough=any(amount_of(one.replies, sign) > 0.5 for sign in ("harsh-tone", "contempt")),
    )


def noticed_on(one: Map) -> tuple[Noticed, ...]:
    """Return the signs that were noticed, the strongest first."""
    known = library().signs
    return tuple(_noticed(known[name], one.replies) for name in strongest(one.replies) if name in known)


def steps_of(one: Map) -> dict[str, int]:
    """Return how much of each sign was noticed, from 0 to 4; of what was left open, nothing."""
    if not isinstance(one.replies.get(NOTICED), tuple):
        return {}
    noticed = noticed_in(one.replies)
    steps = {name: one.replies.get(f"sign:{name}") if name in noticed else 0 for name in library().signs}
    return {name: step for name, step in steps.items() if isinstance(step, int)}


def strengths_of(one: Map) -> dict[str, Strength]:
    """Return how much speaks for each cause by the answers of one map alone."""
    return {each.cause: each.strength for each in rank(library(), one.replies)}


def compared(viewer: Person, one: Map) -> Comparison | None:
    """Return one map beside the viewer's newest, by their answers alone; None where it is the newest."""
    last = last_map(viewer)
    if last is None or last.finished is None or last.id == one.id:
        return None
    noticed = ({each.sign.id: each.said for each in noticed_on(each_map)} for each_map in (one, last))
    return Comparison(last.finished, _changed_signs(*noticed), _changed_causes(strengths_of(one), strengths_of(last)))


def likely_causes(viewer: Person, today: date | None = None) -> tuple[LikelyCause, ...]:
    """Return what may lie behind it by the viewer's newest finished map, likeliest first; nothing without one.

    With `today`, what their minutes say is counted too.
    """
    last = last_map(viewer)
    if last is None:
        return ()
    ranked = rank(library(), last.replies, _evidence(viewer, today) if today else NOTHING)
    return tuple(LikelyCause(each.cause, _reasons(each, last.replies)) for each in _speaking(ranked))


def answers_of(viewer: Person, kind: str) -> dict[str, int | tuple[int, ...]]:
    """Return the viewer's own newest answers about the circle or their needs, by item."""
    kept = sharing.mine(viewer, kind)
    told: dict[str, Any] = kept[-1].value if kept else {}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}


def _changed_signs(then: dict[str, str], now: dict[str, str]) -> tuple[Changed, ...]:
    names = [name for name in dict.fromkeys((*now, *then)) if name in library().signs]
    return tuple(Changed(library().signs[name].title, then.get(name, ""), now.get(name, "")) for name in names)


def _changed_causes(then: dict[str, Strength], now: dict[str, Strength]) -> tuple[Changed, ...]:
    told = [name for name in now if {then.get(name), now[name]} - {Strength.HARDLY, None}]
    words = {strength: str(said) for strength, said in wording.STRENGTHS.items()}
    return tuple(
        Changed(library().causes[name].title, words[then.get(name, Strength.HARDLY)], words[now[name]]) for name in told
    )


def _evidence(viewer: Person, today: date) -> Evidence:
    told: list[Any] = [found for _receiver, found in evidence_wanted.send(sender=None, viewer=viewer, today=today)]
    return next((found for found in told if isinstance(found, Evidence)), NOTHING)


def _speaking(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those for which something speaks; where they are fewer than a picture shows, the next that have a reason."""
    found = [each for each in ranked if each.strength is not Strength.HARDLY]
    return found if len(found) >= PICTURED else [each for each in ranked if each.told][:PICTURED]


def _behind(each: Ranked, replies: Replies) -> Behind:
    said = str(wording.STRENGTHS[each.strength])
    return Behind(library().causes[each.cause], each.strength, said, _reasons(each, replies))


def _reasons(each: Ranked, replies: Replies) -> tuple[str, ...]:
    return tuple(wording.reason_in_words(library(), reason, replies) for reason in each.told[:MOST_REASONS])


def _checked(check: Check) -> Checked:
    cause = library().causes[check.cause]
    see = cause.see[check.see] if check.see is not None else None
    return Checked(cause, see, cause.rule_out_first[check.rule_out] if check.rule_out is not None else None)


def _noticed(sign: Sign, replies: Replies) -> Noticed:
    step = replies.get(f"sign:{sign.id}")
    since, side = replies.get(f"since:{sign.id}"), replies.get(f"side:{sign.id}")
    return Noticed(
        sign,
        step if isinstance(step, int) else 0,
        str(wording.STEPS["amount"][step]) if isinstance(step, int) else "",
        str(wording.SINCE_TOLD.get(since, "")) if isinstance(since, str) else "",
        str(wording.SIDE_TOLD.get(side, "")) if isinstance(side, str) else "",
    )


def _map(opened: Opened) -> Map:
    value: dict[str, Any] = opened.value
    replies = {name: tuple(reply) if isinstance(reply, list) else reply for name, reply in value["replies"]}
    finished = date.fromisoformat(value["finished"]) if value["finished"] else None
    return Map(opened.id, opened.subject, value["number"], opened.day, finished, replies)
