"""On every page: leaving comes first, and the safety page is there already, with nothing that could send it."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from tests.house.access import ACCESS, EVERYBODY, OWNER, SIGNED_IN
from tests.nearward.shell.test_pages import Walker

from nearward.shell.views.errors import bad_request, server_error

NEUTRAL = {"safety:away"}
"""The clock, which shows nothing of what it is for."""


@pytest.fixture
def pages(just, ben, pair, held):
    """Every page that Ben or somebody who is not signed in can look at, and every kind of refusal, by name."""
    his, shown = just(ben), {}
    for name, row in ACCESS.items():
        if row.get not in {SIGNED_IN, EVERYBODY, OWNER} or name in NEUTRAL:
            continue
        path = reverse(name, kwargs=row.of(ben, held) if row.of else None)
        shown[name, "nobody"] = Client().get(path)
        shown[name, "ben"] = just(ben).get(path)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ben)
    shown["400", ""], shown["500", ""] = bad_request(None), server_error(None)
    shown["403", ""] = strict.post(reverse("people:words"))
    shown["404", "nobody"], shown["404", "ben"] = Client().get("/no-such-page/"), his.get("/no-such-page/")
    with override_settings(ALLOWED_HOSTS=["elsewhere.test"]):
        shown["a strange host", ""] = his.get("/")
    texts = {key: answer.content.decode() for key, answer in shown.items() if not answer.streaming}
    return {key: text for key, text in texts.items() if "<html" in text}


def faults_of(html: str) -> list[str]:
    walker = Walker(html)
    found = []
    if not re.search(r'<form class="leave" id="leave" method="post" action="/leave/"', html):
        found.append("no way to leave")
    if walker.stops[0][0] != "button" or "</form>" in html[: html.index("<button")]:
        found.append(f"{walker.stops[0]} comes before leaving")
    if html.count('<details class="safety" data-safety>') != 1:
        found.append("no safety page")
        return found
    words = html[html.index("data-safety>") : html.index("</details>", html.index("data-safety>"))]
    if len(re.findall(r'<input type="checkbox" autocomplete="off">', words)) != len(re.findall("<input", words)) or (
        "<input" not in words
    ):
        found.append("a question that could be sent")
    if re.search(r"<form|<a [^>]*href=\"(?!tel:|#)|hx-|src=|<iframe|<img", words):
        found.append(f"asks for something: {re.search(r'<form|<a [^>]*|hx-|src=|<iframe|<img', words).group()}")
    return found


def test_every_page_can_be_left_first_and_holds_the_safety_page(pages):
    assert {"400", "403", "404", "500", "people:welcome", "account_login", "shell:offline", "checkins:offline"} <= {
        name for name, _who in pages
    }
    assert len(pages) > 80
    assert {key: found for key, html in pages.items() if (found := faults_of(html))} == {}


def test_the_clock_says_nothing_of_either():
    html = Client().get(reverse("safety:away")).content.decode()
    assert not re.search("safe|leave|Nearward|home", html.partition("<body")[2], re.IGNORECASE)
