"""People who live in a house of their own, made and looked at by processes of their own.

`python -m tests.living fill 12` makes them in the data folder of the environment, `tell` says as JSON what is there and
what each of them can read; the other words change one thing. The names are the cast's, and then numbers.
"""
# ruff: noqa: PLC0415, T201  (its models need Django's setup, and what it says is read by the tests)

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.settings")
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)
KINDS = ("checkins.answer", "together.answer", "together.thanks", "practice.done")
CAST = ("ana", "ben", "cleo", "dan")


def main(word: str, *rest: str) -> None:
    django.setup()
    said = {
        "fill": fill,
        "tell": tell,
        "delete": delete,
        "erase": erase,
        "part": part,
        "join": join,
        "resume": resume,
        "link": link,
        "own": own,
    }[word](*rest)
    print(json.dumps(said))


def fill(many: str) -> int:
    """Make people who wrote something of every kind; the first two are a pair and show each other all."""
    from nearward.people import actions
    from nearward.sharing.actions import keep_ours, write
    from nearward.sharing.rules import Audience

    names = [*CAST, *(f"person{number}" for number in range(len(CAST), int(many)))][: int(many)]
    people = [actions.join(name, password=None, called=name.capitalize(), time_zone="UTC") for name in names]
    _link(people[0], people[1])
    for who in people:
        for number, kind in enumerate(KINDS):
            value = {"words": f"{who.username} wrote {kind}", "number": number}
            write(who, kind, f"subject{number}", DAY - timedelta(days=number), value, audience=Audience.US, now=NOW)
    keep_ours(people[0], "test.ours", "canary", {"words": "what ana and ben own"}, NOW)
    return len(people)


def tell() -> dict[str, Any]:
    """Say what each person reads of their own and of their partner's, and how many keys and marks there are."""
    from nearward.people.models import Gone, Person, PersonKey, ring
    from nearward.people.queries import bond_of
    from nearward.sharing import queries

    people = {}
    for who in Person.objects.order_by("username"):
        shown = [opened.value["words"] for kind in KINDS for opened in queries.theirs(who, kind)]
        own = sorted(opened.value["words"] for opened in queries.everything_of(who))
        people[who.username] = {
            "called": who.called,
            "own": own,
            "shown": sorted(shown),
            "link": bond_of(who).link.value,
            "ours": [value["words"] for value in queries.ours(who).values()],
        }
    numbers = sorted({int.from_bytes(bytes(key.wrapped)[1:5]) for key in PersonKey.objects.all()})
    return {"people": people, "gone": Gone.objects.count(), "wrapped_by": numbers, "ring": sorted(ring().keys)}


def delete(name: str) -> str:
    from nearward.people import actions

    actions.delete_account(_named(name), NOW)
    return name


def erase(name: str, kind: str) -> str:
    from nearward.sharing import actions, queries

    who = _named(name)
    actions.erase(who, queries.mine(who, kind)[0].id, NOW)
    return kind


def join(name: str) -> str:
    from nearward.people import actions

    actions.join(name, password=None, called=name.capitalize())
    return name


def part(name: str) -> str:
    from nearward.people import actions

    actions.leave_pair(_named(name), NOW)
    return name


def link(one: str, other: str) -> str:
    _link(_named(one), _named(other))
    return one


def own(name: str) -> list[str]:
    """Let somebody keep something that belongs to them and their partner; say what their partner reads."""
    from nearward.people.models import Person
    from nearward.people.queries import bond_of
    from nearward.sharing import actions, queries

    who = _named(name)
    actions.keep_ours(who, "test.own", "1", "a word of two", NOW)
    return list(queries.ours(Person.objects.get(pk=bond_of(who).partner), "test.own").values())


def resume(name: str) -> str:
    from nearward.people import actions

    actions.resume_pair(_named(name), NOW)
    return name


def _named(name: str) -> Any:
    from nearward.people.models import Person

    return Person.objects.get(username=name)


def _link(one: Any, other: Any) -> None:
    from nearward.people import actions

    actions.take_code(other, actions.invite(one, NOW), NOW)
    actions.agree_to_meet(one, NOW)
    actions.agree_to_meet(other, NOW)


if __name__ == "__main__":
    main(*sys.argv[1:])
