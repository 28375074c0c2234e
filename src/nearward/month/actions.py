"""What people do with the look back at a month."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from nearward.month.queries import KIND, own_answer
from nearward.people.models import Person
from nearward.sharing import actions as sharing
from nearward.sharing import queries
from nearward.sharing.rules import Audience


@transaction.atomic
def keep_month(viewer: Person, month: date, answers: Mapping[str, int], audience: Audience, now: datetime) -> bool:
    """Keep answers about a month, all for whom they are meant now; return whether each is seen by them.

    An answer that stands as given is left as it is; one that only a pause hides does not stand so.
    """
    kept_already = queries.mine(viewer, KIND, since=month, until=month)
    standing = {opened.subject: (opened.value, opened.audience) for opened in kept_already if not opened.asleep}
    as_meant = True
    for item, value in answers.items():
        if standing.get(item) != (value, audience):
            kept = sharing.write(viewer, KIND, item, month, value, audience=audience, now=now)
            as_meant = as_meant and kept is audience
    return as_meant


@transaction.atomic
def show_answer_to(viewer: Person, answer: uuid.UUID, audience: Audience, now: datetime) -> Audience:
    """Choose who sees one answer; raise `NotThere` for what is not the viewer's own."""
    return sharing.set_audience(viewer, own_answer(viewer, answer), audience, now)


@transaction.atomic
def erase_answer(viewer: Person, answer: uuid.UUID, now: datetime) -> None:
    """Erase one of the viewer's own answers, or raise `NotThere`."""
    sharing.erase(viewer, own_answer(viewer, answer), now)
