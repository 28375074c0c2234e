"""What to offer somebody, from their own answers alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from nearward.checkins import queries as checkins
from nearward.explore import queries as explore
from nearward.guide import queries as guide
from nearward.kit.shelf import library
from nearward.noticing import queries as noticing
from nearward.people.models import Person
from nearward.people.queries import bond_of
from nearward.practice.moments import (
    Answered,
    Kept,
    Moment,
    Said,
    State,
    Wish,
    chosen_now,
    is_heavy,
    is_settling,
    is_tired,
    state_of,
)
from nearward.practice.rules import Reason, Weighed, offer, weigh
from nearward.practice.words import ROWS, Words
from nearward.sharing import queries as sharing
from nearward.sharing.queries import NotThere, Unreadable
from nearward_library.schema import Cause, Practice, Sign

ANSWER, FOCUS, CHOICE, WISH = "practice.answer", "practice.focus", "practice.choice", "practice.wish"
KEPT, LOT = "practice.kept", "practice.lot"
LOAD, SLEEP = "own-load", "sleep"
LEVEL = ("closeness", "felt-heard", "valued-today", "contentment")
FOUR_WEEKS = timedelta(days=28)
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for an offer, with the title of what it is about."""

    name: str
    title: Words = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do. Where it is done already, it says so and asks no more today."""

    practice: Practice
    why: tuple[Why, ...]
    done: uuid.UUID | None = None
    """The answer that says it is done, by which it may be taken back."""
    alone: bool = False
    tired: bool = False
    kept: bool = False
    """Whether it stands in the plan."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What somebody looks into."""

    signs: tuple[Sign, ...] = ()
    causes: tuple[Cause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.signs or self.causes)


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer to an offer, for its author alone."""

    id: uuid.UUID
    day: date
    practice: Practice
    said: Said
    liked: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A practice that stands, or stood until a day, in the plan of its author."""

    id: uuid.UUID
    practice: Practice
    since: date
    until: date | None


def offer_for(viewer: Person, today: date, moved: Iterable[str] | None = None) -> Offer | None:
    """Return what to show the viewer today: what they have done, else one offer; None where they put it away for today.

    `moved` names signs that the viewer was told have moved, where that is known already; what they chose to look into
    themself goes before.
    """
    of_today = [one for one in tried_by(viewer) if one.day == today]
    done = next((one for one in of_today if one.said is Said.DONE), None)
    if done:
        return Offer(done.practice, (), done=done.id)
    if any(one.said is Said.NOT_NOW for one in of_today):
        return None
    return best_for(viewer, today, moved)


def best_for(viewer: Person, today: date, moved: Iterable[str] | None = None) -> Offer | None:
    """Return the one practice that fits the viewer best now, whatever they said to offers today."""
    return offer_at(moment_of(viewer, today, moved))


def tonight_for(viewer: Person, today: date) -> Offer | None:
    """Return one act for this evening: what was done today, else the small thing that fits best."""
    done = next((one for one in tried_by(viewer) if one.day == today and one.said is Said.DONE), None)
    if done:
        return Offer(done.practice, (), done=done.id)
    return offer_at(replace(moment_of(viewer, today), tonight=True, plan=(), chosen=None, drawn=None))


def offerable(viewer: Person, today: date) -> tuple[Practice, ...]:
    """Return everything that nothing holds back today, what fits best first."""
    moment = replace(moment_of(viewer, today), drawn=None)
    weighed = weigh(library().practices.values(), library().causes, moment)
    return tuple(one.practice for one in weighed if not one.bars)


def offer_at(moment: Moment) -> Offer | None:
    """Return the one practice that fits best, or None where every single one is held back."""
    best = offer(library().practices.values(), library().causes, moment)
    if best is None:
        return None
    alone = moment.wish in {Wish.QUIET, Wish.ALONE} and "alone" in best.practice.modes
    kept = any(one.practice == best.practice.id for one in moment.plan)
    return Offer(best.practice, why(best.reasons), alone=alone, tired=moment.hard_day, kept=kept)


def derivation_for(viewer: Person, today: date, moved: Iterable[str] | None = None) -> tuple[Weighed, ...]:
    """Return every practice with all that was counted for and against it, the one to offer first."""
    return weigh(library().practices.values(), library().causes, moment_of(viewer, today, moved))


def focus_of(viewer: Person) -> Focus:
    """Return what the viewer looks into now."""
    kept = _latest(viewer, FOCUS) or {}
    return Focus(_known(library().signs, kept.get("signs", ())), _known(library().causes, kept.get("causes", ())))


def wish_of(viewer: Person) -> Wish:
    """Return what the viewer wants to be offered. A wish that cannot be read counts as the most careful one."""
    try:
        kept = _latest(viewer, WISH)
        if kept is None:
            return Wish.TWO if bond_of(viewer).pair else Wish.ALONE
        return Wish(kept)
    except (Unreadable, ValueError):
        return Wish.QUIET


def tried_by(viewer: Person) -> tuple[Tried, ...]:
    """Return everything the viewer said to offers, newest first."""
    known = library().practices
    return tuple(
        Tried(
            opened.id,
            opened.day,
            known[opened.value["practice"]],
            Said(opened.value["said"]),
            opened.value.get("liked"),
        )
        for opened in reversed(sharing.mine(viewer, ANSWER))
        if opened.value["practice"] in known
    )


def held_by(viewer: Person) -> tuple[Held, ...]:
    """Return everything that stands or stood in the viewer's plan, oldest first."""
    known = library().practices
    return tuple(
        Held(opened.id, known[name], opened.day, date.fromisoformat(until) if until else None)
        for opened in sharing.mine(viewer, KEPT)
        for name, until in [(opened.value["practice"], opened.value["until"])]
        if name in known
    )


def own_held(viewer: Person, kept: uuid.UUID) -> sharing.Opened:
    """Return one entry of the viewer's own plan, or raise `NotThere`."""
    opened = sharing.own_item(viewer, kept)
    if opened.kind != KEPT:
        raise NotThere
    return opened


def own_answer(viewer: Person, answer: uuid.UUID) -> uuid.UUID:
    """Return the id of one of the viewer's own answers to an offer, or raise `NotThere`."""
    opened = sharing.own_item(viewer, answer)
    if opened.kind != ANSWER:
        raise NotThere
    return opened.id


def moment_of(viewer: Person, today: date, moved: Iterable[str] | None = None) -> Moment:
    """Return all that is looked at when something is offered to the viewer."""
    focus = focus_of(viewer)
    moved = moved_for(viewer, today) if moved is None else moved
    signs = tuple(sign.id for sign in focus.signs) if focus else tuple(moved)
    behind = guide.behind(signs)
    own, partner = _shares(checkins.answers_on(viewer, today)), _shares(checkins.shown_on(viewer, today))
    past = tuple(Answered(one.practice.id, one.day, one.said, one.liked) for one in tried_by(viewer))
    state, their_state = _states_of(viewer, today)
    return Moment(
        today=today,
        wish=wish_of(viewer),
        signs=tuple(sign.id for sign in behind.signs),
        causes=tuple(cause.id for cause in focus.causes),
        likely=tuple(cause.id for cause in explore.likely_causes(viewer, today)),
        pointed_at=tuple(lead.cause.id for lead in (*behind.rule_out, *behind.leads)),
        state=state,
        their_state=their_state,
        heavy=is_heavy(own.get(LOAD)),
        tired=is_tired(own.get(SLEEP)),
        their_day_is_hard=is_heavy(partner.get(LOAD)) or is_tired(partner.get(SLEEP)),
        settling=is_settling(checkins.first_day_of(viewer), today),
        past=past,
        chosen=chosen_now(_choice_of(viewer), past, today),
        drawn=next((one.value["choice"] for one in sharing.mine(viewer, LOT, since=today, until=today)), None),
        plan=tuple(Kept(one.practice.id, one.since) for one in held_by(viewer) if one.until is None),
    )


def moved_for(viewer: Person, today: date) -> tuple[str, ...]:
    """Return the signs of which the viewer's notice tells today that they have moved."""
    notice = noticing.notice_for_today(viewer, today)
    return notice.signs if notice and notice.is_change else ()


def _shares(written: Iterable[checkins.Written]) -> dict[str, float]:
    """Answers about load and sleep as shares of their scales."""
    return {
        one.item.id: (one.value - one.item.scale.low) / (one.item.scale.high - one.item.scale.low)
        for one in written
        if one.value is not None and one.item.id in {LOAD, SLEEP}
    }


def _states_of(viewer: Person, today: date) -> tuple[State, State]:
    """How the last four weeks were for the viewer, and for the partner as far as they show it."""
    series = checkins.series_of(viewer, today - FOUR_WEEKS, today)
    items = library().items
    own, partner = (
        state_of([value / items[name].scale.high for name, value in day.items() if name in LEVEL] for day in side)
        for side in (series.own, series.partner)
    )
    return own, partner


def _choice_of(viewer: Person) -> tuple[str, date] | None:
    kept = sharing.mine(viewer, CHOICE)
    return (str(kept[-1].value), kept[-1].day) if kept else None


def _latest(viewer: Person, kind: str) -> Any:
    kept = sharing.mine(viewer, kind)
    return kept[-1].value if kept else None


def _known(shelf: Any, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(shelf[name] for name in names if name in shelf)


def why(reasons: tuple[Reason, ...]) -> tuple[Why, ...]:
    """The reasons that a person is told, strongest first; of what was counted against it nothing is said."""
    told: dict[str, Reason] = {}
    for one in sorted(reasons, key=lambda one: -one.points):
        if one.points > 0:
            told.setdefault(one.about or one.name, one)  # one cause is named once, however often it counted
    return tuple(Why(one.name, _title_of(one)) for one in list(told.values())[:MOST_REASONS])


def _title_of(reason: Reason) -> Words:
    if reason.name == "sign":
        return library().signs[reason.about].title
    if reason.name in {"cause", "map", "pointed-at"}:
        return library().causes[reason.about].title
    return ROWS[reason.about] if reason.name == "row" else reason.about
