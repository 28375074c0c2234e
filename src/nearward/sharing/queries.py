"""The only way to load anything that anybody wrote. It starts from the viewer; a query without one does not exist."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from nearward.kit.composed import Composed
from nearward.kit.seal import Unreadable
from nearward.people.models import LedgerEntry, PairKey, Person, PersonKey, person_key
from nearward.people.queries import bond_of
from nearward.sharing.models import Item, Ours
from nearward.sharing.rules import SHARED, Audience

__all__ = [
    "Copy",
    "NotThere",
    "Opened",
    "Unreadable",
    "copy_for",
    "earliest_day",
    "everything_of",
    "mine",
    "ours",
    "own_item",
    "theirs",
]

BEFORE_JOINING = timedelta(days=2)
"""Room for yesterday, and for a zone in which the day was still the one before."""


class NotThere(Exception):
    """No such item for this viewer: absent, or not theirs to see. Both are the same 404."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An item that the viewer may see. Of a partner's item neither its audience nor its hours are told.

    `asleep` says of the viewer's own item that it was shared in a pair that is not open now: present for its author
    alone, and shown again should that very pair open again.
    """

    id: uuid.UUID
    kind: str
    subject: str
    day: date
    mine: bool
    value: Any
    audience: Audience | None = None
    changed_at: datetime | None = None
    asleep: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """What somebody takes away: about them, what they wrote, and their log."""

    about: dict[str, Any]
    written: tuple[Opened, ...]
    log: tuple[tuple[datetime, str, uuid.UUID | None], ...]

    written_columns: ClassVar = ("id", "kind", "subject", "day", "audience", "changed_at", "value")
    log_columns: ClassVar = ("at", "act", "item")

    def written_rows(self) -> Iterator[tuple[object, ...]]:
        for one in self.written:
            value = one.value if isinstance(one.value, str) else json.dumps(one.value, ensure_ascii=False)
            yield one.id, one.kind, one.subject, one.day, one.audience, _instant(one.changed_at), value

    def log_rows(self) -> Iterator[tuple[object, ...]]:
        for at, act, item in self.log:
            yield _instant(at), act, item

    def as_json(self) -> dict[str, Any]:
        """Return all of it in the types of JSON."""
        return {
            "about": self.about,
            "written": [
                {
                    "id": str(one.id),
                    "kind": one.kind,
                    "subject": one.subject,
                    "day": one.day.isoformat(),
                    "audience": one.audience,
                    "changed_at": _instant(one.changed_at),
                    "value": one.value,
                }
                for one in self.written
            ],
            "log": [
                {"at": _instant(at), "act": act, "item": str(item) if item else None} for at, act, item in self.log
            ],
        }


def mine(
    viewer: Person,
    kind: str,
    *,
    since: date | None = None,
    until: date | None = None,
    subjects: Iterable[str] | None = None,
) -> list[Opened]:
    """Return the viewer's own items of one kind, oldest day first."""
    return _opened_own(viewer, _own_rows(viewer.pk, kind, since, until, _listed(subjects)))


def theirs(
    viewer: Person,
    kind: str,
    *,
    since: date | None = None,
    until: date | None = None,
    subjects: Iterable[str] | None = None,
) -> list[Opened]:
    """Return what of the partner's the viewer may see now, oldest day first; nothing where there is no open link."""
    bond = bond_of(viewer)
    if bond.pair is None or bond.partner is None:
        return []
    rows = _shown_rows(viewer.pk, bond.pair, bond.partner, kind, since, until, _listed(subjects))
    if not rows:
        return []
    try:
        key = person_key(bond.partner).open()
    except PersonKey.DoesNotExist:  # deleted since: their items are gone with them
        return []
    return [Opened(row.id, row.kind, row.subject, row.day, mine=False, value=row.open(key)) for row in rows]


def ours(viewer: Person, kind: str | None = None, *, subject: str | None = None) -> dict[tuple[str, str], Any]:
    """Return what belongs to the viewer and their partner together, by kind and subject; none without an open link."""
    kept = PairKey.objects.filter(pair=bond_of(viewer).pair).first()
    if kept is None:
        return {}
    rows = Ours.objects.filter(pair=kept.pair_id).order_by("kind", "subject")
    rows = rows if kind is None else rows.filter(kind=kind)
    rows = rows if subject is None else rows.filter(subject=subject)
    key = kept.open()
    return {(row.kind, row.subject): row.open(key) for row in rows}


def own_item(viewer: Person, item: uuid.UUID) -> Opened:
    """Return one of the viewer's own items, or raise `NotThere`."""
    found = _opened_own(viewer, _own_row(viewer.pk, item))
    if not found:
        raise NotThere
    return found[0]


def earliest_day(viewer: Person) -> date:
    """Return the first day that the viewer can look at: shortly before they joined, or the first they wrote about."""
    joined = viewer.date_joined.date() - BEFORE_JOINING
    return min([joined, *(day for (day,) in _first_days(viewer.pk))])


def everything_of(viewer: Person) -> list[Opened]:
    """Return all that the viewer wrote, for their export."""
    return _opened_own(viewer, _all_rows(viewer.pk))


def copy_for(viewer: Person) -> Copy:
    """Return the viewer's own copy: everything they wrote, what they set, and their log."""
    about = {
        "user_name": viewer.username,
        "called": viewer.words.get("called", ""),
        "partner_called": viewer.words.get("partner_called", ""),
        "time_zone": viewer.time_zone,
        "day_starts": viewer.day_starts,
        "language": viewer.language,
        "theme": viewer.theme,
        "joined_on": viewer.date_joined.date().isoformat(),
    }
    return Copy(about, tuple(everything_of(viewer)), tuple(_log_rows(viewer.pk)))


def _instant(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _narrow(
    rows: QuerySet[Item], kind: str, since: date | None, until: date | None, subjects: list[str] | None
) -> QuerySet[Item]:
    rows = rows.filter(kind=kind)
    if since is not None:
        rows = rows.filter(day__gte=since)
    if until is not None:
        rows = rows.filter(day__lte=until)
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    return rows.order_by("day", "subject", "id")


def _shown_to(viewer: uuid.UUID, pair: uuid.UUID, partner: uuid.UUID) -> QuerySet[Item]:
    """The partner's items that `rules.partner_may_see` allows while `pair` is open, as one query."""
    answered = Item.objects.filter(
        author=viewer,
        pair=pair,
        audience__in=SHARED,
        kind=OuterRef("kind"),
        subject=OuterRef("subject"),
        day=OuterRef("day"),
    )
    shown = Q(audience=Audience.US) | (Q(audience=Audience.BOTH) & Exists(answered))
    return Item.objects.filter(shown, author_id=partner, pair=pair)


def _listed(subjects: Iterable[str] | None) -> list[str] | None:
    return None if subjects is None else sorted(set(subjects))


# what every page asks, composed once; each begins with the viewer

_own_rows = Composed(lambda viewer, *narrow: _narrow(Item.objects.filter(author=viewer), *narrow))
_shown_rows = Composed(lambda viewer, pair, partner, *narrow: _narrow(_shown_to(viewer, pair, partner), *narrow))
_own_row = Composed(lambda viewer, item: Item.objects.filter(author=viewer, pk=item))
_all_rows = Composed(lambda viewer: Item.objects.filter(author=viewer).order_by("day", "kind", "subject", "id"))
_first_days = Composed(lambda viewer: Item.objects.filter(author=viewer).order_by("day").values_list("day")[:1])
_log_rows = Composed(
    lambda viewer: LedgerEntry.objects.filter(person=viewer).order_by("at", "pk").values_list("at", "act", "item")
)


def _opened_own(viewer: Person, rows: Iterable[Item]) -> list[Opened]:
    rows = list(rows)
    pair = bond_of(viewer).pair if rows else None
    return [
        Opened(
            row.id,
            row.kind,
            row.subject,
            row.day,
            mine=True,
            value=row.open(viewer.content_key),
            audience=row.present_audience(pair),
            changed_at=row.changed_at,
            asleep=row.present_audience(pair) != row.audience,
        )
        for row in rows
    ]
