"""What may be known of people and pairs, from the viewer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from nearward.kit.clock import day_at
from nearward.people.models import Invitation, Membership, Person
from nearward.people.rules import DayRule, Link, link_between


@dataclass(frozen=True, slots=True)
class Bond:
    """What the viewer is told of their link. `pair` and `partner` are None unless both keep the link open."""

    link: Link
    pair: uuid.UUID | None = None
    partner: uuid.UUID | None = None
    day_rule: DayRule | None = None


def bond_of(viewer: Person) -> Bond:
    """Return the viewer's link as the viewer may know it; read afresh each time, so that parting counts at once."""
    mine = Membership.objects.select_related("pair").filter(person=viewer, active=True).first()
    if mine is None:
        return Bond(Link.ALONE)
    other = Membership.objects.filter(pair=mine.pair, active=True).exclude(person=viewer).first()
    link = link_between(
        active=other is not None,
        paused_by_me=mine.paused_at is not None,
        paused_by_other=other is not None and other.paused_at is not None,
    )
    if link is not Link.LINKED or other is None:
        return Bond(link)
    rule = DayRule(mine.pair.day_zone, mine.pair.day_starts)
    return Bond(link, pair=mine.pair_id, partner=other.person_id, day_rule=rule)


def today_of(viewer: Person, now: datetime) -> date:
    """Return the viewer's day: the couple's day while linked, otherwise by the viewer's own clock."""
    rule = bond_of(viewer).day_rule or DayRule(viewer.time_zone, viewer.day_starts)
    return day_at(now, rule.zone, rule.starts)


@dataclass(frozen=True, slots=True)
class Meeting:
    """An invitation under way: somebody typed the code, and both are asked whether this is the right person."""

    other_called: str
    i_agreed: bool


def invitation_of(viewer: Person, now: datetime) -> Invitation | None:
    """Return the viewer's own open invitation."""
    return Invitation.objects.filter(inviter=viewer, expires_at__gt=now).first()


def meeting_of(viewer: Person, now: datetime) -> Meeting | None:
    """Return the meeting that waits for the viewer's yes, whichever side they are on."""
    open_ones = Invitation.objects.select_related("inviter", "taker").filter(expires_at__gt=now, taker__isnull=False)
    as_inviter = open_ones.filter(inviter=viewer).first()
    if as_inviter and as_inviter.taker:
        return Meeting(as_inviter.taker.called, as_inviter.inviter_agreed)
    as_taker = open_ones.filter(taker=viewer).first()
    return Meeting(as_taker.inviter.called, as_taker.taker_agreed) if as_taker else None
