"""The nearest attacker: the other partner, with an ordinary login, time, and a look at every page there is."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.house.access import ACCESS, EVERYBODY, SIGNED_IN

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.kit import clock
from nearward.people.sessions import BEGUN
from nearward.sharing.rules import Audience
from nearward.together.actions import answer_question, thank
from nearward.together.queries import question_of

FRESH = re.compile(r'nonce="[^"]*"|name="(csrfmiddlewaretoken|entry)" value="[^"]*"|data-token="[^"]*"')
RANDOM = {"account_login", "account_logout", "mfa_activate_totp", "mfa_add_webauthn"}
"""Pages that hold a new secret each time, or that send away who is signed in."""
COMES_AND_GOES = {"Expires", "Content-Security-Policy"}


@pytest.fixture
def held(now):
    with clock.at(now):
        yield now


@pytest.fixture
def just(as_, held):
    """Return a browser of somebody who has shown a moment ago who they are."""

    def signed_in(who) -> Client:
        browser = as_(who)
        session = browser.session
        session[BEGUN] = held.isoformat()
        session.save()
        return browser

    return signed_in


@contextmanager
def supposing():
    """Do something, look at what comes of it, and let it not have happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything_seen(browser: Client) -> dict[str, tuple[object, ...]]:
    """Every page that a signed-in person may look at: status, headers and every byte but what is fresh each time."""
    seen = {}
    for name, row in ACCESS.items():
        if row.get in {SIGNED_IN, EVERYBODY} and name not in RANDOM:
            path = reverse(name, kwargs=row.of(None, None) if row.of else None)
            answer = browser.get(path)
            headers = {key: value for key, value in answer.headers.items() if key not in COMES_AND_GOES}
            seen[name] = (answer.status_code, headers, FRESH.sub("", answer.content.decode()))
    assert len(seen) > 30
    return seen


def differences(one, other) -> dict[str, tuple[str, str]]:
    """The pages that differ, with the first place where they do."""
    found = {}
    for name in one:
        if one[name] != other[name]:
            first, second = str(one[name]), str(other[name])
            at = next((i for i, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), 0)
            found[name] = (first[max(0, at - 60) : at + 60], second[max(0, at - 60) : at + 60])
    return found


def live(who, now, *, audience: Audience, days: int = 30, level: int = 70) -> None:
    """Live some weeks: a minute a day, a question answered, a thank-you."""
    for back in range(days, -1, -1):
        at = now - timedelta(days=back)
        day = at.date()
        value = Answer(value=level - (35 if back < 12 else 0) + back % 5)
        keep_answers(who, day, [Entry(item, value, audience) for item in ("closeness", "felt-heard")], now=at)
        if back < 3:
            answer_question(
                who, day, question_of(who, day).id, f"The lighthouse of {who.called}", audience=audience, now=at
            )
            thank(who, day, who.pk, f"The tea of {who.called}", audience=audience, now=at)
