"""What two people lay side by side: the only place of this room that reads or writes what is for both.

An answer shown stands for both, under a subject and a day that meet: the partner sees it once they have shown an answer
to the very same question, and until then nothing, not even that it is there. What is held back, not asked, not sure and
not said look alike, and like no map at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from nearward.people.models import Pair, Person
from nearward.people.queries import bond_of
from nearward.sharing import actions as sharing
from nearward.sharing import queries
from nearward.sharing.queries import Opened
from nearward.sharing.rules import Audience

SHOWN = "explore.shown"
MAP, CIRCLE, NEEDS = "map", "circle", "needs"

Value = int | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A question of one part that both have shown, and both answers."""

    question: str
    mine: Value
    theirs: Value


def shown_by(viewer: Person, part: str) -> dict[str, Value]:
    """Return what the viewer shows now of one part, by its question, whether the partner sees it yet or not."""
    return {question: value for question, value, _row in _shown(viewer, part)}


def laid_open(viewer: Person, part: str) -> tuple[Beside, ...]:
    """Return what both have shown of one part."""
    theirs = {name: value for name, value in map(_told, queries.theirs(viewer, SHOWN)) if name.startswith(f"{part}/")}
    mine = {f"{part}/{question}": value for question, value in shown_by(viewer, part).items()}
    both = sorted(mine.keys() & theirs.keys())
    return tuple(Beside(name.partition("/")[2], mine[name], theirs[name]) for name in both)


@transaction.atomic
def show(viewer: Person, part: str, values: Mapping[str, Value], now: datetime) -> bool:
    """Show exactly these answers of one part, and take back any others of it; return whether there is a link for it.

    What is taken back is erased: it was a copy, and its author's own answers stay with them.
    """
    pair = bond_of(viewer).pair
    if pair is None:
        return False
    day = Pair.objects.get(pk=pair).made_at.date()
    standing = {question: (value, row) for question, value, row in _shown(viewer, part)}
    for question, value in values.items():
        subject = _subject(pair, f"{part}/{question}")
        there = standing.get(question)
        if there and there[1].subject == subject:  # under another, the house has had a new secret since
            del standing[question]
        if not there or there[0] != value or there[1].subject != subject:
            body = {"question": f"{part}/{question}", "value": list(value) if isinstance(value, tuple) else value}
            sharing.write(viewer, SHOWN, subject, day, body, audience=Audience.BOTH, now=now)
    for _value, row in standing.values():
        sharing.erase(viewer, row.id, now)
    return True


def _subject(pair: UUID, name: str) -> str:
    """The same for both of a pair, and nothing to somebody who has the table alone."""
    return salted_hmac(SHOWN, f"{pair}:{name}", algorithm="sha256").hexdigest()


def _shown(viewer: Person, part: str) -> Iterator[tuple[str, Value, Opened]]:
    for row in queries.mine(viewer, SHOWN):
        name, value = _told(row)
        if row.audience is Audience.BOTH and name.startswith(f"{part}/"):
            yield name.partition("/")[2], value, row


def _told(row: Opened) -> tuple[str, Value]:
    value = row.value["value"]
    return row.value["question"], tuple(value) if isinstance(value, list) else value
