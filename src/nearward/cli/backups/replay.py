"""What follows once the rows of a backup are back: keys for whoever is still there, and nothing of what is gone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from django.db import transaction
from django.db.migrations.loader import MigrationLoader

from nearward.cli.backups.archive import Keys
from nearward.kit import gone
from nearward.kit.seal import Unreadable
from nearward.people import actions as people
from nearward.people.models import Gone, Membership, Pair, PairKey, Person, PersonKey
from nearward.people.rules import Act
from nearward.sharing import actions as sharing
from nearward.sharing import queries

READ_OF = 10  # people whose content is opened whole


class KeysTooOld(Exception):
    """People in the backup have no key here, and are not gone: the keys are those of an earlier day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a restore has to tell."""

    people: int
    gone: int
    erased: int
    opened: int
    items: int


def newer_changes(migrations: Iterable[str]) -> list[str]:
    """Return those changes of the tables that this version has not heard of."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    ours = {name.partition(".")[0] for name in known}
    return sorted(name for name in set(migrations) - known if name.partition(".")[0] in ours)


@transaction.atomic
def bring_back(keys: Keys, now: datetime) -> Told:
    """Give everybody their key, let go again of what was gone, close every link, and open what ten people wrote.

    Raises `KeysTooOld`, or `Unreadable` where something does not open; nothing is changed then.
    """
    Gone.objects.bulk_create([Gone(mark=mark) for mark in sorted(keys.gone)], ignore_conflicts=True)
    marks = frozenset(Gone.objects.values_list("mark", flat=True))
    left = [who for who in Person.objects.order_by("pk") if gone.mark("person", who.pk) in marks]
    for who in left:
        people.delete_account(who, now)
    for pair in Pair.objects.filter(ended_at__isnull=True):
        if gone.mark("pair", pair.pk) in marks:
            people.end_pair(pair, now)
    erased = sharing.erase_again(marks)
    _give_keys(keys.people)
    _give_pairs_keys(keys.pairs)
    opened, items = _open_some()
    _close_links(now)
    return Told(Person.objects.count(), len(left), erased, opened, items)


def _give_keys(wrapped: dict[uuid.UUID, bytes]) -> None:
    there = set(Person.objects.values_list("pk", flat=True))
    if there - set(wrapped):
        raise KeysTooOld(len(there - set(wrapped)))
    PersonKey.objects.all().delete()
    PersonKey.objects.bulk_create([PersonKey(person_id=who, wrapped=wrapped[who]) for who in sorted(there)])


def _give_pairs_keys(wrapped: dict[uuid.UUID, bytes] | None) -> None:
    """Give every open link its key; a box from before pairs had keys leaves them those that the tables' change made."""
    there = set(Pair.objects.filter(ended_at__isnull=True).values_list("pk", flat=True))
    known = set(PairKey.objects.values_list("pk", flat=True)) if wrapped is None else set(wrapped)
    if there - known:
        raise KeysTooOld(2 * len(there - known))
    if wrapped is not None:
        PairKey.objects.all().delete()
        PairKey.objects.bulk_create([PairKey(pair_id=which, wrapped=wrapped[which]) for which in sorted(there)])


def _close_links(now: datetime) -> None:
    """Pause every open link on both sides.

    What somebody withdrew, and who parted, after the backup was made is not in it; so nothing is shown to anybody
    until its author has opened the link again.
    """
    for half in Membership.objects.filter(active=True).select_related("person"):
        half.paused_at = half.paused_at or now
        half.save(update_fields=["paused_at"])
        people.note(half.person, Act.RESTORED, now)


def _open_some() -> tuple[int, int]:
    """Open every key, and of ten people all that they wrote and own; return how many people and items that were."""
    for key in chain(PersonKey.objects.iterator(), PairKey.objects.iterator()):
        key.open()
    opened = items = 0
    for who in islice(Person.objects.order_by("pk").iterator(), READ_OF):
        _ = who.words
        items += len(queries.everything_of(who))
        queries.ours(who)
        opened += 1
    return opened, items


__all__ = ["KeysTooOld", "Told", "Unreadable", "bring_back", "newer_changes"]
