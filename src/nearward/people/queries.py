"""What may be known of people and pairs, from the viewer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from nearward.kit.clock import day_at
from nearward.kit.composed import Composed
from nearward.people.holding import meetings_of, people_of
from nearward.people.models import DAY_COLUMNS, LedgerEntry, Membership, Person, Session, day_rules_of
from nearward.people.rules import DayRule, DayRules, Link, link_between, meeting_number

# a pair's two halves, where `who` is one of them: the person, since when they pause, the pair, and its day
_halves_of = Composed(
    lambda who: Membership.objects.filter(
        active=True, pair__memberships__person=who, pair__memberships__active=True
    ).values_list("person_id", "paused_at", "pair_id", *(f"pair__{name}" for name in DAY_COLUMNS))
)
_pairs_of = Composed(lambda who: Membership.objects.filter(person=who).values_list("pair_id"))
_meetings_of = Composed(lambda who, now: meetings_of(who).filter(expires_at__gt=now).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Bond:
    """What the viewer is told of their link. `pair` and `partner` are None unless both keep the link open."""

    link: Link
    pair: uuid.UUID | None = None
    partner: uuid.UUID | None = None
    day_rules: DayRules | None = None


@dataclass(frozen=True, slots=True)
class Showing:
    """A code on the viewer's screen that nobody has typed yet."""

    code: str
    left: timedelta


@dataclass(frozen=True, slots=True)
class Meeting:
    """An invitation under way: somebody typed the code, and both are asked whether this is the right person."""

    other_called: str
    i_agreed: bool
    number: str


@dataclass(frozen=True, slots=True)
class Device:
    """A device on which the viewer is signed in."""

    reference: str
    name: str
    begun_at: datetime | None
    here: bool


def bond_of(viewer: Person) -> Bond:
    """Return the viewer's link as the viewer may know it; read afresh each time, so that parting counts at once."""
    mine, other = None, None
    for half in _halves_of(viewer.pk):
        if half[0] == viewer.pk:
            mine = half
        else:
            other = half
    if mine is None:
        return Bond(Link.ALONE)
    link = link_between(
        active=other is not None,
        paused_by_me=mine[1] is not None,
        paused_by_other=other is not None and other[1] is not None,
    )
    if link is not Link.LINKED or other is None:
        return Bond(link)
    _, _, pair, *day = mine
    return Bond(link, pair=pair, partner=other[0], day_rules=day_rules_of(*day))


def was_linked(viewer: Person) -> bool:
    """Return whether the viewer has ever been linked; their own past, which no partner's pausing or parting changes."""
    return bool(_pairs_of(viewer.pk))


def pairs_of(viewer: Person) -> list[uuid.UUID]:
    """Return every pair that the viewer is or was half of; what the other does with it changes nothing here."""
    return [pair for (pair,) in _pairs_of(viewer.pk)]


def today_of(viewer: Person, now: datetime) -> date:
    """Return the viewer's day: the couple's day while linked, otherwise by the viewer's own clock."""
    rules = bond_of(viewer).day_rules
    rule = rules.at(now) if rules else DayRule(viewer.time_zone, viewer.day_starts)
    return day_at(now, rule.zone, rule.starts)


def invitation_of(viewer: Person, now: datetime) -> Showing | None:
    """Return the code that the viewer is showing, while nobody has typed it."""
    shown = (each for each in _meetings_of(viewer.pk, now) if each.inviter_id == viewer.pk and each.taker_id is None)
    kept = next(shown, None)
    return Showing(kept.open_code(), kept.expires_at - now) if kept else None


def meeting_of(viewer: Person, now: datetime) -> Meeting | None:
    """Return the meeting that waits for the viewer's yes, whichever side they are on."""
    met = [each for each in _meetings_of(viewer.pk, now) if each.taker_id is not None]
    kept = next((each for each in met if each.inviter_id == viewer.pk), next(iter(met), None))
    if kept is None:
        return None
    other = next(iter(people_of([kept.taker_id if kept.inviter_id == viewer.pk else kept.inviter_id])), None)
    if other is None:  # gone since it was looked for
        return None
    agreed = kept.inviter_agreed if kept.inviter_id == viewer.pk else kept.taker_agreed
    return Meeting(other.shown_as, agreed, meeting_number(kept.pk))


def devices_of(viewer: Person, here: str | None, now: datetime) -> list[Device]:
    """Return where the viewer is signed in, this device (whose session key is `here`) first, then the newest."""
    kept = Session.objects.filter(person=viewer, expire_date__gt=now).order_by("-begun_at")
    devices = [Device(one.reference, one.device, one.begun_at, one.session_key == here) for one in kept]
    return sorted(devices, key=lambda device: not device.here)


def ledger_of(viewer: Person) -> QuerySet[LedgerEntry]:
    """Return the viewer's own log, oldest line first."""
    return LedgerEntry.objects.filter(person=viewer).order_by("at", "pk")
