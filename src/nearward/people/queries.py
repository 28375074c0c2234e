"""What may be known of people and pairs, from the viewer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from nearward.kit.clock import day_at
from nearward.people.models import Invitation, LedgerEntry, Membership, Person, Session
from nearward.people.rules import DayRule, DayRules, Link, link_between, meeting_number


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
    halves = Membership.objects.select_related("pair").filter(
        active=True, pair__memberships__person=viewer, pair__memberships__active=True
    )
    mine, other = None, None
    for half in halves:
        if half.person_id == viewer.pk:
            mine = half
        else:
            other = half
    if mine is None:
        return Bond(Link.ALONE)
    link = link_between(
        active=other is not None,
        paused_by_me=mine.paused_at is not None,
        paused_by_other=other is not None and other.paused_at is not None,
    )
    if link is not Link.LINKED or other is None:
        return Bond(link)
    return Bond(link, pair=mine.pair_id, partner=other.person_id, day_rules=mine.pair.day_rules)


def was_linked(viewer: Person) -> bool:
    """Return whether the viewer has ever been linked; their own past, which no partner's pausing or parting changes."""
    return Membership.objects.filter(person=viewer).exists()


def pairs_of(viewer: Person) -> list[uuid.UUID]:
    """Return every pair that the viewer is or was half of; what the other does with it changes nothing here."""
    return list(Membership.objects.filter(person=viewer).values_list("pair_id", flat=True))


def today_of(viewer: Person, now: datetime) -> date:
    """Return the viewer's day: the couple's day while linked, otherwise by the viewer's own clock."""
    rules = bond_of(viewer).day_rules
    rule = rules.at(now) if rules else DayRule(viewer.time_zone, viewer.day_starts)
    return day_at(now, rule.zone, rule.starts)


def invitation_of(viewer: Person, now: datetime) -> Showing | None:
    """Return the code that the viewer is showing, while nobody has typed it."""
    kept = _open(now).filter(inviter=viewer, taker__isnull=True).first()
    return Showing(kept.open_code(), kept.expires_at - now) if kept else None


def meeting_of(viewer: Person, now: datetime) -> Meeting | None:
    """Return the meeting that waits for the viewer's yes, whichever side they are on."""
    met = _open(now).filter(taker__isnull=False)
    kept = met.filter(inviter=viewer).first() or met.filter(taker=viewer).first()
    if kept is None or kept.taker is None:
        return None
    number = meeting_number(kept.pk)
    if kept.inviter_id == viewer.pk:
        return Meeting(kept.taker.shown_as, kept.inviter_agreed, number)
    return Meeting(kept.inviter.shown_as, kept.taker_agreed, number)


def devices_of(viewer: Person, here: str | None, now: datetime) -> list[Device]:
    """Return where the viewer is signed in, this device (whose session key is `here`) first, then the newest."""
    kept = Session.objects.filter(person=viewer, expire_date__gt=now).order_by("-begun_at")
    devices = [Device(one.reference, one.device, one.begun_at, one.session_key == here) for one in kept]
    return sorted(devices, key=lambda device: not device.here)


def ledger_of(viewer: Person) -> QuerySet[LedgerEntry]:
    """Return the viewer's own log, oldest line first."""
    return LedgerEntry.objects.filter(person=viewer).order_by("at", "pk")


def _open(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.select_related("inviter", "taker").filter(expires_at__gt=now)
