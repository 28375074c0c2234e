"""What browsers are told, at every address of the access table."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse
from tests.house.access import ACCESS, EVERYBODY, Row
from tests.house.tree import ROOT

from nearward.kit import clock
from nearward.people.sessions import BEGUN

EXACTLY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONLY = {
    "default-src": {"'none'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
    "connect-src": {"'self'"},
    "style-src": {"'self'"},
    "script-src": {"'self'"},
}
HERE = "localhost"  # where browsers say from which site a form comes, as they do under TLS
SHUT = ("geolocation", "camera", "microphone")
KEPT = {"shell:manifest", "shell:service-worker"}
"""The only addresses beside files that a browser may keep, after asking whether they have changed."""

UNDER_TLS = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
page = Client().get("/account/sign-in/", secure=True, HTTP_HOST="localhost")
left = Client().post("/leave/", secure=True, HTTP_HOST="localhost")
told = {
    "cookies": [cookie.OutputString() for answer in (page, left) for cookie in answer.cookies.values()],
    "names": [getattr(settings, f"{kind}_COOKIE_NAME") for kind in ("SESSION", "CSRF", "LANGUAGE")],
    "secure": [getattr(settings, f"{kind}_COOKIE_SECURE") for kind in ("SESSION", "CSRF", "LANGUAGE")],
    "hsts": page.headers.get("Strict-Transport-Security", ""),
}
print(json.dumps(told))
"""


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


@pytest.fixture
def browser(as_, ben, now):
    """Ben, who has shown a moment ago who he is."""
    signed_in = as_(ben)
    signed_in.defaults["SERVER_NAME"] = HERE
    session = signed_in.session
    session[BEGUN] = now.isoformat()
    session.save()
    return signed_in


def test_every_answer_tells_browsers_to_be_careful(browser, ben, now):
    faults = {}
    for name, row in ACCESS.items():
        path = reverse(name, kwargs=row.of(ben, now) if row.of else None)
        for who, method, answer in answers(browser, path, row):
            wrong = faults_of(answer, kept=name in KEPT and answer.status_code == 200)
            if wrong:
                faults[name, who, method] = wrong
    assert not faults


def answers(browser: Client, path: str, row: Row):
    """What Ben is answered, and what somebody is who is not signed in."""
    yield "nobody", "GET", Client(SERVER_NAME=HERE).get(path)
    yield "nobody", "POST", Client(SERVER_NAME=HERE).post(path, row.data)
    if row.get:
        yield "ben", "GET", browser.get(path)
    if row.post and row.post is not EVERYBODY and not path.endswith("/delete/"):
        yield "ben", "POST", browser.post(path, row.data)


def faults_of(answer, *, kept: bool) -> list[str]:
    wrong = [f"{name}: {answer.get(name)}" for name, value in EXACTLY.items() if answer.get(name) != value]
    policy = {
        part.split()[0]: set(part.split()[1:]) for part in answer["Content-Security-Policy"].split(";") if part.strip()
    }
    for directive, allowed in ONLY.items():
        given = {source for source in policy[directive] if not re.fullmatch(r"'nonce-[\w+/=-]{20,}'", source)}
        if given != allowed:
            wrong.append(f"{directive} {given}")
    if re.search(r"unsafe|\*|http|//", answer["Content-Security-Policy"]):
        wrong.append(answer["Content-Security-Policy"])
    wrong += [f"{feature} is open" for feature in SHUT if f"{feature}=()" not in answer["Permissions-Policy"]]
    if ("no-cache" if kept else "no-store") not in answer["Cache-Control"]:
        wrong.append(f"Cache-Control: {answer['Cache-Control']}")
    return wrong


@pytest.mark.parametrize("path", ["/no-such-page/", "/me/devices/none/end/"])
def test_refusals_tell_the_same(as_, ben, path):
    assert faults_of(as_(ben).get(path, SERVER_NAME=HERE), kept=False) == []


def test_a_form_without_its_token_is_refused_with_the_same_care(ben):
    browser = Client(enforce_csrf_checks=True, SERVER_NAME=HERE)
    browser.force_login(ben)
    refused = browser.post("/me/words/")
    assert refused.status_code == 403
    assert faults_of(refused, kept=False) == []


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(as_, ben):
    signing_in = Client().post(reverse("account_login"), {"login": "ben", "password": "Ben keeps a garden"})
    pages = [Client().get(reverse("account_login")), Client().post("/leave/"), signing_in]
    cookies = {name: cookie for answer in pages for name, cookie in answer.cookies.items()}
    assert set(cookies) >= {"nearward-session", "nearward-csrf", "clock"}
    assert any(name.startswith("known-") for name in cookies)
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_under_tls_every_cookie_is_bound_to_this_host(tmp_path):
    settings = {"NEARWARD_TLS": "yes", "NEARWARD_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "nearward.settings"}
    done = subprocess.run(
        [sys.executable, "-c", UNDER_TLS],
        env=os.environ | settings | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert len(told["cookies"]) >= 2
    for cookie in told["cookies"]:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert all(name.startswith("__Host-") for name in told["names"])
    assert all(told["secure"])
    assert int(told["hsts"].partition("max-age=")[2].partition(";")[0]) >= 31_536_000
