"""The gate as it shows on the real pages: open or closed they are built alike, and whatever goes wrong closes it."""

import re

import pytest
from django.urls import reverse
from tests.hostile.conftest import FRESH, live

from nearward.practice import queries
from nearward.practice.actions import wish_for
from nearward.practice.moments import Wish
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience
from nearward_library import library

GATED = ("home:today", "practice:index", "practice:tonight", "practice:working", "practice:times")
OF_A_PRACTICE = re.compile(r'href="/practice/do/([a-z0-9-]+)/"|name="practice" value="([a-z0-9-]+)"')
WORDS = re.compile(r"<svg.*?</svg>|<strong>|</strong>|>[^<]*<", re.DOTALL)
VARYING = re.compile(r'((?:href|id|for|value|aria-label|content|src)=)"[^"]*"')


def seen(browser, name: str) -> str:
    browser.get(reverse(name))  # what is made at the first look is there
    answer = browser.get(reverse(name))
    assert answer.status_code == 200
    return FRESH.sub("", answer.content.decode())


def built(html: str) -> list[str]:
    """How a page is built: its tags and their classes, without words, pictures, names and addresses."""
    return re.findall(r"<[a-z][^>]*>", VARYING.sub(r"\1", WORDS.sub("><", html)))


def offered(html: str) -> set[str]:
    return {one or other for one, other in OF_A_PRACTICE.findall(html)}


@pytest.fixture
def hers(just, ana, ben, pair, held):
    live(ana, held, audience=Audience.US, days=20)
    return just(ana)


@pytest.mark.parametrize("name", GATED)
def test_open_or_closed_a_page_is_built_the_same(name, hers, ana, held):
    """But for the mark at her own choice, where she makes it."""

    def looked(wish):
        wish_for(ana, wish, held.date(), held)
        return built(seen(hers, name).replace(" checked", ""))

    opened = looked(Wish.OPEN)
    assert len(opened) > 50
    assert opened == looked(Wish.QUIET)


@pytest.mark.parametrize("name", GATED)
def test_a_wish_that_cannot_be_read_shows_the_very_page_of_the_closed_gate(name, hers, ana, held):
    wish_for(ana, Wish.QUIET, held.date(), held)
    closed = seen(hers, name)
    wish_for(ana, Wish.OPEN, held.date(), held)
    row = Item.objects.get(author=ana, kind=queries.WISH)
    Item.objects.filter(pk=row.pk).update(body=bytes([*row.body[:-1], row.body[-1] ^ 1]))
    assert seen(hers, name) == closed


def test_nothing_that_the_gate_closes_stands_on_any_of_these_pages(hers, ana, held):
    wish_for(ana, Wish.QUIET, held.date(), held)
    names = set().union(*(offered(seen(hers, name)) for name in GATED))
    assert names
    assert [name for name in names if library().practices[name].closes_with_the_gate] == []
