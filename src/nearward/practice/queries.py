"""What to offer somebody, from their own answers alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from nearward.checkins import queries as checkins
from nearward.guide import queries as guide
from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.people.queries import bond_of
from nearward.practice.rules import (
    Answered,
    Moment,
    Reason,
    Said,
    Weighed,
    Wish,
    chosen_now,
    is_heavy,
    is_settling,
    is_tired,
    offer,
    weigh,
)
from nearward.sharing import queries as sharing
from nearward.sharing.queries import NotThere, Unreadable
from nearward_library.schema import Cause, Practice, Sign

ANSWER, FOCUS, CHOICE, WISH = "practice.answer", "practice.focus", "practice.choice", "practice.wish"
LOAD, SLEEP = "own-load", "sleep"
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for an offer, with the title of what it is about."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do. Where it is done already, it says so and asks no more today."""

    practice: Practice
    why: tuple[Why, ...]
    done: uuid.UUID | None = None
    """The answer that says it is done, by which it may be taken back."""
    alone: bool = False
    tired: bool = False


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


def offer_for(viewer: Person, today: date, moved: Iterable[str] = ()) -> Offer | None:
    """Return what to show the viewer today: what they have done, else one offer; None where they put it away for today.

    `moved` names signs that the viewer was told have moved; what they chose to look into themself goes before.
    """
    of_today = [one for one in tried_by(viewer) if one.day == today]
    done = next((one for one in of_today if one.said is Said.DONE), None)
    if done:
        return Offer(done.practice, (), done=done.id)
    if any(one.said is Said.NOT_NOW for one in of_today):
        return None
    return best_for(viewer, today, moved)


def best_for(viewer: Person, today: date, moved: Iterable[str] = ()) -> Offer | None:
    """Return the one practice that fits the viewer best now, whatever they said to offers today."""
    moment = _moment(viewer, today, moved, tried_by(viewer))
    best = offer(library().practices.values(), library().causes, moment)
    if best is None:
        return None
    alone = moment.wish in {Wish.QUIET, Wish.ALONE} and "alone" in best.practice.modes
    return Offer(best.practice, _why(best.reasons), alone=alone, tired=moment.hard_day)


def derivation_for(viewer: Person, today: date, moved: Iterable[str] = ()) -> tuple[Weighed, ...]:
    """Return every practice with all that was counted for and against it, the one to offer first."""
    return weigh(library().practices.values(), library().causes, _moment(viewer, today, moved, tried_by(viewer)))


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
        Tried(opened.id, opened.day, known[opened.value["practice"]], Said(opened.value["said"]))
        for opened in reversed(sharing.mine(viewer, ANSWER))
        if opened.value["practice"] in known
    )


def own_answer(viewer: Person, answer: uuid.UUID) -> uuid.UUID:
    """Return the id of one of the viewer's own answers to an offer, or raise `NotThere`."""
    opened = sharing.own_item(viewer, answer)
    if opened.kind != ANSWER:
        raise NotThere
    return opened.id


def _moment(viewer: Person, today: date, moved: Iterable[str], tried: tuple[Tried, ...]) -> Moment:
    focus = focus_of(viewer)
    signs = tuple(sign.id for sign in focus.signs) if focus else tuple(moved)
    behind = guide.behind(signs)
    shares = _shares_of(viewer, today)
    past = tuple(Answered(one.practice.id, one.day, one.said) for one in tried)
    return Moment(
        today=today,
        wish=wish_of(viewer),
        signs=tuple(sign.id for sign in behind.signs),
        causes=tuple(cause.id for cause in focus.causes),
        pointed_at=tuple(lead.cause.id for lead in (*behind.rule_out, *behind.leads)),
        heavy=is_heavy(shares.get(LOAD)),
        tired=is_tired(shares.get(SLEEP)),
        settling=is_settling(checkins.first_day_of(viewer), today),
        past=past,
        chosen=chosen_now(_choice_of(viewer), past, today),
    )


def _shares_of(viewer: Person, today: date) -> dict[str, float]:
    """Own answers of today as shares of their scales."""
    return {
        written.item.id: (written.value - written.item.scale.low) / (written.item.scale.high - written.item.scale.low)
        for written in checkins.answers_on(viewer, today)
        if written.value is not None and written.item.id in {LOAD, SLEEP}
    }


def _choice_of(viewer: Person) -> tuple[str, date] | None:
    kept = sharing.mine(viewer, CHOICE)
    return (str(kept[-1].value), kept[-1].day) if kept else None


def _latest(viewer: Person, kind: str) -> Any:
    kept = sharing.mine(viewer, kind)
    return kept[-1].value if kept else None


def _known(shelf: Any, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(shelf[name] for name in names if name in shelf)


def _why(reasons: tuple[Reason, ...]) -> tuple[Why, ...]:
    """The reasons that a person is told, strongest first; of what was counted against it nothing is said."""
    told = sorted((one for one in reasons if one.points > 0), key=lambda one: -one.points)
    return tuple(Why(one.name, _title_of(one)) for one in told[:MOST_REASONS])


def _title_of(reason: Reason) -> str:
    if reason.name == "sign":
        return library().signs[reason.about].title
    if reason.name in {"cause", "pointed-at"}:
        return library().causes[reason.about].title
    return reason.about
