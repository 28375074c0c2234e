"""Walking through the map, as a person does it and by the shortest way."""

import uuid
from datetime import date

import pytest

from nearward.explore.actions import answer_all
from nearward.explore.queries import last_map
from nearward.explore.rules import SEEN, UNSURE, Kind
from nearward.kit import clock

DAY = date(2026, 3, 12)
NOWHERE = uuid.UUID("00000000-0000-4000-8000-000000000000")


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def reply_from(said, question):
    """What somebody replies who said this; not sure, or none, where they said nothing."""
    if question.kind is Kind.PAUSE:
        return SEEN
    return said.get(question.id, () if question.kind is Kind.TICK else UNSURE)


def fill(who, now, said=None, day=DAY):
    """Fill in a whole map, and return it."""
    answer_all(who, lambda question: reply_from(said or {}, question), day, now)
    return last_map(who)


def sent(question, reply):
    """A reply as a browser sends it."""
    data = {"question": question.id}
    return {**data, "tick": list(reply)} if isinstance(reply, tuple) else {**data, "reply": str(reply)}
