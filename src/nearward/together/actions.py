"""Answering the question of the day, and thanking."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from nearward.people.models import Person
from nearward.people.queries import bond_of
from nearward.sharing import actions as sharing
from nearward.sharing import queries
from nearward.sharing.rules import Audience
from nearward.together.queries import ANSWER, SWAP, THANKS, own_words, swaps_of, todays_questions
from nearward.together.rules import swaps_left


def answer_question(
    viewer: Person, day: date, question: str, text: str, *, audience: Audience, now: datetime
) -> Audience:
    """Keep an answer to a question of a day; return whom it is really for, which without a link is its author."""
    return sharing.write(viewer, ANSWER, question, day, {"text": text}, audience=audience, now=now)


@transaction.atomic
def swap_question(viewer: Person, day: date, now: datetime) -> bool:
    """Ask for another question; return whether there was another. Nobody else learns of it."""
    answered = frozenset(opened.subject for opened in queries.mine(viewer, ANSWER, since=day, until=day))
    swapped = swaps_of(viewer, day)
    if not swaps_left(todays_questions(viewer, bond_of(viewer), day), swapped, answered):
        return False
    sharing.write(viewer, SWAP, "question", day, {"n": swapped + 1}, audience=Audience.ME, now=now)
    return True


@transaction.atomic
def erase_answer(viewer: Person, answer: uuid.UUID, now: datetime) -> date:
    """Erase one of the viewer's own answers, or raise `NotThere`; return the day it was about."""
    opened = own_words(viewer, answer, ANSWER)
    sharing.erase(viewer, answer, now)
    return opened.day


def thank(viewer: Person, day: date, entry: uuid.UUID, text: str, *, audience: Audience, now: datetime) -> Audience:
    """Keep a thank-you. `entry` is the form's own id, so that a form sent twice is kept once."""
    return sharing.write(viewer, THANKS, entry.hex, day, {"text": text}, audience=audience, now=now)


@transaction.atomic
def change_thanks(viewer: Person, thanks: uuid.UUID, text: str, *, audience: Audience, now: datetime) -> Audience:
    """Change the words of one of the viewer's own thanks, and for whom they are, or raise `NotThere`."""
    opened = own_words(viewer, thanks, THANKS)
    return sharing.write(viewer, THANKS, opened.subject, opened.day, {"text": text}, audience=audience, now=now)


@transaction.atomic
def erase_thanks(viewer: Person, thanks: uuid.UUID, now: datetime) -> None:
    """Erase one of the viewer's own thanks, or raise `NotThere`."""
    own_words(viewer, thanks, THANKS)
    sharing.erase(viewer, thanks, now)
