"""The plan, from the viewer: its practices, two as a rule, why each stands there, and the next rung of the ladder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nearward.checkins import queries as checkins
from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.practice.ladder import (
    FEWEST_TRIES,
    FOUR_WEEKS,
    LEADS_TO,
    Rung,
    Standing,
    Verdict,
    booster_due,
    has_risen,
    places_at,
    rung_of,
    verdict_of,
)
from nearward.practice.moments import SETTLING, TIRED_UNTIL, Moment, Said, State
from nearward.practice.queries import Held, Tried, Why, held_by, moment_of, tried_by, why
from nearward.practice.rules import HARD_DAY, NEVER_PUSHED, Weighed, second_to, weigh
from nearward.practice.working import effect_for
from nearward.sharing.queries import mine
from nearward_library.schema import Practice

BOOSTER = "practice.booster"
CLOSENESS, CONTENTMENT, IN_A_ROW = "closeness", "contentment", 3


@dataclass(frozen=True, slots=True)
class Place:
    """One practice in the plan, or one that is offered for it (`kept` is None)."""

    practice: Practice
    why: tuple[Why, ...]
    kept: Held | None = None
    tries: int = 0
    verdict: Verdict = Verdict.EARLY
    done: Tried | None = None
    """What was said today, where it was done today."""
    waits: bool = False
    """Whether it is left alone today, for it is hard and so is the day."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the page of the plan shows. `next` is what the present rung leads to, if it leads to one thing."""

    rung: Rung
    places: tuple[Place, ...]
    next: Practice | None
    booster: int | None
    look_again: Practice | None
    """What a look after some months leads to."""
    closed_today: bool
    """Whether the viewer wanted nothing new today."""

    @property
    def taken(self) -> tuple[Practice, ...]:
        return tuple(place.practice for place in self.places if place.kept)


def plan_of(viewer: Person, today: date, moved: Iterable[str] | None = None) -> Plan:
    """Return the viewer's plan; it rests on what they wrote themself and on what their partner shows them."""
    moment, tried, held = moment_of(viewer, today, moved), tried_by(viewer), held_by(viewer)
    weighed = weigh(library().practices.values(), library().causes, moment)
    standing = standing_of(viewer, moment, tried, held)
    rung = rung_of(standing)
    kept = _kept_places(viewer, weighed, tried, held, today)
    closed = any(one.day == today and one.said is Said.NOT_NOW for one in tried)
    wanted = 0 if closed else places_at(rung) - len(kept)
    return Plan(
        rung=rung,
        places=(*kept, *_offered(weighed, [place.practice for place in kept], wanted)),
        next=_leads_to(rung, weighed),
        booster=booster_due(standing.first_kept, today, _seen_booster(viewer)),
        look_again=_leads_to(Rung.CHECK_UP, weighed),
        closed_today=closed,
    )


def standing_in_plan(viewer: Person) -> tuple[Held, ...]:
    """Return what stands in the viewer's plan now."""
    return tuple(one for one in held_by(viewer) if one.until is None)


def standing_of(viewer: Person, moment: Moment, tried: Sequence[Tried], held: Sequence[Held]) -> Standing:
    """Return what decides on which rung the viewer stands."""
    open_ones = [one for one in held if one.until is None]
    first_kept = min((one.since for one in held), default=None)
    before, lately = _levels(viewer, first_kept, moment.today)
    return Standing(
        today=moment.today,
        settling=moment.settling,
        first_kept=first_kept,
        tries=tuple(_tries(one.practice, tried) for one in open_ones),
        since=tuple(one.since for one in open_ones),
        low=moment.state is State.LOW,
        risen=has_risen(before, lately),
        flat=_flat(viewer, moment.today),
        checked_up=max(
            (one.day for one in tried if one.practice.id in LEADS_TO[Rung.CHECK_UP] and _done(one)), default=None
        ),
    )


def _kept_places(
    viewer: Person, weighed: Sequence[Weighed], tried: Sequence[Tried], held: Sequence[Held], today: date
) -> tuple[Place, ...]:
    """What stands in the plan and may. What the day holds back waits; what is never pushed stands here and only here.

    Held back for any other reason, it is not there; come back beside what was taken up since, all of it is shown.
    """
    by_name = {one.practice.id: one for one in weighed}
    places = []
    for one in held:
        found = by_name[one.practice.id]
        hard = {bar.name for bar in found.bars if not bar.soft}
        if one.until is not None or hard - {HARD_DAY, NEVER_PUSHED}:
            continue
        tries = _tries(one.practice, tried)
        places.append(
            Place(
                one.practice,
                why(tuple(reason for reason in found.reasons if reason.name != "plan")),
                kept=one,
                tries=tries,
                verdict=verdict_of(
                    tries, effect_for(viewer, one.practice.id, tried, today) if tries >= FEWEST_TRIES else None
                ),
                done=next(
                    (each for each in tried if each.practice == one.practice and each.day == today and _done(each)),
                    None,
                ),
                waits=HARD_DAY in hard,
            )
        )
    return tuple(places)


def _offered(weighed: Sequence[Weighed], kept: list[Practice], wanted: int) -> tuple[Place, ...]:
    """What is offered for the places that are free: each of another kind than what stands there."""
    places: list[Place] = []
    left = [one for one in weighed if one.practice not in kept]
    for _place in range(wanted):
        beside = places[-1].practice if places else next(iter(kept), None)
        found = second_to(beside, left)
        if found is not None:
            places.append(Place(found.practice, why(found.reasons)))
            left.remove(found)
    return tuple(places)


def _leads_to(rung: Rung, weighed: Sequence[Weighed]) -> Practice | None:
    free = {one.practice.id: one.practice for one in weighed if all(bar.soft for bar in one.bars)}
    return next((free[name] for name in LEADS_TO.get(rung, ()) if name in free), None)


def _levels(viewer: Person, first_kept: date | None, today: date) -> tuple[list[float], list[float]]:
    """The viewer's own closeness in the two weeks before anything was taken up, and in the last two."""
    if first_kept is None:
        return [], []
    spans = ((first_kept - SETTLING, first_kept), (today - SETTLING, today))
    before, lately = (
        [day[CLOSENESS] for day in checkins.series_of(viewer, *span).own if CLOSENESS in day] for span in spans
    )
    return before, lately


def _flat(viewer: Person, today: date) -> bool:
    days = checkins.series_of(viewer, today - FOUR_WEEKS, today).own
    last = [day[CONTENTMENT] / library().items[CONTENTMENT].scale.high for day in days if CONTENTMENT in day]
    return len(last) >= IN_A_ROW and all(share <= TIRED_UNTIL for share in last[-IN_A_ROW:])


def _seen_booster(viewer: Person) -> date | None:
    return max((one.day for one in mine(viewer, BOOSTER)), default=None)


def _tries(practice: Practice, tried: Sequence[Tried]) -> int:
    return sum(_is_go(one, practice) for one in tried)


def _is_go(one: Tried, practice: Practice) -> bool:
    return one.practice.id == practice.id and _done(one)


def _done(one: Tried) -> bool:
    return one.said is Said.DONE
