"""The look back at months, from the viewer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nearward.kit.shelf import library
from nearward.month.rules import Stands, month_asked, months_until, stands, step_of
from nearward.people.models import Person
from nearward.sharing import queries as sharing
from nearward.sharing.queries import NotThere, Opened
from nearward.sharing.rules import Audience
from nearward_library.schema import Item, Quality

KIND = "month.answer"
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the month, and what the viewer answered to it so far."""

    quality: Quality
    item: Item
    value: int | None
    audience: Audience


@dataclass(frozen=True, slots=True)
class Line:
    """One person's months with one quality, oldest first; months without an answer are None."""

    values: tuple[int | None, ...]
    said: str
    """This month's answer in words, empty where there is none."""
    stands: Stands | None

    def __bool__(self) -> bool:
        return any(value is not None for value in self.values)


@dataclass(frozen=True, slots=True)
class Look:
    """One quality with both lines; of the partner's only what they show. `answer` is the viewer's own of this month."""

    quality: Quality
    mine: Line
    theirs: Line
    answer: uuid.UUID | None
    audience: Audience


@dataclass(frozen=True, slots=True)
class LookBack:
    """The page of a month."""

    month: date
    looks: tuple[Look, ...]
    answered: bool


def questions() -> tuple[tuple[Quality, Item], ...]:
    """Return the questions of a month, each with the quality it asks about."""
    return tuple((library().qualities[item.quality], item) for item in library().items_when("monthly") if item.quality)


def last_months(today: date, count: int) -> tuple[date, ...]:
    """Return so many months up to the one that is looked back at on a day, the oldest first."""
    return months_until(month_asked(today), count)


def asked_of(viewer: Person, today: date) -> tuple[Asked, ...]:
    """Return what is asked about the month that is looked back at."""
    month = month_asked(today)
    kept = {opened.subject: opened for opened in sharing.mine(viewer, KIND, since=month, until=month)}
    return tuple(
        Asked(
            quality,
            item,
            int(kept[item.id].value) if item.id in kept else None,
            (kept[item.id].audience or Audience.ME) if item.id in kept else Audience.ME,
        )
        for quality, item in questions()
    )


def standing_audience(asked: Iterable[Asked]) -> Audience:
    """Return for whom a month's answers are; where they differ, as where there is none yet, their author alone."""
    found = {one.audience for one in asked if one.value is not None}
    return found.pop() if len(found) == 1 else Audience.ME


def look_back(viewer: Person, today: date) -> LookBack:
    """Return the last twelve months of every quality, up to the month that is looked back at."""
    months = months_until(month_asked(today))
    own = sharing.mine(viewer, KIND, since=months[0], until=months[-1])
    mine, theirs = _values(own), _values(sharing.theirs(viewer, KIND, since=months[0], until=months[-1]))
    now = {opened.subject: opened for opened in own if opened.day == months[-1]}
    looks = tuple(
        Look(
            quality,
            _line(mine.get(item.id, {}), months, item),
            _line(theirs.get(item.id, {}), months, item),
            now[item.id].id if item.id in now else None,
            (now[item.id].audience or Audience.ME) if item.id in now else Audience.ME,
        )
        for quality, item in questions()
    )
    return LookBack(months[-1], looks, answered=bool(now))


def steps_of(item: Item) -> tuple[str, ...]:
    """Return the words for five steps between the ends of an item's line."""
    low, high = item.scale.low_end or "", item.scale.high_end or ""
    nearer = [_("closer to “%(end)s”") % {"end": end} for end in (low, high)]
    return (low, nearer[0], _("in between"), nearer[1], high)


def own_answer(viewer: Person, answer: uuid.UUID) -> uuid.UUID:
    """Return the id of one of the viewer's own answers about a month, or raise `NotThere`."""
    opened = sharing.own_item(viewer, answer)
    if opened.kind != KIND:
        raise NotThere
    return opened.id


def _values(found: Iterable[Opened]) -> Mapping[str, Mapping[date, int]]:
    values: dict[str, dict[date, int]] = {}
    for opened in found:
        values.setdefault(opened.subject, {})[opened.day] = int(opened.value)
    return values


def _line(values: Mapping[date, int], months: tuple[date, ...], item: Item) -> Line:
    row = tuple(values.get(month) for month in months)
    if row[-1] is None:
        return Line(row, "", None)
    before = [value for value in row[:-1] if value is not None]
    return Line(row, _said(item, row[-1]), stands(before, row[-1]))


def _said(item: Item, value: int) -> str:
    return steps_of(item)[step_of(value, item.scale.high)]
