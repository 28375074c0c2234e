"""A door to knock at, and what it answers."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from nearward import settings as real
from nearward.kit import clock
from nearward.people.sessions import BEGUN

ANAS = "Ana keeps a garden"
WRONG = "not the password"
NEW = {
    "username": "Cleo",
    "password1": "a garden behind the house",
    "time_zone": "london",
    "called": "Cleo",
    "partner_called": "",
}


@pytest.fixture
def held(now):
    """Hold the clock of the house at `now`."""
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


@pytest.fixture
def limits(settings):
    """Limit guessing as the real house does."""
    settings.ACCOUNT_RATE_LIMITS = real.ACCOUNT_RATE_LIMITS
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def knock():
    """Return a try to sign in from an address; whether it was let in, and with which words it was answered."""

    def tried(name, password, *, address="192.0.2.7", browser=None):
        answer = (browser or Client()).post(
            reverse("account_login"), {"login": name, "password": password}, REMOTE_ADDR=address
        )
        return answer.status_code == 302, words_of(answer)

    return tried


def words_of(response) -> str:
    """Return a page as text, without what is fresh on every answer: tokens and nonces."""
    return re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
