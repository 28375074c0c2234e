"""What people do to their account and their pair."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from nearward.kit import codes
from nearward.people.models import CodeTry, Invitation, Membership, Pair, Person, PersonKey
from nearward.people.queries import bond_of
from nearward.people.rules import CODE_LIVES, TRIES_REMEMBERED, Link, may_try_code


class CannotPair(Exception):
    """A code that does not fit, has ended, or was tried too often. All look alike to the one who typed it."""


class AlreadyLinked(Exception):
    """One partner at a time: a link must be ended, by its own person, before another is made."""


@transaction.atomic
def join(
    username: str, *, password: str | None, called: str = "", partner_called: str = "", time_zone: str = "UTC"
) -> Person:
    """Make an account with its own key."""
    person = Person(username=username, time_zone=time_zone)
    person.set_password(password)
    person.save()
    return welcome(person, called=called, partner_called=partner_called, time_zone=time_zone)


@transaction.atomic
def welcome(person: Person, *, called: str, partner_called: str, time_zone: str) -> Person:
    """Give a new account its key and its words."""
    PersonKey.make_for(person)
    person.time_zone = time_zone
    person.keep_words({"called": called, "partner_called": partner_called})
    person.save()
    return person


@transaction.atomic
def invite(viewer: Person, now: datetime) -> str:
    """Show a new code; an earlier one of the same person ends."""
    _refuse_if_linked(viewer)
    _sweep(now)
    Invitation.objects.filter(Q(inviter=viewer) | Q(taker=viewer)).delete()
    code = codes.new_code()
    Invitation.objects.create(
        inviter=viewer, code_digest=codes.digest(code, settings.SECRET_KEY), expires_at=now + CODE_LIVES
    )
    return code


def take_code(viewer: Person, typed: str, now: datetime) -> None:
    """Answer somebody's code. Raises `CannotPair` alike for wrong, used, ended, own and too often tried codes."""
    _refuse_if_linked(viewer)
    _count_try(viewer, now)
    with transaction.atomic():
        found = (
            Invitation.objects.select_for_update()
            .filter(code_digest=codes.digest(typed, settings.SECRET_KEY), expires_at__gt=now, taker__isnull=True)
            .exclude(inviter=viewer)
            .first()
        )
        if found is None:
            raise CannotPair
        Invitation.objects.filter(Q(inviter=viewer) | Q(taker=viewer)).delete()
        found.taker = viewer
        found.save(update_fields=["taker"])


@transaction.atomic
def agree_to_meet(viewer: Person, now: datetime) -> Pair | None:
    """Say yes to the other half of a meeting; with the second yes the pair is made."""
    found = (
        Invitation.objects.select_for_update()
        .filter(Q(inviter=viewer) | Q(taker=viewer), expires_at__gt=now, taker__isnull=False)
        .first()
    )
    if found is None or found.taker_id is None:
        raise CannotPair
    if found.inviter_id == viewer.pk:
        found.inviter_agreed = True
    else:
        found.taker_agreed = True
    found.save(update_fields=["inviter_agreed", "taker_agreed"])
    if not (found.inviter_agreed and found.taker_agreed):
        return None
    return _make_pair(found, now)


@transaction.atomic
def decline_to_meet(viewer: Person) -> None:
    """Take back a code, or say no to a meeting. The other finds that the code has ended."""
    Invitation.objects.filter(Q(inviter=viewer) | Q(taker=viewer)).delete()


@transaction.atomic
def pause_pair(viewer: Person, now: datetime) -> None:
    """Close the link from this side until it is opened again. Nobody is told."""
    Membership.objects.filter(person=viewer, active=True, paused_at__isnull=True).update(paused_at=now)


@transaction.atomic
def resume_pair(viewer: Person) -> None:
    """Open one's own side of a paused link again."""
    Membership.objects.filter(person=viewer, active=True).update(paused_at=None)


@transaction.atomic
def leave_pair(viewer: Person, now: datetime) -> None:
    """End the link, at once and without reason. Nobody is told."""
    for mine in Membership.objects.select_related("pair").filter(person=viewer, active=True):
        mine.pair.end(now)


@transaction.atomic
def delete_account(viewer: Person, now: datetime) -> None:
    """Delete what is this person's and destroy their key; nothing of the other's is lost."""
    leave_pair(viewer, now)
    PersonKey.objects.filter(person=viewer).delete()
    viewer.delete()


@transaction.atomic
def set_couple_day(viewer: Person, zone: str, starts: int) -> None:
    """Choose when the couple's day begins; either may."""
    pair = bond_of(viewer).pair
    if pair is not None:
        Pair.objects.filter(pk=pair).update(day_zone=zone, day_starts=starts)


def _make_pair(invitation: Invitation, now: datetime) -> Pair:
    if invitation.taker is None:
        raise CannotPair
    both = (invitation.inviter, invitation.taker)
    for person in both:
        if bond_of(person).link is not Link.ALONE:
            raise CannotPair
        leave_pair(person, now)  # a link that the other half had paused looks ended, and now is
    pair = Pair.objects.create(
        day_zone=invitation.inviter.time_zone, day_starts=invitation.inviter.day_starts, made_at=now
    )
    for person in both:
        Membership.objects.create(pair=pair, person=person)
    invitation.delete()
    return pair


def _refuse_if_linked(viewer: Person) -> None:
    if bond_of(viewer).link is not Link.ALONE:
        raise AlreadyLinked


def _count_try(viewer: Person, now: datetime) -> None:
    """Count a try in its own transaction, so that a wrong code counts too."""
    since = now - TRIES_REMEMBERED
    with transaction.atomic():
        CodeTry.objects.filter(at__lte=since).delete()
        own = CodeTry.objects.filter(person=viewer).count()
        allowed = may_try_code(own_tries=own, all_tries=CodeTry.objects.count())
        if allowed:
            CodeTry.objects.create(person=viewer, at=now)
    if not allowed:
        raise CannotPair


def _sweep(now: datetime) -> None:
    Invitation.objects.filter(expires_at__lte=now).delete()
