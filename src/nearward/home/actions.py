"""Filling the demo space. Nothing here runs unless the house was started as a demo."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.explore import actions as explore
from nearward.explore.rules import SEEN, UNSURE, Kind
from nearward.home.rules import ANSWERS, CHANGED_IN_WEEK, MAPS, MONTHS, PRACTISED, THANKS, MadeDay, Said, made_weeks
from nearward.month.actions import keep_month
from nearward.month.queries import last_months
from nearward.noticing.actions import refresh_notices
from nearward.people import actions as people
from nearward.people.models import Person
from nearward.people.queries import today_of
from nearward.practice import actions as practice
from nearward.sharing.rules import Audience
from nearward.together import actions as together
from nearward.together.queries import question_of

ZONE = "Europe/London"
FRESH = timedelta(days=7)
DEMO = {"ana": "demo-ana", "ben": "demo-ben"}


class NotADemo(Exception):
    """The house holds real lives, so nothing may be made up in it."""


@transaction.atomic
def fill_demo(now: datetime, rng: random.Random) -> None:
    """Let Ana and Ben have lived twelve weeks up to yesterday; what is under a week old is kept as it is."""
    if not settings.NEARWARD_DEMO:
        raise NotADemo
    known = [person for who in DEMO if (person := demo_person(who))]
    if len(known) == len(DEMO) and all(now - person.date_joined < FRESH for person in known):
        return
    for person in known:
        people.delete_account(person, now)
    ana, ben = _linked("Ana", "Ben", now, days=90)
    yesterday = today_of(ana, now) - timedelta(days=1)
    anas, bens = made_weeks(yesterday, rng)
    _live(ana, anas, shown={"closeness": 7 * (CHANGED_IN_WEEK - 1), "warm-tone": 7 * (CHANGED_IN_WEEK - 1)})
    _live(ben, bens, shown={"closeness": len(bens), "own-load": len(bens)})
    _talk((ana, ben), yesterday, rng)
    _practise(ana, yesterday)
    for person, said in zip((ana, ben), MAPS, strict=True):
        _look(person, said, yesterday)
        refresh_notices(person, today_of(person, now))
    for person, months, audience in zip((ana, ben), MONTHS, (Audience.ME, Audience.US), strict=True):
        _look_back(person, months, yesterday, audience)


def demo_person(who: str) -> Person | None:
    """Return Ana's or Ben's made-up account; nobody can sign in to one with a password, so no real one is meant."""
    found = Person.objects.filter(username=DEMO.get(who, "")).first()
    return found if found is not None and not found.has_usable_password() else None


def _linked(one: str, other: str, now: datetime, days: int) -> tuple[Person, Person]:
    then = now - timedelta(days=days)
    first = people.join(DEMO[one.lower()], password=None, called=one, partner_called=other, time_zone=ZONE)
    second = people.join(DEMO[other.lower()], password=None, called=other, partner_called=one, time_zone=ZONE)
    people.take_code(second, people.invite(first, then), then)
    people.agree_to_meet(first, then)
    people.agree_to_meet(second, then)
    Person.objects.filter(pk__in=[first.pk, second.pk]).update(date_joined=now)
    return first, second


def _live(person: Person, days: Sequence[MadeDay], shown: dict[str, int]) -> None:
    """Keep made-up answers, each on its evening; `shown` says for how many days an item is for both to see."""
    for step, made in enumerate(days):
        entries = [
            Entry(item, Answer(value=value), Audience.US if step < shown.get(item, 0) else Audience.ME)
            for item, value in made.values.items()
        ]
        if entries:
            keep_answers(person, made.day, entries, now=_evening(made.day), close=True)


def _talk(two: tuple[Person, Person], last: date, rng: random.Random) -> None:
    """Let them answer a question now and then, and thank each other."""
    for ago, *texts in ANSWERS:
        day = last - timedelta(days=ago)
        for person, text in zip(two, texts, strict=True):
            question = question_of(person, day).id
            together.answer_question(person, day, question, text, audience=Audience.BOTH, now=_evening(day))
    for place, (ago, text) in enumerate(THANKS):
        day, entry = last - timedelta(days=ago), uuid.UUID(int=rng.getrandbits(128), version=4)
        together.thank(two[place % 2], day, entry, text, audience=Audience.US, now=_evening(day))


def _look(person: Person, said: Mapping[str, Said], day: date) -> None:
    """Let them make their map, each alone."""
    open_ones: dict[Kind, Said] = {Kind.PAUSE: SEEN, Kind.TICK: ()}
    explore.answer_all(person, lambda asked: said.get(asked.id, open_ones.get(asked.kind, UNSURE)), day, _evening(day))


def _practise(person: Person, last: date) -> None:
    """Let somebody have taken one thing up, and done it now and then."""
    name, begun, goes = PRACTISED
    practice.take_up(person, name, last - timedelta(days=begun), _evening(last - timedelta(days=begun)))
    for ago in goes:
        day = last - timedelta(days=ago)
        practice.did(person, name, day, _evening(day), liked=1)


def _look_back(person: Person, months: Mapping[str, tuple[int, ...]], last: date, audience: Audience) -> None:
    """Let somebody have looked back at their last months."""
    for item, values in months.items():
        for month, value in zip(last_months(last, len(values)), values, strict=True):
            keep_month(person, month, {item: value}, audience, _evening(month))


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(21, 0), ZoneInfo(ZONE))
