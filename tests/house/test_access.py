"""Every address, by every method, for everybody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.conftest import person
from tests.house.access import ACCESS, EVERYBODY, NOBODY, OWNER, SIGNED_IN, Row

from nearward.kit import clock
from nearward.people.sessions import BEGUN

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
ANYBODY = "anonymous"
CAST = ("owner", "partner", "ex-partner", "stranger", "therapist", "staff", "superuser")
NIGHTLY = bool(os.environ.get("NEARWARD_TEST_NIGHTLY"))
SIGN_IN, AGAIN = "asked to sign in", "asked who is there"
BACK_TO_SIGN_IN = ("account_login", "account_logout", "mfa_login_webauthn")
"""What leads to the form of signing in when it is done, or asks there once more."""

DONE, ABSENT, REFUSED = "done", "not there", "not allowed"


@pytest.fixture
def cast(dan, ana, ben, pair, cleo):
    """Ben owns things; Ana is his partner, Dan has left him, Cleo is a stranger, and two run the house.

    Thea is a therapist to whom nobody has opened anything. As long as there is no room for therapists, nobody can.
    """
    staff, superuser = person("Staff"), person("Superuser")
    staff.is_staff = superuser.is_staff = superuser.is_superuser = True
    staff.save()
    superuser.save()
    others = {"therapist": person("Thea"), "staff": staff, "superuser": superuser}
    return {"owner": ben, "partner": ana, "ex-partner": dan, "stranger": cleo, **others}


@pytest.fixture
def browser_of(cast, as_, now):
    """Return the browser of one of the cast, or of nobody; `just` has shown a moment ago who they are."""

    @cache
    def opened(who, just):
        if who == ANYBODY:
            return Client()
        browser = as_(cast[who])
        if just:
            session = browser.session
            session[BEGUN] = now.isoformat()
            session.save()
        return browser

    return opened


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def addresses() -> Iterator[str]:
    """The name of every address in the house."""

    def below(patterns, prefix) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from below(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern):
                yield f"{prefix}{pattern.name}"

    yield from below(get_resolver().url_patterns, "")


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(addresses()) == sorted(ACCESS)


@pytest.mark.parametrize("room", sorted({re.split("[:_]", name)[0] for name in ACCESS}))
def test_each_may_what_the_table_says(room, cast, browser_of, now):
    wrong = {}
    for name, row in ACCESS.items():
        if re.split("[:_]", name)[0] != room:
            continue
        path = reverse(name, kwargs=row.of(cast["owner"], now) if row.of else None)
        for who, method, just in cases(row):
            seen, told = outcome(browser_of(who, just), method, path, row), expected(row, method, who, just)
            if seen not in told:
                wrong[name, who, method, "just" if just else ""] = (seen, told)
    assert not wrong


def cases(row: Row) -> Iterator[tuple[str, str, bool]]:
    """Who asks how: everybody by every method; of those that no page of ours uses, by day two people try them."""
    for who in (ANYBODY, *CAST):
        for method in METHODS if NIGHTLY or who in {ANYBODY, "owner"} else METHODS[:2]:
            yield who, method, False
            if row.again and who != ANYBODY:
                yield who, method, True


@pytest.mark.parametrize("name", sorted(name for name, row in ACCESS.items() if row.post and row.token))
def test_nothing_is_changed_without_the_token_of_a_form(name, ben, now):
    row = ACCESS[name]
    path = reverse(name, kwargs=row.of(ben, now) if row.of else None)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ben)
    assert browser.post(path, row.data).status_code == 403
    assert browser.post(path, row.data, headers={"Origin": "https://elsewhere.example"}).status_code == 403


def expected(row: Row, method: str, who: str, just: bool) -> set[str]:
    """What may come back. The order of refusals is not told: which of them comes first tells nobody anything."""
    if method == "OPTIONS":  # whatever comes is less than GET would bring
        return expected(row, "GET", who, just) | ({SIGN_IN, REFUSED} if who == ANYBODY else {REFUSED})
    ways = {"GET": row.get, "HEAD": row.get, "POST": row.post, "PUT": row.post if row.put else None}
    may = ways.get(method)
    if may is EVERYBODY:
        return {DONE}
    if who == ANYBODY:
        return {SIGN_IN} if may in {SIGNED_IN, OWNER} else {SIGN_IN, REFUSED, ABSENT}
    refused = {REFUSED, ABSENT} if NOBODY in {row.get, row.post} else {REFUSED}
    if may in {None, NOBODY}:
        elsewhere = {DONE} if row.put else set()  # Django's form views lead away before they look at the method
        return refused | elsewhere | ({AGAIN} if not just else set())
    if row.again and not just:
        return {AGAIN}
    return {DONE} if may is SIGNED_IN or who == "owner" else {ABSENT}


def outcome(browser: Client, method: str, path: str, row: Row) -> str:
    """Ask, look at what came back, and undo whatever it did."""
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        response = browser.generic(method, path) if method != "POST" else browser.post(path, row.data)
        transaction.set_rollback(True)
    browser.cookies = cookies
    if response.status_code == 405 or (method == "OPTIONS" and not response.content):  # told the methods, and no more
        return REFUSED
    if response.status_code == 404:
        return ABSENT
    where = response.headers.get("Location", "")
    if where.startswith(reverse("account_login")) and path not in {reverse(name) for name in BACK_TO_SIGN_IN}:
        return SIGN_IN
    if where.startswith(reverse("account_reauthenticate")) and "reauthenticate" not in path:
        return AGAIN
    reached = response.status_code < 400 or response.status_code in {400, 422}  # what was sent here is empty
    return DONE if reached else f"{response.status_code}"


def test_the_table_knows_only_these_kinds_of_people():
    assert {who for row in ACCESS.values() for who in (row.get, row.post)} <= {
        EVERYBODY,
        SIGNED_IN,
        OWNER,
        NOBODY,
        None,
    }
