"""Made-up weeks, kept through the same door as the page."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.kit import clock
from nearward.noticing.rules import Finding, Level, Side
from nearward.sharing.rules import Audience

DAY = date(2026, 2, 24)


def finding(**changes) -> Finding:
    plain = Finding(
        raised_on=DAY + timedelta(days=9),
        since=DAY,
        since_low=DAY - timedelta(days=6),
        since_high=DAY + timedelta(days=4),
        side=Side.MINE,
        kind="drift",
        level=Level.LOOK,
        size_sd=1.2,
        size_low=0.6,
        size_high=1.9,
        confidence=0.88,
        mine=(("felt-heard", 0.6), ("closeness", 0.3), ("tension", 0.1)),
    )
    return replace(plain, **changes)


@pytest.fixture
def live(now):
    """Return a way to have lived some weeks up to the day of `now`: steady, or drifting for the last ones."""

    def lived(who, *, days=60, fall=0, last=21, audience=Audience.ME, items=("closeness", "felt-heard"), seed=7):
        chance = random.Random(seed)
        for back in range(days, 0, -1):
            day = now.date() - timedelta(days=back)
            level = 70 - (fall if back <= last else 0)
            values = {item: max(0, min(100, round(level + chance.gauss(0, 6)))) for item in items}
            entries = [Entry(item, Answer(value=value), audience) for item, value in values.items()]
            keep_answers(who, day, entries, now=datetime.combine(day, time(20), UTC))

    return lived


@pytest.fixture
def held(now):
    """Hold the clock of the house at `now`."""
    with clock.at(now):
        yield now


@pytest.fixture
def page_of(as_, held):
    """Return one person's page as text, without what is fresh on every answer: tokens and nonces."""

    def page(who, path="/picture/"):
        answer = as_(who).get(path)
        assert answer.status_code == 200
        return re.sub(r'(nonce|data-token|name="csrfmiddlewaretoken" value)="[^"]*"', "", answer.content.decode())

    return page
