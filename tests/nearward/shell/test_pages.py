"""The frame of every page, looked at as a browser gets it."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import include, path
from django.utils import translation
from django.views.generic import View

from nearward.shell.navigation import TABS

answer = View.as_view()
urlpatterns = [
    path("", include(([path("", answer, name="today")], "home"))),
    path("me/", include(([path("", answer, name="me")], "people"))),
    path("leave/", include(([path("", answer, name="leave")], "safety"))),
    path("", include("nearward.shell.urls")),
]
pytestmark = pytest.mark.urls(__name__)


class SomebodySignedIn:
    is_authenticated = True
    theme = "dark"


class Walker(HTMLParser):
    """Notes what the Tab key stops at, in order, and which inputs stand outside every form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stops: list[tuple[str, dict[str, str | None]]] = []
        self.outside: list[dict[str, str | None]] = []
        self.forms = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.forms += tag == "form"
        if tag in {"a", "button", "input", "summary", "select", "textarea"} and given.get("type") != "hidden":
            self.stops.append((tag, given))
        if tag == "input" and not self.forms:
            self.outside.append(given)

    def handle_endtag(self, tag: str) -> None:
        self.forms -= tag == "form"


def asked(user: object = None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return request


def page(user: object = None) -> str:
    return render_to_string("shell/base.html", request=asked(user))


def test_leaving_is_first_and_skipping_second_in_tab_order():
    html = page(SomebodySignedIn())
    first, second = Walker(html).stops[:2]
    assert first[0] == "button"
    assert html.index('<form class="leave" id="leave" method="post" action="/leave/"') < html.index("<button")
    assert second == ("a", {"class": "skip", "href": "#main"})


def test_every_page_has_the_same_title():
    assert re.findall(r"<title>(.*?)</title>", page()) == ["Nearward"]


def test_only_rooms_with_an_address_have_a_tab():
    html = page(SomebodySignedIn())
    tabs = re.search(r'<nav class="tabs".*?</nav>', html, re.DOTALL).group()
    assert re.findall(r'href="([^"]+)"', tabs) == ["/", "/me/"]
    assert len(TABS) > 2
    assert "Talk" not in tabs


def test_strangers_have_no_tabs():
    assert "<nav" not in page()


def test_the_chosen_theme_is_on_the_page():
    assert 'data-theme="dark"' in page(SomebodySignedIn())
    assert "data-theme" not in page()


def test_the_page_turns_round_for_languages_from_right_to_left():
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl"' in page()
    assert 'dir="ltr"' in page()


def test_nothing_on_the_page_is_inline_or_from_elsewhere():
    html = page(SomebodySignedIn())
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)


def test_the_questions_of_the_safety_page_are_there_already_and_can_never_be_sent():
    html = page()
    walker = Walker(html)
    ticks = [given for given in walker.outside if given.get("type") == "checkbox"]
    assert len(ticks) == 5
    assert all("name" not in given and "value" not in given for given in ticks)
    assert all(given.get("autocomplete") == "off" for given in ticks)
    assert "hx-" not in html[html.index("<details") :]


def test_the_safety_words_name_help_and_say_that_the_device_may_be_watched():
    html = page()
    for words in ("112", "0808 2000 247", "This phone may be watched"):
        assert words in html


@override_settings(NEARWARD_DEMO=True)
def test_a_demo_says_that_it_is_one():
    assert "This is a demo" in page()


def test_a_real_house_has_no_demo_banner():
    assert "This is a demo" not in page()


def test_a_page_costs_less_than_a_fifth_of_what_it_may_before_it_says_anything():
    assert len(page(SomebodySignedIn()).encode()) < 12_000
