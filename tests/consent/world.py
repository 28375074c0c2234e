"""The house as the consent machine drives it: through the actions, in this process."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from typing import ClassVar
from uuid import UUID

from django.apps import apps
from django.core.cache import cache as django_cache
from django.db import connection, transaction
from tests.conftest import NOON
from tests.consent.oracle import Key, Refused

from nearward.checkins import queries as checkins
from nearward.kit.composed import Composed
from nearward.noticing import queries as noticing
from nearward.noticing.actions import refresh_notices
from nearward.noticing.rules import Span
from nearward.people import actions as people
from nearward.people import queries
from nearward.people.models import Invitation, Person
from nearward.people.queries import ledger_of, meeting_of, today_of
from nearward.sharing import actions as sharing
from nearward.sharing import queries as shared
from nearward.sharing.models import Item
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience
from nearward.together import queries as together

KINDS = ("checkins.answer", "together.answer")
START = NOON
FIRST_DAY = START.date()
BY_ROW = {"people.personkey", "people.membership", "people.invitation", "sharing.item"}
"""Tables from which only those go who are quite hidden; in every other one that names a person, all but the viewer."""


def day_of(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def value_for(kind: str, value: int) -> object:
    """Return a value as the rooms keep it."""
    return {"v": value} if kind == "checkins.answer" else {"text": f"words {value}"}


def value_from(kept: dict) -> int:
    return kept["v"] if "v" in kept else int(kept["text"].removeprefix("words ").rstrip("."))


@contextmanager
def supposing():
    """Do something, look at what comes of it, and let it not have happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


_named = Composed(lambda name: Person.objects.filter(username=name))
_but = Composed(lambda viewer: Person.objects.exclude(pk=viewer))
_met_without = Composed(lambda who: Invitation.objects.exclude(inviter=who).exclude(taker=who).values_list("pk"))
_log_of = Composed(lambda who: ledger_of(who).values_list("at", "act", "item"))
_written_without = Composed(
    lambda viewer: Item.objects.exclude(author=viewer).values_list("pk", "author", "kind", "subject", "day")
)
_item_of = Composed(
    lambda author, kind, subject, day: Item.objects.filter(
        author__username=author, kind=kind, subject=subject, day=day
    ).values_list("pk")
)


class Looking:
    """What a process of the house shows, and whom it knows: each is read once, and kept until it starts anew."""

    def __init__(self) -> None:
        self.now = START
        self.known: dict[str, Person] = {}

    def person(self, who: str) -> Person:
        if who not in self.known:
            (self.known[who],) = _named(who)
        return self.known[who]

    def told(self, who: str) -> str:
        return queries.bond_of(self.person(who)).link.value

    def meets(self, who: str) -> bool:
        return meeting_of(self.person(who), self.now) is not None

    def log(self, who: str) -> list[str]:
        return [act for _at, act, _item in _log_of(self.person(who).pk)]

    def seen(self, who: str) -> dict[tuple, int]:
        """What of others is shown, in the order in which it is shown."""
        viewer = self.person(who)
        return {
            (each.kind, each.subject, (each.day - FIRST_DAY).days): value_from(each.value)
            for kind in KINDS
            for each in shared.theirs(viewer, kind)
        }


class World(Looking):
    """Ana, Ben and Cleo in a house; each example is a transaction that is taken back.

    With `waiting`, they have joined before the first example, in a transaction around them all; whoever joins for the
    first time is there already then, as new as ever, since every example is taken back to that moment.
    """

    waiting: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.still_waiting = set(self.waiting)
        self._whole = transaction.atomic()
        self._whole.__enter__()

    def close(self) -> None:
        transaction.set_rollback(True)
        self._whole.__exit__(None, None, None)

    def restart(self) -> None:
        """Forget whatever a process keeps."""
        self.known.clear()
        forget()

    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def join(self, who: str) -> None:
        if who in self.still_waiting:
            self.still_waiting.remove(who)
        else:
            self.make(who)

    @staticmethod
    def make(who: str) -> None:
        joined = people.join(who, password=None, called=who.title(), time_zone="UTC")
        joined.date_joined = START
        joined.save(update_fields=["date_joined"])

    def offered(self, who: str, question: tuple[str, str], day: int, audience: str) -> tuple[str, str, int, str]:
        """Return what of this somebody can do here: by the actions, all."""
        return *question, day, audience

    def write(self, who: str, kind: str, subject: str, day: int, value: int, audience: str) -> None:
        kept = value_for(kind, value)
        sharing.write(self.person(who), kind, subject, day_of(day), kept, audience=Audience(audience), now=self.now)

    def choose(self, who: str, key: Key, audience: str) -> None:
        self._on_item(sharing.set_audience, who, key, Audience(audience), self.now)

    def erase(self, who: str, key: Key) -> None:
        self._on_item(sharing.erase, who, key, self.now)

    def read(self, who: str, key: Key) -> None:
        self._on_item(shared.own_item, who, key)

    def _on_item(self, act, who: str, key: Key, *rest: object) -> None:
        author, kind, subject, day = key
        ((item,),) = _item_of(author, kind, subject, day_of(day))
        try:
            act(self.person(who), item, *rest)
        except NotThere:
            raise Refused from None

    def invite(self, who: str) -> str:
        return self._pairing(people.invite, self.person(who), self.now)

    def type_code(self, who: str, code: str) -> None:
        self._pairing(people.take_code, self.person(who), code, self.now)

    def agree(self, who: str) -> None:
        self._pairing(people.agree_to_meet, self.person(who), self.now)

    @staticmethod
    def _pairing(act, *rest: object):
        try:
            return act(*rest)
        except (people.CannotPair, people.AlreadyLinked):
            raise Refused from None

    def decline(self, who: str) -> None:
        people.decline_to_meet(self.person(who))

    def pause(self, who: str) -> None:
        people.pause_pair(self.person(who), self.now)

    def resume(self, who: str) -> None:
        people.resume_pair(self.person(who), self.now)

    def part(self, who: str) -> None:
        people.leave_pair(self.person(who), self.now)

    def delete(self, who: str) -> None:
        people.delete_account(self.person(who), self.now)
        self.known.pop(who, None)

    # what somebody is shown

    def copy(self, who: str) -> tuple[dict[tuple, tuple[int, str]], list[str]]:
        """What somebody's export holds: everything they wrote, and their log."""
        taken = shared.copy_for(self.person(who)).as_json()
        written = {
            (each["kind"], each["subject"], (date.fromisoformat(each["day"]) - FIRST_DAY).days): (
                value_from(each["value"]),
                each["audience"],
            )
            for each in taken["written"]
        }
        return written, [line["act"] for line in taken["log"]]

    def everything(self, who: str) -> dict[str, str]:
        """Whatever the pages of somebody are made of, in words that can be compared."""
        (viewer,) = _named(who)
        today = today_of(viewer, self.now)
        refresh_notices(viewer, today)
        since = today - timedelta(days=40)
        told = {
            "bond": queries.bond_of(viewer),
            "past": (queries.was_linked(viewer), sorted(queries.pairs_of(viewer))),
            "pairing": (queries.invitation_of(viewer, self.now), meeting_of(viewer, self.now)),
            "log": _log_of(viewer.pk),
            "question": together.question_of(viewer, today),
            "answers": together.answers_between(viewer, since, today),
            "older": together.is_there_before(viewer, "together.answer", today),
            "first day": shared.earliest_day(viewer),
            "minute": checkins.questions_on(viewer, today),
            "picture": noticing.picture_of(viewer, noticing.seen_by(viewer, today), today, Span.SIX_WEEKS),
            "copy": shared.copy_for(viewer).as_json(),
        }
        return {name: repr(value) for name, value in told.items()}

    def without_the_hidden(self, who: str, seen: set[Key], told_of: set[str], named: set[str]):
        """Suppose that all that somebody may not see had never been.

        `seen` names what of others they see, `told_of` whom of the others they know to be there, and `named` whose
        chosen name stands on a page of theirs.
        """
        return erased(*_named(who), seen, told_of, named)


@contextmanager
def erased(viewer: Person, seen: set[Key], told_of: set[str], named: set[str]):
    with supposing():
        there = _but(viewer.pk)
        others = [each for each in there if each.username in told_of]
        gone = [each.pk for each in there if each.username not in told_of]
        for table, column, by_row in tables_of_people():
            _delete(table, column, gone if by_row else [each.pk for each in there])
        _delete("people_person", "id", gone)
        _delete("people_invitation", "id", [pk for (pk,) in _met_without(viewer.pk)])
        names = {each.pk: each.username for each in others}
        written = _written_without(viewer.pk)
        hidden = [pk for pk, by, *what, day in written if (names[by], *what, (day - FIRST_DAY).days) not in seen]
        _delete("sharing_item", "id", hidden)
        for other in others:
            other.keep_words({"called": other.words.get("called", "") if other.username in named else ""})
            other.time_zone, other.day_starts, other.language, other.theme = "Asia/Tokyo", 0, "de", "dark"
            other.save()
        yield


@cache
def tables_of_people() -> list[tuple[str, str, bool]]:
    """Every table of the house that names a person, also those that other rooms add later, and whether by row."""
    return [
        (model._meta.db_table, field.column, model._meta.label_lower in BY_ROW)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is Person
    ]


def _delete(table: str, column: str, keys: list[UUID]) -> None:
    """Delete rows as the database does it; whatever may point to them is taken back before anybody asks."""
    if keys:
        known = keys if connection.features.has_native_uuid_field else [key.hex for key in keys]
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({', '.join(['%s'] * len(keys))})", known)


def forget() -> None:
    """Empty the caches of this process, as a restart does; the library, read from files, may stay."""
    django_cache.clear()
    for kept in _caches_of(len(sys.modules)):
        kept.cache_clear()


@cache
def _caches_of(_loaded: int) -> list:
    """What our modules keep at hand; looked for once, until another module is loaded."""
    modules = [name for name in sys.modules if name.startswith("nearward.") and name != "nearward.kit.clock"]
    named = [kept for name in modules for kept in vars(sys.modules[name]).values() if hasattr(kept, "cache_clear")]
    return [kept for kept in named if getattr(kept, "__module__", "").startswith("nearward.")]
