"""What somebody says to an offer. All of it is theirs alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nearward.people.actions import note
from nearward.people.models import Person
from nearward.practice.hours import Hours
from nearward.practice.ladder import MOST_AT_ONCE
from nearward.practice.models import Feed
from nearward.practice.moments import Said, Wish
from nearward.practice.plan import BOOSTER, plan_of, standing_in_plan
from nearward.practice.queries import ANSWER, CHOICE, FOCUS, KEPT, LOT, WISH, own_answer, own_held, tried_by
from nearward.practice.times import CALENDAR, HOURS, TIME, own_planned
from nearward.practice.working import LOTS, in_the_lot, wants_lots
from nearward.sharing import actions as sharing
from nearward.sharing.queries import mine
from nearward.sharing.rules import Audience
from nearward_detect.trials import Chance, draw

ONE = "1"


@transaction.atomic
def answer_offer(
    viewer: Person, practice: str, said: Said, today: date, now: datetime, *, liked: int | None = None
) -> None:
    """Keep what was said to a practice today, in place of what was said to it earlier today.

    Asking for another, or never again, takes it out of the plan too.
    """
    earlier = mine(viewer, ANSWER, since=today, until=today)
    # subjects stand in the clear, so they say nothing
    subject = next((one.subject for one in earlier if one.value["practice"] == practice), uuid.uuid4().hex)
    value: dict[str, str | int] = {"practice": practice, "said": said.value}
    if said is Said.DONE and liked is not None:
        value |= {"liked": liked}
    _keep(viewer, ANSWER, subject, today, value, now)
    if said in {Said.ANOTHER, Said.NEVER}:
        for one in standing_in_plan(viewer):
            if one.practice.id == practice:
                put_by(viewer, one.id, today, now)


def did(viewer: Person, practice: str, today: date, now: datetime, *, liked: int | None = None) -> None:
    """Keep that a practice was done today, and how it was."""
    answer_offer(viewer, practice, Said.DONE, today, now, liked=liked)


@transaction.atomic
def take_up(viewer: Person, practice: str, today: date, now: datetime) -> bool:
    """Put a practice into the viewer's plan; return False where two stand there already.

    Only what the viewer sees standing there counts: what is held back in silence takes nobody's place. So more than
    two may stand there once that comes back.
    """
    seen = plan_of(viewer, today).taken
    if any(one.practice.id == practice for one in standing_in_plan(viewer)):
        return True
    if len(seen) >= MOST_AT_ONCE:
        return False
    _reopen(viewer, today, now, practice)
    _keep(viewer, KEPT, uuid.uuid4().hex, today, {"practice": practice, "until": None}, now)
    return True


@transaction.atomic
def put_by(viewer: Person, kept: uuid.UUID, today: date, now: datetime) -> None:
    """Take a practice out of the plan, without a word against it; raise `NotThere` for anybody else's."""
    opened = own_held(viewer, kept)
    if opened.value["until"] is None:
        _keep(viewer, KEPT, opened.subject, opened.day, opened.value | {"until": today.isoformat()}, now)


@transaction.atomic
def put_booster_by(viewer: Person, today: date, now: datetime) -> None:
    """Say that the look after some months was taken, or is not wanted."""
    _keep(viewer, BOOSTER, ONE, today, True, now)  # noqa: FBT003


@transaction.atomic
def take_back(viewer: Person, answer: uuid.UUID, now: datetime) -> None:
    """Erase an answer to an offer; raise `NotThere` for anything else."""
    sharing.erase(viewer, own_answer(viewer, answer), now)


@transaction.atomic
def choose(viewer: Person, practice: str, today: date, now: datetime) -> None:
    """Choose a practice oneself; what was said earlier today against it no longer counts."""
    _reopen(viewer, today, now, practice)
    _keep(viewer, CHOICE, ONE, today, practice, now)


@transaction.atomic
def look_into(viewer: Person, signs: Iterable[str], causes: Iterable[str], today: date, now: datetime) -> None:
    """Look into these signs and causes from now on, in place of any before."""
    _reopen(viewer, today, now)
    _keep(viewer, FOCUS, ONE, today, {"signs": list(signs), "causes": list(causes)}, now)


@transaction.atomic
def put_away_focus(viewer: Person, today: date, now: datetime) -> None:
    """Look into nothing any more."""
    _keep(viewer, FOCUS, ONE, today, {"signs": [], "causes": []}, now)


@transaction.atomic
def wish_for(viewer: Person, wish: Wish, today: date, now: datetime) -> None:
    """Choose what to be offered."""
    _keep(viewer, WISH, ONE, today, wish.value, now)


# the lot


@transaction.atomic
def let_the_lot_choose(viewer: Person, now: datetime, *, wanted: bool) -> None:
    """Switch the lot on or off."""
    before = mine(viewer, LOTS)
    _keep(viewer, LOTS, ONE, before[-1].day if before else now.date(), wanted, now)


@transaction.atomic
def draw_lot(viewer: Person, today: date, now: datetime, rng: Chance) -> str | None:
    """Let the lot choose one thing for today, once, and keep what could have been drawn with how likely each was.

    Return None where the viewer has not switched it on, or nothing can be drawn.
    """
    drawn = mine(viewer, LOT, since=today, until=today)
    if drawn:
        return str(drawn[0].value["choice"])
    eligible = [practice.id for practice in in_the_lot(viewer, today)]
    if not eligible or not wants_lots(viewer):
        return None
    found = draw(eligible, rng)
    _keep(viewer, LOT, ONE, today, {"choice": found.choice, "chances": [list(each) for each in found.chances]}, now)
    return found.choice


# a good time


@transaction.atomic
def keep_hours(viewer: Person, hours: Hours, audience: Audience, today: date, now: datetime) -> Audience:
    """Keep the viewer's usual week in place of the one before; return who really sees it."""
    before = mine(viewer, HOURS)
    day = before[-1].day if before else today  # one item only, so that nothing shown earlier stays behind it
    return sharing.write(viewer, HOURS, ONE, day, hours.to_json(), audience=audience, now=now)


@transaction.atomic
def set_aside(viewer: Person, practice: str, at: datetime, now: datetime, *, weekly: bool) -> None:
    """Set a time aside; `at` knows the zone in which it was chosen."""
    value = {
        "practice": practice,
        "at": at.replace(tzinfo=None).isoformat(),
        "zone": str(at.tzinfo),
        "weekly": weekly,
        "made": now.isoformat(),
    }
    _keep(viewer, TIME, uuid.uuid4().hex, at.date(), value, now)


@transaction.atomic
def forget_time(viewer: Person, one: uuid.UUID, now: datetime) -> None:
    """Erase a time that was set aside; raise `NotThere` for anything else."""
    sharing.erase(viewer, own_planned(viewer, one).id, now)


@transaction.atomic
def call_times(viewer: Person, words: str, now: datetime) -> None:
    """Choose what entries of the calendar are called; without words they say what they say for everybody."""
    before = mine(viewer, CALENDAR)
    _keep(viewer, CALENDAR, ONE, before[-1].day if before else now.date(), words, now)


@transaction.atomic
def make_feed(viewer: Person, now: datetime) -> None:
    """Make a new address for the viewer's calendar; the one before ends at once."""
    kept = Feed.objects.select_for_update().filter(person=viewer).first() or Feed(person=viewer)
    kept.renew(now)
    kept.save()
    note(viewer, "calendar-opened", now)


@transaction.atomic
def end_feed(viewer: Person, now: datetime) -> None:
    """End the address of the viewer's calendar."""
    if Feed.objects.filter(person=viewer).delete()[0]:
        note(viewer, "calendar-closed", now)


def end_feed_too(person: Person, now: datetime, **_signal: object) -> None:
    """End the address with the sessions: who fetches by it may be whom they shut out. Receives a signal of `people`."""
    end_feed(person, now)


def _reopen(viewer: Person, today: date, now: datetime, practice: str = "") -> None:
    """Take back today's "not now", and what was said today to one practice."""
    for one in tried_by(viewer):
        if one.day == today and (one.said is Said.NOT_NOW or one.practice.id == practice):
            sharing.erase(viewer, one.id, now)


def _keep(viewer: Person, kind: str, subject: str, day: date, value: Any, now: datetime) -> None:
    sharing.write(viewer, kind, subject, day, value, audience=Audience.ME, now=now)
