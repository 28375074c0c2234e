"""Writing items, and choosing who may see them. Only the author can do either."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from nearward.kit import gone
from nearward.kit.composed import Composed
from nearward.people.actions import hold_person, note, remember_gone
from nearward.people.models import Membership, PairKey, Person
from nearward.people.queries import bond_of
from nearward.sharing.models import Item, Ours
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import SHARED, Audience


@transaction.atomic
def write(
    viewer: Person, kind: str, subject: str, day: date, value: Any, *, audience: Audience, now: datetime
) -> Audience:
    """Keep an answer, in place of an earlier one to the same question of the same day.

    Returns the audience it really has: where no link is open, a shared item is kept for its author alone, so that
    nothing typed is lost and nothing is shown to nobody-in-particular.
    """
    hold_person(viewer.pk)  # so that the same answer sent twice at once is kept once
    item = next(iter(_item_at(viewer.pk, kind, subject, day)), None)
    if item is None:
        item = Item(author=viewer, kind=kind, subject=subject, day=day, created_at=now)
    _address(viewer, item, audience)
    item.keep(value, viewer.content_key)
    item.changed_at = now
    item.save()
    return Audience(item.audience)


@transaction.atomic
def set_audience(viewer: Person, item: uuid.UUID, audience: Audience, now: datetime) -> Audience:
    """Change whom one of the viewer's own items is for; raise `NotThere` for anybody else's."""
    row = next(iter(_held_item(viewer.pk, item)), None)
    if row is None:
        raise NotThere
    if _address(viewer, row, audience):
        row.changed_at = now
        row.save()
        note(viewer, f"audience-{row.audience}", now, item=row.pk)
    return Audience(row.audience)


@transaction.atomic
def erase(viewer: Person, item: uuid.UUID, now: datetime) -> None:
    """Delete one of the viewer's own items; the log keeps that it was done, and nothing of what it said."""
    if not Item.objects.filter(author=viewer, pk=item).delete()[0]:
        raise NotThere
    remember_gone("item", item)
    note(viewer, "erased", now, item=item)


@transaction.atomic
def erase_again(marks: Collection[str]) -> int:
    """Delete what had been erased before a backup brought it back; return how many items that were."""
    return _erase_marked(Item, "item", marks) + _erase_marked(Ours, "ours", marks)


@transaction.atomic
def keep_ours(viewer: Person, kind: str, subject: str, value: Any, now: datetime) -> None:
    """Keep something that belongs to the viewer and their partner together, in place of an earlier one.

    It is sealed under the key of their pair and goes when the link ends. Whether both want it kept is for the caller to
    know. Raises `NotThere` where no link is open.
    """
    kept = PairKey.objects.select_for_update().filter(pair=bond_of(viewer).pair).first()
    if kept is None:
        raise NotThere
    row = Ours.objects.filter(pair=kept.pair_id, kind=kind, subject=subject).first()
    if row is None:
        row = Ours(pair_id=kept.pair_id, kind=kind, subject=subject)
    row.keep(value, kept.open())
    row.changed_at = now
    row.save()


def hold_ours(viewer: Person) -> None:
    """Until the transaction ends, let nobody else keep or erase what the viewer's pairs own, paused ones too."""
    list(_keys_of(viewer).select_for_update(of=("self",)).order_by("pk"))


@transaction.atomic
def erase_ours(viewer: Person, kind: str, subject: str | None = None) -> None:
    """Delete what belongs to the viewer and their partner together; either may, also while the link is paused.

    Without a subject, all of the kind. A backup that is brought back does not bring it back. What is not there, or not
    theirs, is gone already.
    """
    rows = Ours.objects.filter(pair__in=_keys_of(viewer).values("pair"), kind=kind)
    _forget(rows if subject is None else rows.filter(subject=subject))


@transaction.atomic
def erase_old_ours(kind: str, until: datetime) -> set[str]:
    """Delete whatever of a kind any pair has kept since an instant or longer, and return its subjects."""
    return _forget(Ours.objects.filter(kind=kind, changed_at__lte=until))


def let_go_of_ours(*, pair: uuid.UUID, **_: object) -> None:
    """Delete what a pair owned when their link ends; its key is gone already."""
    Ours.objects.filter(pair=pair).delete()


def _keys_of(viewer: Person) -> QuerySet[PairKey]:
    """The keys of the pairs that the viewer is half of, open or paused; those of ended links are destroyed."""
    return PairKey.objects.filter(pair__in=Membership.objects.filter(person=viewer, active=True).values("pair"))


def _forget(rows: Iterable[Ours]) -> set[str]:
    rows = list(rows)
    for row in rows:
        remember_gone("ours", row.pk)
        row.delete()
    return {row.subject for row in rows}


def _batched(ids: Sequence[uuid.UUID], size: int = 500) -> Iterator[Sequence[uuid.UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _erase_marked(table: type[Item] | type[Ours], what: str, marks: Collection[str]) -> int:
    back = [pk for pk in table.objects.values_list("pk", flat=True) if gone.mark(what, pk) in marks]
    for some in _batched(back):
        table.objects.filter(pk__in=some).delete()
    return len(back)


_item_at = Composed(
    lambda who, kind, subject, day: Item.objects.filter(author=who, kind=kind, subject=subject, day=day)
)
_held_item = Composed(lambda who, item: Item.objects.select_for_update().filter(author=who, pk=item))


def _address(viewer: Person, item: Item, audience: Audience) -> bool:
    """Set audience and pair together; return whether anything changed."""
    pair = bond_of(viewer).pair if audience in SHARED else None
    if audience in SHARED and pair is None:
        audience = Audience.ME
    changed = (item.audience, item.pair_id) != (audience, pair)
    item.audience, item.pair_id = audience, pair
    return changed
