"""People, meetings and pairs, held until what is being done with them is done."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from nearward.people.models import Invitation, Membership, Pair, Person


@transaction.atomic
def sweep(rows: QuerySet[Any]) -> None:
    """Delete what has run out; what somebody else is deleting or changing at this moment is left to them."""
    rows.filter(pk__in=list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))).delete()


def hold(*people: uuid.UUID | None) -> None:
    """Let nobody else pair these people until this is done; in one order, so that two never wait for each other."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))


def hold_pair(person: Person) -> Pair | None:
    """Return the pair that this person is in, held; None where there is none any more."""
    mine = Membership.objects.filter(person=person, active=True).first()
    if mine is None:
        return None
    return Pair.objects.select_for_update(no_key=True).filter(pk=mine.pair_id, ended_at__isnull=True).first()


def open_meeting(viewer: Person, now: datetime, same_as: Invitation | None = None) -> Invitation | None:
    """Return the meeting that the viewer is in, if any; looked at again as `same_as`, it is held until decided."""
    open_ones = meetings_of(viewer.pk).filter(expires_at__gt=now, taker__isnull=False)
    if same_as is not None:
        open_ones = open_ones.select_for_update().filter(pk=same_as.pk)
    return open_ones.first()


def meetings_of(person: uuid.UUID) -> QuerySet[Invitation]:
    return Invitation.objects.filter(Q(inviter=person) | Q(taker=person))
