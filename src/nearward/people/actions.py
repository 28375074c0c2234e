"""What people do to their account and their pair.

`others_ended` tells the rooms above that devices were shut out, and `pair_ended` that a link is no more.

Whoever pairs is held first (`hold`), both of them where there are two, then the invitation, then the pair, always in
this order, so that of two requests at once the second waits and then sees what the first has done. SQLite has one
writer at a time and needs no such help.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import connection, transaction
from django.dispatch import Signal

from nearward.kit import codes, gone, sqlite
from nearward.kit.clock import day_at, day_begins
from nearward.kit.days import DAY
from nearward.people.holding import (
    count_try,
    end_meetings_of,
    held_codes,
    hold,
    hold_pair,
    inviters_showing,
    open_meeting,
    people_of,
    sweep_ended_codes,
)
from nearward.people.models import (
    Gone,
    Invitation,
    LedgerEntry,
    Membership,
    Pair,
    PairKey,
    Person,
    PersonKey,
    Session,
)
from nearward.people.queries import bond_of
from nearward.people.rules import CODE_LIVES, MEETING_LIVES, Act, DayRule, DayRules, Link

others_ended = Signal()
pair_ended = Signal()


class CannotPair(Exception):
    """A code that does not fit, has ended, or was tried too often. All look alike to the one who typed it."""


class AlreadyLinked(Exception):
    """One partner at a time: a link must be ended, by its own person, before another is made."""


# the account


@transaction.atomic
def join(
    username: str, *, password: str | None, called: str = "", partner_called: str = "", time_zone: str = "UTC"
) -> Person:
    """Make an account with its own key."""
    person = Person(username=username, time_zone=time_zone)
    person.set_password(password)
    return welcome(person, called=called, partner_called=partner_called, time_zone=time_zone)


@transaction.atomic
def welcome(person: Person, *, called: str, partner_called: str, time_zone: str) -> Person:
    """Give a new account its key and its words."""
    PersonKey(person=person).make()
    person.time_zone = time_zone
    person.keep_words({"called": called, "partner_called": partner_called})
    person.save()
    return person


def choose_words(viewer: Person, *, called: str, partner_called: str | None = None) -> None:
    """Change what the viewer calls themself and, where given, their partner."""
    kept = viewer.words.get("partner_called", "") if partner_called is None else partner_called
    viewer.keep_words({"called": called, "partner_called": kept})
    viewer.save(update_fields=["profile"])


def hold_person(who: uuid.UUID) -> None:
    """Let a second change of what is theirs wait until this one is done; raise `Person.DoesNotExist`."""
    if not hold(who):
        raise Person.DoesNotExist


def note(viewer: Person, act: str, now: datetime, *, item: uuid.UUID | None = None) -> None:
    """Add a line to the viewer's own log."""
    LedgerEntry.objects.create(person=viewer, at=now, act=act, item=item)


def remember_gone(what: str, which: uuid.UUID) -> None:
    """Remember, by a digest, that something is gone: in the database, and then in the file beside the ring."""
    mark = gone.mark(what, which)
    Gone.objects.bulk_create([Gone(mark=mark)], ignore_conflicts=True)
    keys = Path(settings.NEARWARD_RING).parent
    transaction.on_commit(lambda: gone.remember(keys, [mark]), robust=True)


@transaction.atomic
def end_device(viewer: Person, reference: str, now: datetime) -> None:
    """End one of the viewer's sessions. One that is not there, or not theirs, is ended already."""
    for session in Session.objects.filter(person=viewer):
        if session.reference == reference:
            session.delete()
            note(viewer, Act.DEVICE_ENDED, now)


@transaction.atomic
def end_other_devices(viewer: Person, here: str | None, now: datetime) -> None:
    """End every session of the viewer's but the one whose key is `here`."""
    if Session.objects.filter(person=viewer).exclude(session_key=here).delete()[0]:
        note(viewer, Act.OTHERS_ENDED, now)
    others_ended.send(sender=None, person=viewer, now=now)


@transaction.atomic
def delete_account(viewer: Person, now: datetime) -> None:
    """Delete what is this person's and destroy their key; nothing of the other's is lost."""
    Person.objects.select_for_update().get(pk=viewer.pk)  # nothing more may be written that names them
    leave_pair(viewer, now)
    pairs = list(Pair.objects.filter(memberships__person=viewer).values_list("pk", flat=True))
    PersonKey.objects.filter(person=viewer).delete()
    remember_gone("person", viewer.pk)
    viewer.delete()
    Pair.objects.filter(pk__in=pairs, memberships__isnull=True).delete()
    transaction.on_commit(_destroy_on_disk)


def _destroy_on_disk() -> None:
    """Let the key go from the file too; where others hold it up, the worker's next look does it."""
    sqlite.checkpoint(connection)


# making a pair


@transaction.atomic
def invite(viewer: Person, now: datetime) -> str:
    """Show a new code; an earlier one of the same person ends."""
    hold(viewer.pk)
    _refuse_if_linked(viewer)
    sweep_ended_codes(now)
    end_meetings_of(viewer.pk)
    code = codes.new_code()
    shown = Invitation(inviter=viewer, expires_at=now + CODE_LIVES)
    shown.keep_code(code, settings.SECRET_KEY)
    shown.save()
    return code


def take_code(viewer: Person, typed: str, now: datetime) -> None:
    """Answer somebody's code. Raises `CannotPair` alike for wrong, used, ended, own and too often tried codes."""
    _count_try(viewer, now)
    shown = (codes.digest(typed, settings.SECRET_KEY), now, viewer.pk)
    with transaction.atomic():
        hold(viewer.pk, *(inviter for (inviter,) in inviters_showing(*shown)))
        _refuse_if_linked(viewer)
        found = next(iter(held_codes(*shown)), None)
        if found is None:
            raise CannotPair
        end_meetings_of(viewer.pk)
        found.taker = viewer
        found.expires_at = now + MEETING_LIVES
        found.save(update_fields=["taker", "expires_at"])


@transaction.atomic
def agree_to_meet(viewer: Person, now: datetime) -> Pair | None:
    """Say yes to the other half of a meeting; with the second yes the pair is made."""
    seen = _meeting(viewer, now)
    hold(seen.inviter_id, seen.taker_id)
    met = _meeting(viewer, now, same_as=seen)
    if met.inviter_id == viewer.pk:
        met.inviter_agreed = True
    else:
        met.taker_agreed = True
    met.save(update_fields=["inviter_agreed", "taker_agreed"])
    return _make_pair(met, now) if met.inviter_agreed and met.taker_agreed else None


@transaction.atomic
def decline_to_meet(viewer: Person) -> None:
    """Take back a code, or say no to a meeting. The other finds that the code has ended."""
    hold(viewer.pk)
    end_meetings_of(viewer.pk)


# living with it


@transaction.atomic
def pause_pair(viewer: Person, now: datetime) -> None:
    """Close the link from this side until it is opened again. Nobody is told.

    Only an open link can be paused: otherwise who was paused could tell a pause from an end by pausing too.
    """
    hold_pair(viewer)
    if bond_of(viewer).link is Link.LINKED:
        Membership.objects.filter(person=viewer, active=True).update(paused_at=now)
        note(viewer, Act.PAUSED, now)


@transaction.atomic
def resume_pair(viewer: Person, now: datetime) -> None:
    """Open one's own side of a paused link again."""
    hold_pair(viewer)
    if bond_of(viewer).link is Link.PAUSED_BY_ME:
        Membership.objects.filter(person=viewer, active=True).update(paused_at=None)
        note(viewer, Act.RESUMED, now)


@transaction.atomic
def leave_pair(viewer: Person, now: datetime) -> None:
    """End the link, at once and without reason. Nobody is told.

    The line in the log is written whether or not there was a link to end, since a link that the other has paused must
    look like one that has ended.
    """
    note(viewer, Act.PARTED, now)
    _end_link(viewer, now)


@transaction.atomic
def end_pair(pair: Pair, now: datetime) -> None:
    """End a link for both. The key of what they owned together goes, and rooms above let go of what it sealed."""
    pair.end(now)
    pair_ended.send(sender=None, pair=pair.pk)
    remember_gone("pair", pair.pk)
    transaction.on_commit(_destroy_on_disk)


@transaction.atomic
def set_couple_day(viewer: Person, chosen: DayRule, now: datetime) -> None:
    """Choose when the couple's day begins, from the next day on; either may, and both find it in their logs."""
    pair, rules = hold_pair(viewer), bond_of(viewer).day_rules
    if pair is None or rules is None or rules.last == chosen:
        return
    present = rules.at(now)
    begins = day_begins(day_at(now, present.zone, present.starts) + DAY, present.zone, present.starts)
    pair.keep_day_rules(DayRules(present) if chosen == present else DayRules(present, chosen, begins))
    pair.save()
    for half in pair.memberships.select_related("person"):
        note(half.person, Act.DAY_CHANGED, now)


def _make_pair(met: Invitation, now: datetime) -> Pair:
    people = {person.pk: person for person in people_of([met.inviter_id, met.taker_id])}
    inviter, taker = people[met.inviter_id], people[cast(uuid.UUID, met.taker_id)]
    for person in (inviter, taker):
        if bond_of(person).link is not Link.ALONE:
            raise CannotPair
        _end_link(person, now)  # one that the other half had paused looked ended, and now it is
    pair = Pair.objects.create(day_zone=inviter.time_zone, day_starts=inviter.day_starts, made_at=now)
    PairKey(pair=pair).make()
    for person in (inviter, taker):
        Membership.objects.create(pair=pair, person=person)
        end_meetings_of(person.pk)
        note(person, Act.LINKED, now)
    return pair


def _end_link(person: Person, now: datetime) -> None:
    pair = hold_pair(person)
    if pair is not None:
        end_pair(pair, now)


def _meeting(viewer: Person, now: datetime, same_as: Invitation | None = None) -> Invitation:
    met = open_meeting(viewer, now, same_as)
    if met is None:
        raise CannotPair
    return met


def _refuse_if_linked(viewer: Person) -> None:
    if bond_of(viewer).link is not Link.ALONE:
        raise AlreadyLinked


@transaction.atomic
def _count_try(viewer: Person, now: datetime) -> None:
    """Count a try, or refuse it; in a transaction of its own, so that a wrong code counts too."""
    hold(viewer.pk)
    _refuse_if_linked(viewer)
    if not count_try(viewer, now):
        raise CannotPair
