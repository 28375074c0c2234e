"""Bringing notices up to date, and what their owner says to them."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nearward.explore.rules import Evidence
from nearward.noticing.models import Notice, Watch
from nearward.noticing.queries import RESPONSE, ShownNotice, basis_of, notices_of, seen_by, watches_of
from nearward.noticing.rules import Finding, Real, is_same, is_told_on
from nearward.noticing.watching import Outcome, Seen, look_at, ties_in
from nearward.people.actions import hold_person
from nearward.people.models import Person
from nearward.people.queries import today_of
from nearward.sharing import queries as sharing
from nearward.sharing.actions import write
from nearward.sharing.rules import Audience


def refresh_notices(person: Person, today: date) -> tuple[ShownNotice, ...]:
    """Work the notices out anew where what the person may see has changed; return them, newest first.

    Every page that shows one calls this first, so that a withdrawal counts on the next request.
    """
    return refresh_from(person, seen_by(person, today))


def refresh_from(person: Person, seen: Seen) -> tuple[ShownNotice, ...]:
    """Do the same from values that were just read."""
    basis = basis_of(person, seen)
    if not any(watch.basis == basis for watch in watches_of(person.pk)):
        _replace(person, look_at(seen), basis)
    return notices_of(person)


def refresh_everyone(now: datetime) -> int:
    """Bring everybody's notices up to date, person by person; return how many were looked at."""
    people = Person.objects.filter(is_active=True).order_by("pk")
    looked_at = 0
    for person in people.iterator(chunk_size=100):
        refresh_notices(person, today_of(person, now))
        looked_at += 1
    return looked_at


def evidence_for(viewer: Person, today: date, **_: Any) -> Evidence:
    """Return what the viewer's own minutes say of what may lie behind it. Answers the signal of `explore`."""
    seen = seen_by(viewer, today)
    told = (one for one in refresh_from(viewer, seen) if one.is_change and is_told_on(today, one.finding.raised_on))
    newest = next(told, None)
    return Evidence(ties_in(seen), tuple(item.id for item in newest.moved_mine) if newest else ())


def put_aside(viewer: Person, notice: uuid.UUID, now: datetime) -> None:
    """Take a notice off the page of the day; it stays readable on its own page."""
    _say(viewer, notice, {"aside": "yes"}, (), now)


def keep_looking(viewer: Person, notice: uuid.UUID, now: datetime) -> None:
    """Put a notice back on the page of the day."""
    _say(viewer, notice, {}, ("aside",), now)


def say_whether_real(viewer: Person, notice: uuid.UUID, real: Real, now: datetime) -> None:
    """Keep the owner's own word on whether the notice was true."""
    _say(viewer, notice, {"real": real.value}, (), now)


def _say(viewer: Person, notice: uuid.UUID, said: Mapping[str, str], unsaid: Sequence[str], now: datetime) -> None:
    row = Notice.objects.filter(person=viewer, pk=notice).first()
    if row is None:
        raise sharing.NotThere
    earlier = sharing.mine(viewer, RESPONSE, subjects=[str(notice)])
    value = {**(earlier[0].value if earlier else {}), **said}
    for word in unsaid:
        value.pop(word, None)
    day = earlier[0].day if earlier else row.raised_on
    write(viewer, RESPONSE, str(notice), day, value, audience=Audience.ME, now=now)


@transaction.atomic
def _replace(person: Person, outcome: Outcome, basis: str) -> None:
    """Let the person's rows say what was found; a change that was told before keeps its row, and so its address."""
    hold_person(person.pk)
    free = [(row, row.open(person.content_key)) for row in Notice.objects.filter(person=person)]
    taken = {row.pk for row, _ in free}
    for finding in outcome.findings:
        row = next((row for row, before in free if is_same(before, finding)), None)
        if row is None:
            address = _address(person, finding)
            row = Notice(id=uuid.uuid4() if address in taken else address, person=person)
        free = [(other, before) for other, before in free if other.pk != row.pk]
        taken.add(row.pk)
        row.keep(finding, person.content_key)
        row.save()
    Notice.objects.filter(pk__in=[row.pk for row, _ in free]).delete()
    watch = Watch(person=person, basis=basis)
    watch.keep(enough=outcome.enough, key=person.content_key)
    watch.save()


def _address(person: Person, finding: Finding) -> uuid.UUID:
    """Return the same address for the same change, so that one which comes back brings its owner's words along."""
    plain = f"{finding.raised_on.isoformat()}:{finding.kind}:{finding.side}"
    return uuid.UUID(bytes=hmac.new(person.content_key, plain.encode(), hashlib.sha256).digest()[:16], version=4)
