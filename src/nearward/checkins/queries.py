"""What may be known of somebody's minute, from the viewer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import repeat
from typing import Literal

from django.utils.translation import gettext as _

from nearward.checkins.models import KeptChoices
from nearward.checkins.rules import (
    ASKED,
    Answer,
    Choices,
    answer_from_json,
    asked_on,
    standing_audience,
    step_of,
    weekly_on,
)
from nearward.kit.composed import Composed
from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.people.queries import bond_of
from nearward.sharing import queries as sharing
from nearward.sharing.queries import NotThere, Opened
from nearward.sharing.rules import Audience
from nearward.shell.widgets import NEARNESS
from nearward_library.schema import Item

KIND = "checkins.answer"
DAY = timedelta(days=1)
LOOK_BACK = 7 * DAY

_kept_choices = Composed(lambda viewer: KeptChoices.objects.filter(person=viewer))


@dataclass(frozen=True, slots=True)
class Written:
    """One answer that the viewer may see, in words; of a partner's answer no audience is known."""

    id: uuid.UUID
    item: Item
    day: date
    answer: Answer
    said: str
    audience: Audience | None

    @property
    def value(self) -> float | None:
        return None if self.answer.value is None else float(self.answer.value)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a day, what was answered to it so far, and who sees the answer."""

    item: Item
    written: Written | None
    audience: Audience


@dataclass(frozen=True, slots=True)
class Minute:
    """A day's minute as its person finds it."""

    day: date
    state: Literal["open", "done", "rest"]
    questions: tuple[Asked, ...]
    written: tuple[Written, ...]
    yesterday_open: bool

    @property
    def begun(self) -> bool:
        return bool(self.written)

    @property
    def first(self) -> Asked | None:
        return next((asked for asked in self.questions if asked.written is None and not asked.item.follows), None)


@dataclass(frozen=True, slots=True)
class Series:
    """Answers day by day, in each item's own units; what was not answered, or does not apply, is absent."""

    days: tuple[date, ...]
    own: tuple[dict[str, float], ...]
    partner: tuple[dict[str, float], ...]


def minute_of(viewer: Person, today: date) -> Minute:
    """Return today's minute."""
    choices, questions = choices_of(viewer), questions_on(viewer, today)
    written = tuple(asked.written for asked in questions if asked.written)
    left = [asked for asked in questions if not asked.written and not asked.item.follows]
    closed = (choices.closed is not None and choices.closed >= today) or bool(written and not left)
    begun_before = choices.first is not None and choices.first < today
    return Minute(
        day=today,
        state=("done" if written else "rest") if closed else "open",
        questions=questions,
        written=written,
        yesterday_open=begun_before and not answers_on(viewer, today - DAY),
    )


def questions_on(viewer: Person, day: date) -> tuple[Asked, ...]:
    """Return what the viewer is asked on a day, with what they answered; answers to anything else stand behind."""
    choices, pair = choices_of(viewer), bond_of(viewer).pair
    lately = sharing.mine(viewer, KIND, since=day - LOOK_BACK, until=day)
    days: dict[str, frozenset[date]] = {}
    for opened in lately:
        days[opened.subject] = days.get(opened.subject, frozenset()) | {opened.day}
    here = {opened.subject: _written(opened) for opened in lately if opened.day == day}
    items = library().items
    asked = [
        *asked_on(items.values(), choices, viewer.pk, day, frozenset(here)),
        *weekly_on(items.values(), choices, day, days),
    ]
    asked += [items[name] for name in here if name in items and items[name] not in asked]
    return tuple(
        Asked(item, written, (written and written.audience) or standing_audience(choices, item.id, pair))
        for item in asked
        for written in [here.get(item.id)]
    )


def core_questions() -> tuple[Item, ...]:
    """Return what everybody is asked every day; it depends on nobody."""
    return tuple(item for item in library().items_when("core") if not item.opt_in and not item.follows)


def answers_on(viewer: Person, day: date) -> tuple[Written, ...]:
    """Return the viewer's own answers of one day, in the order of asking."""
    return _in_order(sharing.mine(viewer, KIND, since=day, until=day))


def shown_on(viewer: Person, day: date) -> tuple[Written, ...]:
    """Return what of the partner's answers of one day the viewer may see now."""
    return _in_order(sharing.theirs(viewer, KIND, since=day, until=day))


def answers_between(viewer: Person, since: date, until: date) -> list[tuple[date, tuple[Written, ...]]]:
    """Return the viewer's own days that have answers, newest first; days without are simply not there."""
    days: dict[date, list[Opened]] = {}
    for opened in sharing.mine(viewer, KIND, since=since, until=until):
        days.setdefault(opened.day, []).append(opened)
    return [(day, _in_order(days[day])) for day in sorted(days, reverse=True)]


def own_answer(viewer: Person, answer: uuid.UUID) -> Written:
    """Return one of the viewer's own answers, or raise `NotThere`."""
    opened = sharing.own_item(viewer, answer)
    if opened.kind != KIND or opened.subject not in library().items:
        raise NotThere
    return _written(opened)


def series_of(viewer: Person, since: date, until: date) -> Series:
    """Return every day from `since` to `until` with the viewer's answers, and the partner's as far as shown to them."""
    days = tuple(map(date.fromordinal, range(since.toordinal(), until.toordinal() + 1)))
    own = _values(sharing.mine(viewer, KIND, since=since, until=until))
    partner = _values(sharing.theirs(viewer, KIND, since=since, until=until))
    nothing: dict[str, float] = {}
    own_days, partner_days = (tuple(map(each.get, days, repeat(nothing))) for each in (own, partner))
    return Series(days, own_days, partner_days)


def first_day_of(viewer: Person) -> date | None:
    """Return the day of the viewer's first minute."""
    return choices_of(viewer).first


def choices_of(viewer: Person) -> Choices:
    """Return what the viewer chose about their minute."""
    for row in _kept_choices(viewer.pk):
        row.person = viewer
        return row.open()
    return Choices()


def choosable() -> tuple[Item, ...]:
    """Return every item that may be switched on or off, in the order of asking."""
    return tuple(item for when in ASKED for item in library().items_when(when))


def steps_of(item: Item) -> tuple[str, ...]:
    """Return the words for five steps between the ends of an item's scale; no number is shown to anybody."""
    if item.scale.kind == "circles":
        return tuple(str(words) for words in NEARNESS)
    low, high = item.scale.low_end or "", item.scale.high_end or ""
    nearer = [_("closer to “%(end)s”") % {"end": end} for end in (low, high)]
    return (low, nearer[0], _("in between"), nearer[1], high)


def said_of(item: Item, answer: Answer) -> str:
    """Return an answer in words."""
    if answer.value is None or item.scale.kind == "tick":
        ticked = [choice.says for place, choice in enumerate(item.scale.choices) if place in answer.ticks]
        return ", ".join(ticked) or _away_words(item)
    if item.scale.choices:
        return [choice.says for choice in item.scale.choices if not choice.away][answer.value]
    return steps_of(item)[step_of(item, answer.value)]


def _away_words(item: Item) -> str:
    away = next((choice.says for choice in item.scale.choices if choice.away), None)
    return item.scale.away or away or _("does not apply")


def _in_order(found: Iterable[Opened]) -> tuple[Written, ...]:
    order = {name: place for place, name in enumerate(item.id for item in choosable())}
    known = [opened for opened in found if opened.subject in library().items]
    return tuple(_written(each) for each in sorted(known, key=lambda each: order.get(each.subject, len(order))))


def _written(opened: Opened) -> Written:
    item, answer = library().items[opened.subject], answer_from_json(opened.value)
    return Written(opened.id, item, opened.day, answer, said_of(item, answer), opened.audience)


def _values(found: Iterable[Opened]) -> dict[date, dict[str, float]]:
    days: dict[date, dict[str, float]] = {}
    for opened in found:
        value = answer_from_json(opened.value).value
        if value is not None:
            days.setdefault(opened.day, {})[opened.subject] = float(value)
    return days
