"""Pure decisions about the daily minute: what is asked on a day, and what an answer may be."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from nearward.sharing.rules import Audience
from nearward_library.schema import Item

ASKED = ("core", "rotating", "weekly")
AWAY = "away"
SUNDAY = 6
STEPS = 5
OLDEST_ENTRY = timedelta(days=7)
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a value in the item's own units, ticked places, or "does not apply today"."""

    value: int | None = None
    ticks: tuple[int, ...] = ()
    away: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose about their minute. `first` and `closed` are days: the first minute, and the last one done.

    `seen_by` holds who sees future answers, and in which pair that was chosen: in another pair it does not count.
    """

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    weekday: int = SUNDAY
    seen_by: Mapping[str, tuple[Audience, uuid.UUID]] = field(default_factory=dict)
    first: date | None = None
    closed: date | None = None


class Refusal(Enum):
    """Why an entry that was written offline is not taken."""

    FUTURE = "future"
    OLD = "old"


def asked_on(
    items: Iterable[Item], choices: Choices, person: uuid.UUID, day: date, answered: frozenset[str] = frozenset()
) -> tuple[Item, ...]:
    """Return what is asked every day, and the one item whose turn it is; a follow-up stands behind what it follows.

    A rotating item that has been `answered` this day keeps its place, whatever was switched on or off since.
    """
    wanted = [item for item in items if item.when in ASKED and (is_wanted(item, choices) or item.id in answered)]
    core = [item for item in wanted if item.when == "core" and not item.follows]
    rotating = [item for item in wanted if item.when == "rotating" and not item.follows]
    turn = [item for item in rotating if item.id in answered] or rotating_on(rotating, person, day)
    return with_follow_ups([*core, *turn], wanted)


def weekly_on(
    items: Iterable[Item], choices: Choices, day: date, answered: Mapping[str, frozenset[date]]
) -> tuple[Item, ...]:
    """Return the weekly questions from the chosen weekday on, until they are answered.

    They wait for the first such day after somebody's first minute. `answered` holds on which days of late each item
    was answered.
    """
    start = week_of(day, choices.weekday)
    begun = choices.first is not None and choices.first < start
    weekly = [item for item in items if item.when == "weekly"]
    on_this_day = [item for item in weekly if day in answered.get(item.id, ())]
    earlier = any(start <= each < day for item in weekly for each in answered.get(item.id, ()))
    if earlier or not begun:
        return with_follow_ups([item for item in on_this_day if not item.follows], on_this_day)
    wanted = [item for item in weekly if is_wanted(item, choices) or item in on_this_day]
    return with_follow_ups([item for item in wanted if not item.follows], wanted)


def is_wanted(item: Item, choices: Choices) -> bool:
    """Whether the person wants to be asked this at all."""
    return item.id in choices.on if item.opt_in else item.id not in choices.off


def rotating_on(items: list[Item], person: uuid.UUID, day: date) -> list[Item]:
    """Return the one item whose turn it is: each comes equally often, in an order that is the person's own."""
    if not items:
        return []
    in_turn = sorted(items, key=lambda item: hashlib.sha256(f"{person}:{item.id}".encode()).digest())
    return [in_turn[day.toordinal() % len(in_turn)]]


def with_follow_ups(asked: list[Item], all_of_them: Iterable[Item]) -> tuple[Item, ...]:
    """Put each follow-up behind the question that it follows."""
    behind: dict[str, list[Item]] = {}
    for item in all_of_them:
        if item.follows:
            behind.setdefault(item.follows.item, []).append(item)
    return tuple(each for item in asked for each in (item, *behind.get(item.id, ())))


def week_of(day: date, weekday: int) -> date:
    """Return the first day of the week that `day` is in, when weeks begin on `weekday` (Monday is 0)."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def may_be_written(day: date, today: date) -> bool:
    """Whether a day's answers may be added or corrected: today's, and yesterday's while it is yesterday."""
    return today - timedelta(days=1) <= day <= today


def refusal_of(instant: datetime, now: datetime) -> Refusal | None:
    """Return why an entry written offline at this instant is not taken, or None; clocks may differ a little."""
    if instant > now + CLOCKS_DIFFER:
        return Refusal.FUTURE
    return Refusal.OLD if instant < now - OLDEST_ENTRY else None


def standing_audience(choices: Choices, item: str, pair: uuid.UUID | None) -> Audience:
    """Return who sees future answers to an item: its author alone, unless they chose otherwise in the present pair."""
    audience, chosen_in = choices.seen_by.get(item, (Audience.ME, None))
    return audience if pair is not None and chosen_in == pair else Audience.ME


def follows_on(item: Item, answers: Mapping[str, Answer]) -> bool:
    """Whether a follow-up fits what was answered to the question before it; other items always fit."""
    if item.follows is None:
        return True
    before = answers.get(item.follows.item)
    return before is not None and before.value in item.follows.values


def read_value(item: Item, given: Any) -> Answer | None:
    """Return a whole number, or "away", as this item's answer; None where the item has no such answer."""
    if given == AWAY:
        return Answer(away=True) if item.scale.away or any(c.away for c in item.scale.choices) else None
    if isinstance(given, bool) or not isinstance(given, int) or item.scale.kind == "tick":
        return None
    return Answer(value=given) if item.scale.low <= given <= item.scale.high else None


def step_of(item: Item, value: int) -> int:
    """Return on which of five steps between the ends of its scale a value lies."""
    return min(STEPS - 1, (value - item.scale.low) * STEPS // (item.scale.high - item.scale.low))


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return what is stored of an answer."""
    if answer.away:
        return {"away": True}
    return {"ticks": list(answer.ticks)} if answer.value is None else {"v": answer.value}


def answer_from_json(stored: Mapping[str, Any]) -> Answer:
    """Return the answer that was stored."""
    return Answer(value=stored.get("v"), ticks=tuple(stored.get("ticks", ())), away=bool(stored.get("away", False)))


def choices_to_json(choices: Choices) -> dict[str, Any]:
    """Return what is stored of a person's choices."""
    return {
        "off": sorted(choices.off),
        "on": sorted(choices.on),
        "weekday": choices.weekday,
        "seen": {item: [str(audience), str(pair)] for item, (audience, pair) in sorted(choices.seen_by.items())},
        "first": choices.first.isoformat() if choices.first else None,
        "closed": choices.closed.isoformat() if choices.closed else None,
    }


def choices_from_json(stored: Mapping[str, Any]) -> Choices:
    """Return the choices that were stored."""
    return Choices(
        off=frozenset(stored["off"]),
        on=frozenset(stored["on"]),
        weekday=stored["weekday"],
        seen_by={item: (Audience(who), uuid.UUID(pair)) for item, (who, pair) in stored["seen"].items()},
        first=date.fromisoformat(stored["first"]) if stored["first"] else None,
        closed=date.fromisoformat(stored["closed"]) if stored["closed"] else None,
    )
