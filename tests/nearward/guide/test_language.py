from django.test import Client
from django.urls import reverse

from nearward_library import library

DRAFT = {"de": "noch von keinem Menschen geprüft", "es": "aún sin revisar por una persona"}
ENGLISH = {"de": "gibt es bisher nur auf Englisch", "es": "solo están en inglés"}


def page(as_, who, address, language) -> str:
    who.language = language
    who.save()
    browser: Client = as_(who)
    return browser.get(address).content.decode()


def test_a_translated_practice_is_told_in_the_readers_language_and_as_a_draft(as_, ana):
    for language, draft in DRAFT.items():
        told = library(language=language).practices["gratitude"]
        html = page(as_, ana, reverse("guide:practice", args=["gratitude"]), language)
        assert f"<h1>{told.title}</h1>" in html
        assert told.steps[0].do in html
        assert draft in html


def test_what_is_not_translated_says_kindly_that_it_is_in_english(as_, ana):
    for language, kindly in ENGLISH.items():
        for address in (reverse("guide:practice", args=["forgive"]), reverse("guide:sign", args=["lonely"])):
            html = page(as_, ana, address, language)
            assert kindly in html
            assert DRAFT[language] not in html


def test_in_english_nothing_is_said_about_languages(as_, ana):
    html = page(as_, ana, reverse("guide:practice", args=["gratitude"]), "")
    assert "only in English" not in html
    assert "not yet reviewed" not in html


def test_the_shelves_and_the_step_by_step_page_speak_the_readers_language_too(as_, ana):
    told = library(language="de").practices["gratitude"]
    assert told.title in page(as_, ana, reverse("guide:practices"), "de")
    doing = page(as_, ana, reverse("practice:doing", args=["gratitude"]), "de")
    assert told.title in doing
    assert DRAFT["de"] in doing


def test_search_finds_by_the_words_of_the_readers_language(as_, ana):
    ana.language = "de"
    ana.save()
    html = as_(ana).post(reverse("guide:search"), {"words": "Dankbarkeit"}).content.decode()
    assert library(language="de").practices["gratitude"].title in html
