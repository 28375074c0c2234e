"""Which language a page speaks: one's own, else the one chosen here, else the browser's."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

COOKIE = settings.LANGUAGE_COOKIE_NAME
OPEN_PAGES = ["people:welcome", "account_login", "account_signup"]


def spoken(answer):
    return re.search(r'<html lang="([a-z-]+)" dir="ltr"', answer.content.decode()).group(1)


def choose(client, language, back="/welcome/"):
    return client.post(reverse("shell:language-choose"), {"language": language, "next": back})


@pytest.mark.parametrize("page", OPEN_PAGES)
@pytest.mark.parametrize("language", ["en-gb", "de", "es"])
def test_every_entrance_offers_every_language_in_its_own_words(client, db, page, language):
    html = client.get(reverse(page), headers={"accept-language": language}).content.decode()
    offered = re.findall(r'name="language" value="([a-z-]+)" lang="([a-z-]+)" aria-pressed="(\w+)">([^<]+)<', html)
    names = {"en-gb": "English", "de": "Deutsch", "es": "Español"}
    assert offered == [(code, code, "true" if code == language else "false", name) for code, name in names.items()]


@pytest.mark.parametrize("page", OPEN_PAGES)
def test_a_language_chosen_before_signing_in_is_spoken_from_then_on(client, db, page):
    answer = choose(client, "de", reverse(page))
    assert answer["Location"] == reverse(page)
    assert client.cookies[COOKIE].value == "de"
    assert client.cookies[COOKIE]["httponly"]
    assert spoken(client.get(reverse(page))) == "de"


def test_a_language_that_nobody_speaks_here_changes_nothing(client, db):
    choose(client, "xx")
    assert COOKIE not in client.cookies
    assert spoken(client.get(reverse("people:welcome"))) == "en-gb"


def test_choosing_a_language_never_leads_elsewhere(client, db):
    assert choose(client, "de", "https://example.org/")["Location"] == "/"


@pytest.mark.parametrize(
    ("wish", "language"),
    [("de-AT,de;q=0.9", "de"), ("en-US,en;q=0.9", "en-gb"), ("es-MX", "es"), ("fr", "en-gb"), ("fr,es;q=0.5", "es")],
)
def test_a_browser_is_answered_in_the_language_it_asks_for(client, db, wish, language):
    answer = client.get(reverse("people:welcome"), headers={"accept-language": wish})
    assert spoken(answer) == language
    assert answer["Content-Language"] == language


def test_ones_own_language_goes_before_cookie_and_browser(as_, ana):
    browser = as_(ana)
    choose(browser, "es")
    assert spoken(browser.get(reverse("people:me"), headers={"accept-language": "es"})) == "es"
    browser.post(reverse("people:look"), {"theme": "", "language": "de"})
    browser.cookies[COOKIE] = "es"
    assert spoken(browser.get(reverse("people:me"), headers={"accept-language": "es"})) == "de"


def test_choosing_ones_own_language_is_told_to_the_browser_for_pages_that_do_not_ask_who_reads(as_, ana):
    browser = as_(ana)
    browser.post(reverse("people:look"), {"theme": "dark", "language": "de"})
    assert browser.cookies[COOKIE].value == "de"
    assert spoken(browser.get(reverse("people:goodbye"))) == "de"
    browser.post(reverse("people:look"), {"theme": "dark", "language": ""})
    assert browser.cookies[COOKIE].value == ""


@pytest.mark.parametrize("code", ["en-gb", "de", "es"])
def test_the_me_page_offers_the_language(as_, ana, code):
    assert f'value="{code}"' in as_(ana).get(reverse("people:look")).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en-gb", "Thursday, 12 March"), ("de", "Donnerstag, 12. März"), ("es", "jueves, 12 de marzo")],
)
def test_a_day_is_written_as_the_language_writes_it(language, words):
    with translation.override(language):
        day = Template("{% load shell %}{{ day|day_in_words }}").render(Context({"day": date(2026, 3, 12)}))
    assert day == words


def test_no_day_is_no_words():
    assert Template("{% load shell %}{{ day|day_in_words }}").render(Context({"day": None})) == ""
