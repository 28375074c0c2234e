"""Walking through the map, as a person does it and by the shortest way."""

import uuid
from datetime import date

import pytest

from nearward.explore.actions import answer, begin_map
from nearward.explore.asking import SEEN, Kind
from nearward.explore.queries import asked_now, last_map
from nearward.explore.rules import UNSURE
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
    begin_map(who, day, now)
    while found := asked_now(who):
        question = found[1].question
        answer(who, question.id, reply_from(said or {}, question), day, now)
    return last_map(who)


def sent(question, reply):
    """A reply as a browser sends it."""
    data = {"question": question.id}
    return {**data, "tick": list(reply)} if isinstance(reply, tuple) else {**data, "reply": str(reply)}
