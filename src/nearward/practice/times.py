"""Free hours, planned times and the calendar, from the viewer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.practice.calendar import Entry, calendar_file
from nearward.practice.hours import GoodTime, Hours, good_times
from nearward.practice.models import Feed
from nearward.practice.plan import plan_of
from nearward.practice.rules import is_hard
from nearward.sharing import queries as sharing
from nearward.sharing.queries import NotThere, Opened
from nearward.sharing.rules import Audience
from nearward_library.schema import Practice

HOURS, TIME, CALENDAR = "practice.hours", "practice.time", "practice.calendar"
KEPT_IN_CALENDAR = timedelta(days=31)
USUAL = Hours("UTC", (frozenset(),) * 7, wakes=time(7), sleeps=time(22, 30))


@dataclass(frozen=True, slots=True)
class OwnHours:
    """The viewer's own week as they told it, and who sees it."""

    hours: Hours
    audience: Audience
    told: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """A time that somebody set aside. `at` is on the wall where it was planned."""

    id: uuid.UUID
    practice: Practice
    at: datetime
    weekly: bool
    made: datetime

    @property
    def entry(self) -> Entry:
        return Entry(self.id.hex, self.at, self.weekly, self.made)


@dataclass(frozen=True, slots=True)
class ToPlan:
    """A practice of the plan with times that may suit for it."""

    practice: Practice
    times: tuple[GoodTime, ...]


def hours_of(viewer: Person) -> OwnHours:
    """Return the viewer's own week; before they have told it, one without a free hour."""
    kept = sharing.mine(viewer, HOURS)
    if not kept:
        return OwnHours(USUAL, Audience.ME, told=False)
    return OwnHours(Hours.from_json(kept[-1].value), kept[-1].audience or Audience.ME, told=True)


def their_hours(viewer: Person) -> Hours | None:
    """Return the partner's week where they show it."""
    shown = sharing.theirs(viewer, HOURS)
    return Hours.from_json(shown[-1].value) if shown else None


def times_to_plan(viewer: Person, today: date, now: datetime) -> tuple[ToPlan, ...]:
    """Return what stands in the plan, else what is offered for it, each with times that may suit."""
    places = plan_of(viewer, today).places
    chosen = [place.practice for place in places if place.kept] or [place.practice for place in places]
    own, theirs = hours_of(viewer).hours, their_hours(viewer)
    return tuple(
        ToPlan(
            practice,
            good_times(
                own, theirs if practice.tags.joint else None, now, minutes=practice.minutes, hard=is_hard(practice)
            ),
        )
        for practice in chosen
    )


def planned_by(viewer: Person, now: datetime) -> tuple[Planned, ...]:
    """Return the times that the viewer set aside and that are not long over, the soonest first."""
    known = library().practices
    found = [planned(opened) for opened in sharing.mine(viewer, TIME) if opened.value["practice"] in known]
    return tuple(
        sorted((one for one in found if one.weekly or one.at > now - KEPT_IN_CALENDAR), key=lambda one: one.at)
    )


def own_planned(viewer: Person, one: uuid.UUID) -> Planned:
    """Return one time of the viewer's own, or raise `NotThere`."""
    opened = sharing.own_item(viewer, one)
    if opened.kind != TIME or opened.value["practice"] not in library().practices:
        raise NotThere
    return planned(opened)


def planned(opened: Opened) -> Planned:
    kept = opened.value
    at = datetime.fromisoformat(kept["at"]).replace(tzinfo=ZoneInfo(kept["zone"]))
    practice = library().practices[kept["practice"]]
    return Planned(opened.id, practice, at, kept["weekly"], datetime.fromisoformat(kept["made"]))


def calendar_words(viewer: Person) -> str:
    """Return what the viewer's calendar entries are called; without a choice, words that say nothing."""
    kept = sharing.mine(viewer, CALENDAR)
    if kept and kept[-1].value:
        return str(kept[-1].value)
    with translation.override(viewer.language or translation.get_language()):
        return _("Something small")


def calendar_of(viewer: Person, now: datetime) -> bytes:
    """Return the viewer's calendar file."""
    return calendar_file((one.entry for one in planned_by(viewer, now)), calendar_words(viewer))


def feed_of(viewer: Person) -> str | None:
    """Return the token of the viewer's calendar address, if they have made one."""
    kept = Feed.objects.select_related("person").filter(person=viewer).first()
    return kept.open_token() if kept else None


def owner_of_feed(token: str) -> Person:
    """Return whose calendar it is; raise `NotThere` for a token that never was, or is no more."""
    kept = Feed.objects.select_related("person").filter(digest=Feed.digest_of(token)).first()
    if kept is None:
        raise NotThere
    return kept.person
