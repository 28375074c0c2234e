"""What people do with their minute. `recorded` tells the rooms above that somebody's answers have changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.dispatch import Signal

from nearward.checkins.models import KeptChoices, Receipt
from nearward.checkins.queries import KIND, own_answer
from nearward.checkins.rules import (
    OLDEST_ENTRY,
    Answer,
    Choices,
    answer_from_json,
    answer_to_json,
    read_value,
    refusal_of,
)
from nearward.people.models import Person
from nearward.people.queries import bond_of, today_of
from nearward.sharing import actions as sharing
from nearward.sharing import queries
from nearward.sharing.rules import SHARED, Audience
from nearward_library import library

recorded = Signal()

RECEIPTS_LIVE = 2 * OLDEST_ENTRY
"""Long enough: what is older than `OLDEST_ENTRY` is refused for its age."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer on its way in, and for whom it is meant."""

    item: str
    answer: Answer
    audience: Audience = Audience.ME


@transaction.atomic
def keep_answers(
    viewer: Person,
    day: date,
    entries: Iterable[Entry],
    *,
    now: datetime,
    erased: Iterable[str] = (),
    close: bool = False,
) -> bool:
    """Keep a day's answers together or not at all; return whether every audience could be as it was meant.

    An answer that stands already as given is left alone; one that is only hidden by a pause does not stand so, and
    kept for oneself it stays hidden afterwards. `close` says that the minute of this day is done.
    """
    entries = list(entries)
    standing = {opened.subject: opened for opened in queries.mine(viewer, KIND, since=day, until=day)}
    as_meant, changed = True, False
    for entry in entries:
        there = standing.get(entry.item)
        if there and _stands(there, entry):
            continue
        kept = sharing.write(
            viewer, KIND, entry.item, day, answer_to_json(entry.answer), audience=entry.audience, now=now
        )
        as_meant, changed = as_meant and kept is entry.audience, True
    for item in erased:
        if item in standing:
            sharing.erase(viewer, standing[item].id, now)
            changed = True
    if entries or close:
        _change(viewer, partial(_noted, day=day, answered=bool(entries), close=close))
    if changed:
        _tell(viewer, day)
    return as_meant


@transaction.atomic
def close_minute(viewer: Person, day: date) -> None:
    """Say "that is all for today", with or without an answer. Only the last such day is known."""
    _change(viewer, partial(_noted, day=day, answered=False, close=True))


@transaction.atomic
def show_answer_to(viewer: Person, answer: uuid.UUID, audience: Audience, now: datetime) -> Audience:
    """Choose who sees one past answer; raise `NotThere` for what is not the viewer's own. Returns who sees it now."""
    written = own_answer(viewer, answer)
    kept = sharing.set_audience(viewer, answer, audience, now)
    if kept is not written.audience:
        _tell(viewer, written.day)
    return kept


@transaction.atomic
def erase_answer(viewer: Person, answer: uuid.UUID, now: datetime) -> date:
    """Erase one of the viewer's own answers, or raise `NotThere`. Returns the day it was about."""
    written = own_answer(viewer, answer)
    sharing.erase(viewer, answer, now)
    _tell(viewer, written.day)
    return written.day


@transaction.atomic
def choose(
    viewer: Person, *, off: Iterable[str], on: Iterable[str], weekday: int, seen_by: Mapping[str, Audience]
) -> None:
    """Choose what is asked, on which day the weekly questions come, and who sees future answers."""
    pair = bond_of(viewer).pair
    shared = {item: (who, pair) for item, who in seen_by.items() if pair is not None and who in SHARED}
    _change(
        viewer,
        lambda choices: replace(choices, off=frozenset(off), on=frozenset(on), weekday=weekday, seen_by=shared),
    )


class Refused(Exception):
    """An entry written offline that is not taken; it says no more, to nobody."""


def take_offline_entry(
    viewer: Person, entry: uuid.UUID, instant: datetime, values: Mapping[str, object], now: datetime
) -> bool:
    """Keep what was answered offline, for the day that it was when it was answered; return whether it was new.

    All of it is kept or nothing. Raises `Refused` for an instant in the future or more than a week ago, and where
    nothing in it is an answer. What was answered later by other ways stays; offline answers are for their author alone.
    """
    if refusal_of(instant, now):
        raise Refused
    items = library().items
    answers = {name: read_value(items[name], value) for name, value in values.items() if name in items}
    entries = [Entry(name, answer) for name, answer in answers.items() if answer]
    if not entries:
        raise Refused
    try:
        with transaction.atomic():
            Receipt.objects.create(person=viewer, entry=entry, taken_at=now)
            Receipt.objects.filter(person=viewer, taken_at__lt=now - RECEIPTS_LIVE).delete()
            day = today_of(viewer, instant)
            keep_answers(viewer, day, _not_later(viewer, day, entries, instant), now=instant, close=True)
    except IntegrityError:
        if Receipt.objects.filter(person=viewer, entry=entry).exists():
            return False
        raise
    return True


def _stands(there: queries.Opened, entry: Entry) -> bool:
    return not there.asleep and (answer_from_json(there.value), there.audience) == (entry.answer, entry.audience)


def _not_later(viewer: Person, day: date, entries: list[Entry], instant: datetime) -> list[Entry]:
    """Leave out what its person has answered again since."""
    there = {opened.subject: opened.changed_at for opened in queries.mine(viewer, KIND, since=day, until=day)}
    return [entry for entry in entries if (changed := there.get(entry.item)) is None or changed < instant]


def _noted(choices: Choices, *, day: date, answered: bool, close: bool) -> Choices:
    first = min(day, choices.first or day) if answered else choices.first
    closed = max(day, choices.closed or day) if close else choices.closed
    return replace(choices, first=first, closed=closed)


def _change(viewer: Person, change: Callable[[Choices], Choices]) -> None:
    fresh = KeptChoices(person=viewer)
    fresh.keep(Choices())
    row, _made = KeptChoices.objects.select_for_update().get_or_create(person=viewer, defaults={"body": fresh.body})
    before = row.open()
    if (after := change(before)) != before:
        row.keep(after)
        row.save()


def _tell(viewer: Person, day: date) -> None:
    transaction.on_commit(partial(recorded.send_robust, sender=None, person=viewer, day=day))
