"""Answering the map. All of it is the author's alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nearward.explore import showing
from nearward.explore.asking import Question, is_answer, next_question
from nearward.explore.queries import MAP, Map, draft_of, last_map, maps_of, own_map
from nearward.explore.rules import Replies, Reply
from nearward.people.models import Person
from nearward.sharing import actions as sharing
from nearward.sharing.rules import Audience
from nearward_library import library

ONE = "1"


@transaction.atomic
def begin_map(viewer: Person, today: date, now: datetime) -> None:
    """Begin a map, unless one is begun already."""
    earlier = maps_of(viewer)
    if all(one.finished for one in earlier):
        number = max((one.number for one in earlier), default=0) + 1
        _keep(viewer, _Place(uuid.uuid4().hex, number, today), {}, None, now)


@transaction.atomic
def answer(viewer: Person, name: str, reply: Reply, today: date, now: datetime) -> bool:
    """Keep an answer to the question that is asked now; return whether the map is done with it.

    An answer to any other question, as an old page or a second press sends it, changes nothing.
    """
    draft = draft_of(viewer)
    question = next_question(library(), draft.replies) if draft else None
    if draft is None or question is None or question.id != name or not is_answer(question, reply):
        return False
    replies = {**draft.replies, name: reply}
    done = next_question(library(), replies) is None
    _keep(viewer, _place(draft), replies, today if done else None, now)
    return done


@transaction.atomic
def answer_all(viewer: Person, said: Callable[[Question], Reply], today: date, now: datetime) -> None:
    """Go through a whole map with somebody's way of answering, and keep it once it is done; for made-up lives."""
    begin_map(viewer, today, now)
    draft = draft_of(viewer)
    replies = dict(draft.replies) if draft else {}
    while question := next_question(library(), replies):
        replies[question.id] = said(question)
    if draft:
        _keep(viewer, _place(draft), replies, today, now)


@transaction.atomic
def step_back(viewer: Person, now: datetime) -> None:
    """Take the last answer back, so that its question is asked again."""
    draft = draft_of(viewer)
    if draft and draft.replies:
        replies = dict(list(draft.replies.items())[:-1])
        _keep(viewer, _place(draft), replies, None, now)


@transaction.atomic
def finish_map(viewer: Person, today: date, now: datetime) -> None:
    """Finish a map to which nothing is left to ask, as a new edition of the library may leave one."""
    draft = draft_of(viewer)
    if draft and next_question(library(), draft.replies) is None:
        _keep(viewer, _place(draft), draft.replies, today, now)


@transaction.atomic
def put_away_draft(viewer: Person, now: datetime) -> None:
    """Erase what was begun and not finished."""
    draft = draft_of(viewer)
    if draft:
        sharing.erase(viewer, draft.id, now)


@transaction.atomic
def erase_map(viewer: Person, map_id: uuid.UUID, now: datetime) -> Map:
    """Erase one of the viewer's own maps and what is shown of it, or raise `NotThere`.

    Whatever is shown goes with the newest map; with an earlier one goes what it says and the newest does not.
    """
    found, last = own_map(viewer, map_id), last_map(viewer)
    sharing.erase(viewer, map_id, now)
    if last is None or last.id == found.id:
        showing.take_back(viewer, showing.MAP, now)
    else:
        newest = showing.showable(last)
        gone = {name: value for name, value in showing.showable(found).items() if newest.get(name) != value}
        showing.take_back(viewer, showing.MAP, now, gone)
    return found


def keep_answers(
    viewer: Person, kind: str, answers: Mapping[str, int | tuple[int, ...]], today: date, now: datetime
) -> None:
    """Keep what somebody says about the circle or their needs, for themself; what they show already stays as it is."""
    value = {name: list(said) if isinstance(said, tuple) else said for name, said in answers.items()}
    sharing.write(viewer, kind, ONE, today, value, audience=Audience.ME, now=now)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a map is kept: its subject, the how manieth it is, and the day on which it was begun."""

    subject: str
    number: int
    begun: date


def _place(one: Map) -> _Place:
    return _Place(one.subject, one.number, one.begun)


def _keep(viewer: Person, place: _Place, replies: Replies, finished: date | None, now: datetime) -> None:
    # which questions were asked tells what was answered, so all of them are sealed in one; the subject says nothing
    done = finished.isoformat() if finished else None
    value = {"number": place.number, "replies": list(replies.items()), "finished": done}
    sharing.write(viewer, MAP, place.subject, place.begun, value, audience=Audience.ME, now=now)
