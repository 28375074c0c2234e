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

from nearward.explore.beside import CAUSE, SIGN, STRENGTHS
from nearward.explore.queries import Map, steps_of, strengths_of
from nearward.explore.rules import Strength
from nearward.people.actions import hold_person
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
    return {question: value for question, value, row in _kept(viewer, part) if row.audience is Audience.BOTH}


def is_marked(viewer: Person, part: str) -> bool:
    """Return whether anything of one part is shown, or would be again should a link that is not open now open again."""
    return any(row.asleep or row.audience is Audience.BOTH for _question, _value, row in _kept(viewer, part))


def laid_open(viewer: Person, part: str) -> tuple[Beside, ...]:
    """Return what both have shown of one part."""
    theirs = {name: value for name, value in map(_told, queries.theirs(viewer, SHOWN)) if name.startswith(f"{part}/")}
    mine = {f"{part}/{question}": value for question, value in shown_by(viewer, part).items()}
    both = sorted(mine.keys() & theirs.keys())
    return tuple(Beside(name.partition("/")[2], mine[name], theirs[name]) for name in both)


def showable(one: Map | None) -> dict[str, Value]:
    """Return what of a map can be shown: how much of each sign, and the causes for which something speaks.

    What was left open cannot: not sure and rather not say are nobody else's business.
    """
    if one is None:
        return {}
    speaking = {
        name: STRENGTHS.index(strength)
        for name, strength in strengths_of(one).items()
        if strength is not Strength.HARDLY
    }
    return {
        **{f"{SIGN}:{name}": step for name, step in steps_of(one).items()},
        **{f"{CAUSE}:{name}": step for name, step in speaking.items()},
    }


@transaction.atomic
def show(viewer: Person, pair: UUID | None, part: str, values: Mapping[str, Value], now: datetime) -> bool:
    """Show exactly these answers of one part in this pair, and take back any others of it.

    Returns whether that very pair is open; where it is not, nothing changes. What is taken back is erased: it was a
    copy, and its author's own answers stay with them.
    """
    # linking holds both people, so nobody new can come in between the look at the link and the writing
    hold_person(viewer.pk)
    if pair is None or bond_of(viewer).pair != pair:
        return False
    day = Pair.objects.get(pk=pair).made_at.date()
    wanted = {_subject(pair, f"{part}/{question}"): (question, value) for question, value in values.items()}
    standing: dict[str, Value] = {}
    for _question, value, row in _kept(viewer, part):
        if row.subject not in wanted:  # or under another: the house has had a new secret since
            sharing.erase(viewer, row.id, now)
        elif row.audience is Audience.BOTH:
            standing[row.subject] = value
    for subject, (question, value) in wanted.items():
        if standing.get(subject) != value:
            body = {"question": f"{part}/{question}", "value": list(value) if isinstance(value, tuple) else value}
            sharing.write(viewer, SHOWN, subject, day, body, audience=Audience.BOTH, now=now)
    return True


@transaction.atomic
def take_back(viewer: Person, part: str, now: datetime, said: Mapping[str, Value] | None = None) -> None:
    """Take back what is shown of one part, or only what says the same as `said`.

    It needs no open link: what sleeps during a pause is taken back too, so that nothing comes back with the link.
    """
    for question, value, row in list(_kept(viewer, part)):
        if said is None or said.get(question) == value:
            sharing.erase(viewer, row.id, now)


def _subject(pair: UUID, name: str) -> str:
    """The same for both of a pair, and nothing to somebody who has the table alone."""
    return salted_hmac(SHOWN, f"{pair}:{name}", algorithm="sha256").hexdigest()


def _kept(viewer: Person, part: str) -> Iterator[tuple[str, Value, Opened]]:
    for row in queries.mine(viewer, SHOWN):
        name, value = _told(row)
        if name.startswith(f"{part}/"):
            yield name.partition("/")[2], value, row


def _told(row: Opened) -> tuple[str, Value]:
    value = row.value["value"]
    return row.value["question"], tuple(value) if isinstance(value, list) else value
