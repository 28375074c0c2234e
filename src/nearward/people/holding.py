"""People, meetings and pairs, held until what is being done with them is done; and tries of a code, counted."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from nearward.kit.composed import Composed
from nearward.people.models import CodeTry, Invitation, Membership, Pair, Person
from nearward.people.rules import TRIES_REMEMBERED, may_try_code


@transaction.atomic
def sweep(rows: QuerySet[Any]) -> None:
    """Delete what has run out; what somebody else is deleting or changing at this moment is left to them."""
    if found := list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True)):
        rows.filter(pk__in=found).delete()


def hold(*people: uuid.UUID | None) -> bool:
    """Let nobody else pair these people until this is done; return whether any of them is there.

    It is done in one order, so that two never wait for each other.
    """
    return bool(_held([each for each in people if each is not None]))


def hold_pair(person: Person) -> Pair | None:
    """Return the pair that this person is in, held; None where there is none any more."""
    for (pair,) in _active_pair_of(person.pk):
        return next(iter(_held_pair(pair)), None)
    return None


def open_meeting(viewer: Person, now: datetime, same_as: Invitation | None = None) -> Invitation | None:
    """Return the meeting that the viewer is in, if any; looked at again as `same_as`, it is held until decided."""
    if same_as is None:
        return next(iter(_open_meetings_of(viewer.pk, now)), None)
    return next(iter(_held_meeting(viewer.pk, now, same_as.pk)), None)


def meetings_of(person: uuid.UUID) -> QuerySet[Invitation]:
    return Invitation.objects.filter(Q(inviter=person) | Q(taker=person))


def end_meetings_of(person: uuid.UUID) -> None:
    """Delete whatever meeting somebody is in."""
    if _any_meetings_of(person):
        meetings_of(person).delete()


def sweep_ended_codes(now: datetime) -> None:
    """Delete codes and meetings that have ended, where there are any."""
    if _ended_codes(now):
        sweep(Invitation.objects.filter(expires_at__lte=now))


def _open_meetings(person: uuid.UUID, now: datetime) -> QuerySet[Invitation]:
    return meetings_of(person).filter(expires_at__gt=now, taker__isnull=False)


def count_try(viewer: Person, now: datetime) -> bool:
    """Count that somebody types a code; False where they have done so too often to be allowed to."""
    if _tries_until(now - TRIES_REMEMBERED):
        sweep(CodeTry.objects.filter(at__lte=now - TRIES_REMEMBERED))
    if not may_try_code(len(_tries_of(viewer.pk, now - TRIES_REMEMBERED))):
        return False
    CodeTry.objects.create(person=viewer, at=now)
    return True


def _codes(digest: str, now: datetime, viewer: uuid.UUID) -> QuerySet[Invitation]:
    """Codes that somebody else than the viewer is showing and nobody has typed."""
    shown = Invitation.objects.filter(code_digest=digest, expires_at__gt=now, taker__isnull=True)
    return shown.exclude(inviter=viewer).order_by("pk")


inviters_showing = Composed(lambda *code: _codes(*code).values_list("inviter"))
held_codes = Composed(lambda *code: _codes(*code).select_for_update()[:1])
people_of = Composed(lambda people: Person.objects.filter(pk__in=people))
_tries_until = Composed(lambda until: CodeTry.objects.filter(at__lte=until).values_list("pk")[:1])
_tries_of = Composed(lambda who, since: CodeTry.objects.filter(person=who, at__gt=since).values_list("pk"))
_ended_codes = Composed(lambda now: Invitation.objects.filter(expires_at__lte=now).values_list("pk")[:1])
_any_meetings_of = Composed(lambda who: meetings_of(who).values_list("pk"))
_held = Composed(
    lambda people: Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk")
)
_held_pair = Composed(lambda pair: Pair.objects.select_for_update(no_key=True).filter(pk=pair, ended_at__isnull=True))
_held_meeting = Composed(lambda who, now, pk: _open_meetings(who, now).select_for_update().filter(pk=pk))
_open_meetings_of = Composed(lambda who, now: _open_meetings(who, now).order_by("pk")[:1])
_active_pair_of = Composed(lambda who: Membership.objects.filter(person=who, active=True).values_list("pair_id"))
