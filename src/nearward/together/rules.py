"""Pure decisions about the question of the day."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date

from nearward_library.schema import Question

SWAPS = 2
LONGEST = 4000
EASY = (1, 2)
"""Depths that may be asked unasked; what wants trust and time comes only to those who looked past two others."""


def questions_on(questions: Iterable[Question], whose: uuid.UUID, day: date) -> tuple[Question, ...]:
    """Return the question of a day and the two it may be swapped for.

    `whose` is the pair, so that both find the same ones, or a person alone. Each question comes once before any comes
    again, in an order that belongs to `whose`; the second lies half a round ahead, and the third is a deeper one.
    """
    known = list(questions)
    easy = _in_order([question for question in known if question.depth in EASY], whose)
    deep = _in_order([question for question in known if question.depth not in EASY], whose) or easy
    if not easy:
        return ()
    turn, half = day.toordinal(), len(easy) // 2
    found = (easy[turn % len(easy)], easy[(turn + half) % len(easy)], deep[turn % len(deep)])
    return tuple({question.id: question for question in found}.values())


def present_question(todays: tuple[Question, ...], swapped: int, answered: frozenset[str]) -> Question:
    """Return the one that is shown: the one answered already, otherwise as far as somebody has swapped."""
    return next(
        (question for question in todays if question.id in answered), todays[min(max(swapped, 0), len(todays) - 1)]
    )


def swaps_left(todays: tuple[Question, ...], swapped: int, answered: frozenset[str]) -> int:
    """Return how often another question may still be asked for; not at all once one is answered."""
    if any(question.id in answered for question in todays):
        return 0
    return max(0, min(SWAPS, len(todays) - 1) - swapped)


def words_of(question: Question, *, for_two: bool) -> str:
    """Return the question in words for two, or for one alone."""
    return question.ask if for_two or question.alone is None else question.alone


def _in_order(questions: list[Question], whose: uuid.UUID) -> list[Question]:
    begun = hashlib.sha256(f"{whose}:".encode())

    def place(question: Question) -> bytes:
        digest = begun.copy()
        digest.update(question.id.encode())
        return digest.digest()

    return sorted(questions, key=place)
