"""What a browser offers to whoever types next on the same device: names, words, codes and passwords of before."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from tests.house.access import ACCESS, EVERYBODY, OWNER, SIGNED_IN

REMEMBERED = {"text", "search", "password", "email", "tel", "url", "number", "date", "time", "datetime-local", "month"}
"""Kinds of input of which browsers keep what was typed, and offer it again."""
BY_NAME = {
    "login": "username",
    "username": "username",
    "password": "current-password",
    "oldpassword": "current-password",
    "password1": "new-password",
    "password2": "new-password",
}
"""What a password manager may fill in; whatever else is typed is kept by no browser."""
ONE_TIME = re.compile(r"^mfa_(authenticate|reauthenticate|activate_totp)$")


class Typed(HTMLParser):
    """The fields of a page into which something can be typed, with what each tells a browser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        kind = given.get("type") or "text"
        if tag == "textarea" or (tag == "input" and kind in REMEMBERED):
            self.fields.append((given.get("name") or given.get("id") or "", kind, given.get("autocomplete")))


def wrong(name: str, html: str) -> list[tuple[str, str, str | None]]:
    """The fields of a page that do not tell a browser what they must."""
    found = []
    for field, kind, told in Typed(html).fields:
        wanted = BY_NAME.get(field, "off")
        if field == "code" and ONE_TIME.match(name):
            wanted = "one-time-code"
        if told != wanted:
            found.append((field, kind, told))
    return found


@pytest.fixture
def pages(just, ben, held):
    """Every page that Ben or somebody who is not signed in can look at, and those he is shown again with a mistake."""
    his = just(ben)
    shown = {}
    for name, row in ACCESS.items():
        if row.get not in {SIGNED_IN, EVERYBODY, OWNER}:
            continue
        path = reverse(name, kwargs=row.of(ben, held) if row.of else None)
        for browser in (Client(), his) if row.get == EVERYBODY else (his,):
            shown[name, "first", browser is his] = browser.get(path)
            if row.post and name not in {"account_logout", "people:delete", "safety:leave"}:
                shown[name, "mistaken", browser is his] = browser.post(path, {"code": "x", "login": "x"})
        his = just(ben)
    return {key: answer.content.decode() for key, answer in shown.items() if is_page(answer)}


def is_page(answer) -> bool:
    return answer.status_code in {200, 400, 422} and answer["Content-Type"].startswith("text/html")


def test_every_field_tells_browsers_whether_they_may_keep_what_was_typed(pages):
    assert {key: found for key, html in pages.items() if (found := wrong(key[0], html))} == {}
    names = {(key[0], field) for key, html in pages.items() for field, _kind, _told in Typed(html).fields}
    assert {
        ("account_login", "password"),
        ("account_signup", "partner_called"),
        ("people:words", "partner_called"),
        ("people:code-taken", "code"),
        ("together:question", "text"),
        ("together:thanks", "text"),
        ("guide:search", "words"),
        ("account_change_password", "oldpassword"),
        ("account_reauthenticate", "password"),
        ("mfa_activate_totp", "code"),
    } <= names


def test_a_field_that_says_nothing_is_found():
    assert wrong("people:words", '<input name="partner_called">') == [("partner_called", "text", None)]
    assert wrong("people:words", '<textarea name="text"></textarea>') == [("text", "text", None)]
    assert wrong("account_login", '<input type="password" name="password" autocomplete="off">')
    assert wrong("people:words", '<input type="radio" name="theme">') == []
