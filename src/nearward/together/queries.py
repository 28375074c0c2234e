"""The question of the day, and thanks, from the viewer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import get_language

from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.people.queries import Bond, bond_of, pairs_of
from nearward.sharing import queries as sharing
from nearward.sharing.queries import NotThere, Opened
from nearward.sharing.rules import Audience
from nearward.together.rules import present_question, questions_on, swaps_left, words_of
from nearward_library import library as library_in
from nearward_library.schema import Question

ANSWER, SWAP, THANKS = "together.answer", "together.swap", "together.thanks"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the viewer's own, and for whom they are."""

    id: uuid.UUID
    day: date
    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Thanks:
    """A thank-you that the viewer wrote, or was given; of one given, nothing more is known than its words and day."""

    id: uuid.UUID
    day: date
    text: str
    mine: bool
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """The question of one day as the viewer finds it. `theirs` is there only when the viewer may see it."""

    day: date
    id: str
    ask: str
    for_two: bool
    mine: Said | None
    theirs: str | None
    swaps_left: int
    thanks: tuple[Thanks, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A question answered earlier: the viewer's words, and the partner's as far as the viewer may see them."""

    ask: str
    mine: Said
    theirs: str | None


def question_of(viewer: Person, day: date) -> DayQuestion:
    """Return the question of a day: the same for both of a pair; alone, one of the viewer's own."""
    bond = bond_of(viewer)
    todays = todays_questions(viewer, bond, day)
    mine = {opened.subject: _said(opened) for opened in sharing.mine(viewer, ANSWER, since=day, until=day)}
    swapped = swaps_of(viewer, day)
    question = present_question(todays, swapped, frozenset(mine))
    if bond.pair is None and question.id not in mine:
        question = _answered_while_linked(mine) or question
    theirs = sharing.theirs(viewer, ANSWER, since=day, until=day, subjects=[question.id])
    return DayQuestion(
        day=day,
        id=question.id,
        ask=words_of(question, for_two=bond.pair is not None),
        for_two=bond.pair is not None,
        mine=mine.get(question.id),
        theirs=theirs[0].value["text"] if theirs else None,
        swaps_left=0 if question.id in mine else swaps_left(todays, swapped, frozenset(mine)),
        thanks=tuple(_thanks(each) for each in sharing.theirs(viewer, THANKS, since=day, until=day)),
    )


def _answered_while_linked(mine: Mapping[str, Said]) -> Question | None:
    """Return a question that the viewer answered this day before a pause or a parting: it stays theirs to read."""
    return next((library().questions[each] for each in sorted(mine) if each in library().questions), None)


def todays_questions(viewer: Person, bond: Bond, day: date) -> tuple[Question, ...]:
    """Return the question of a day and those it may be swapped for."""
    return _todays(bond.pair or viewer.pk, day, get_language() or "en")


@lru_cache(maxsize=256)
def _todays(whose: uuid.UUID, day: date, language: str) -> tuple[Question, ...]:
    """Kept for a while, since putting hundreds of questions in order costs more than all else on the page."""
    return questions_on(library_in(language=language).questions.values(), whose, day)


def answerable(viewer: Person, day: date) -> frozenset[str]:
    """Return the questions of a day that the viewer may answer: those asked, their swaps, and those answered already.

    A draft may be older than a link, a pause or a parting, so the questions of every pair of the viewer's count.
    """
    known = library().questions
    asked = (questions_on(known.values(), whose, day) for whose in (viewer.pk, *pairs_of(viewer)))
    answered = (opened.subject for opened in sharing.mine(viewer, ANSWER, since=day, until=day))
    return frozenset(question.id for todays in asked for question in todays) | known.keys() & set(answered)


def swaps_of(viewer: Person, day: date) -> int:
    """Return how often the viewer asked for another question on a day; nobody else can know."""
    found = sharing.mine(viewer, SWAP, since=day, until=day)
    return int(found[0].value["n"]) if found else 0


def answers_between(viewer: Person, since: date, until: date) -> tuple[Past, ...]:
    """Return the questions that the viewer answered, newest first."""
    theirs = {
        (opened.day, opened.subject): opened.value["text"]
        for opened in sharing.theirs(viewer, ANSWER, since=since, until=until)
    }
    own = sharing.mine(viewer, ANSWER, since=since, until=until)
    for_two = bond_of(viewer).pair is not None
    found = library().questions
    return tuple(
        Past(words_of(found[each.subject], for_two=for_two), _said(each), theirs.get((each.day, each.subject)))
        for each in reversed(own)
        if each.subject in found
    )


def thanks_between(viewer: Person, since: date, until: date) -> tuple[Thanks, ...]:
    """Return thanks that the viewer wrote or was given, the newest day first."""
    found: Iterable[Opened] = (
        *sharing.theirs(viewer, THANKS, since=since, until=until),
        *sharing.mine(viewer, THANKS, since=since, until=until),
    )
    return tuple(sorted(map(_thanks, found), key=lambda each: (each.day, not each.mine, each.id), reverse=True))


def is_there_before(viewer: Person, kind: str, day: date) -> bool:
    """Whether anything of one kind, the viewer's own or shown to them, is older than a day."""
    before = day - timedelta(days=1)
    return bool(sharing.mine(viewer, kind, until=before)) or bool(sharing.theirs(viewer, kind, until=before))


def own_words(viewer: Person, item: uuid.UUID, kind: str) -> Opened:
    """Return one of the viewer's own answers or thanks, or raise `NotThere`."""
    opened = sharing.own_item(viewer, item)
    if opened.kind != kind:
        raise NotThere
    return opened


def own_thanks(viewer: Person, item: uuid.UUID) -> Thanks:
    """Return one thank-you of the viewer's own, or raise `NotThere`."""
    return _thanks(own_words(viewer, item, THANKS))


def _said(opened: Opened) -> Said:
    return Said(opened.id, opened.day, opened.value["text"], opened.audience or Audience.ME)


def _thanks(opened: Opened) -> Thanks:
    return Thanks(opened.id, opened.day, opened.value["text"], opened.mine, opened.audience)
