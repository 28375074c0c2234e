"""Shallow background entries."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from nearward.kit import clock
from nearward.noticing import actions
from nearward.people.models import Person
from nearward.people.queries import today_of


@task()
def refresh_one(person: str) -> None:
    """Bring one person's notices up to date, after they or their partner have answered."""
    found = Person.objects.filter(pk=person).first()
    if found is not None:
        actions.refresh_notices(found, today_of(found, clock.now()))


@task()
def refresh_all() -> None:
    """Bring everybody's notices up to date, every night."""
    actions.refresh_everyone(clock.now())


def after_checkin(person: Person, **_: Any) -> None:
    """Look anew after each day that was recorded. Receives the signal of `checkins`."""
    refresh_one.enqueue(person=str(person.pk))
