"""Every word of every page, in every language: there, whole, and in our voice."""

import re
from itertools import combinations

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from nearward.cli.catalogues import LOCALE, PACKAGE, extracted, read, untranslated
from nearward.kit.catalogues import INNER
from nearward_library.elsewhere import avoided_in

LANGUAGES = sorted(path.parts[-3] for path in LOCALE.glob(f"*/{INNER}.po"))
HOLE = re.compile(r"%\((\w+)\)([sd])|\{(\w*)\}|(%%)")
TAG = re.compile(r"</?\w+")
ALIKE = {"%(day)s, %(time)s", "M Y", "Nearward", "No"}
"""Words that other languages may write as English does."""


@pytest.fixture(scope="module")
def english():
    return extracted(PACKAGE)


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request):
    return read(LOCALE / request.param / f"{INNER}.po")


def pairs(catalogue):
    """Every English form beside the one that stands for it."""
    for message in catalogue:
        if message.id and message.pluralizable:
            one, many = message.id
            yield from ((one if form == 0 else many, told) for form, told in enumerate(message.string))
        elif message.id:
            yield message.id, message.string


def test_every_language_that_can_be_chosen_has_its_catalogue():
    assert sorted(code for code, _name in settings.LANGUAGES if not code.startswith("en")) == LANGUAGES


def test_every_word_of_templates_and_code_is_in_the_catalogue_and_no_other(catalogue, english):
    wanted = {(message.context, message.id) for message in english if message.id}
    held = {(message.context, message.id) for message in catalogue if message.id}
    told = "run `nearward catalogues`, then translate what is new"
    assert wanted - held == set(), told
    assert held - wanted == set(), told


def test_every_word_is_translated_in_all_its_plural_forms(catalogue):
    assert untranslated(catalogue) == []
    assert not [message.id for message in catalogue if message.id and message.fuzzy]


def test_no_language_says_a_sentence_as_another_says_it():
    said = [{(told, english) for english, told in pairs(read(LOCALE / code / f"{INNER}.po"))} for code in LANGUAGES]
    for one, other in combinations(said, 2):
        alike = {told for told, _english in one & other if len(re.findall(r"[^\W\d_]{2,}", HOLE.sub("", told))) > 1}
        assert alike == set()


def test_what_is_filled_in_later_stands_in_both(catalogue):
    for english, told in pairs(catalogue):
        holes, told_holes = set(HOLE.findall(english)), set(HOLE.findall(told))
        assert told_holes == holes, f"{told!r} for {english!r}"
        assert told.count("%") == sum(told.count(f"%({hole[0]})") for hole in told_holes if hole[0]), told


def test_markup_and_edges_are_kept(catalogue):
    for english, told in pairs(catalogue):
        assert TAG.findall(told) == TAG.findall(english), told
        assert re.match(r"\s*", told).group() == re.match(r"\s*", english).group(), told
        assert re.search(r"\s*$", told).group() == re.search(r"\s*$", english).group(), told
        assert "'" not in told.replace("\\'", ""), told


def test_no_sentence_is_left_in_english(catalogue):
    assert [told for english, told in pairs(catalogue) if told == english and " " in told and told not in ALIKE] == []


def test_no_word_is_used_that_we_avoid(catalogue):
    language = str(catalogue.locale)
    found = [(told, avoided_in(language, HOLE.sub("…", told))) for _english, told in pairs(catalogue)]
    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_machine_made_catalogue_says_that_it_is_a_draft(language):
    head = (LOCALE / language / f"{INNER}.po").read_text(encoding="utf-8").partition("\n\n")[0]
    assert "X-Draft: machine" in head
    assert "not yet reviewed by a person" in head


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-gb", ["0 minutes", "one minute", "2 minutes", "21 minutes"]),
        ("de", ["0 Minuten", "eine Minute", "2 Minuten", "21 Minuten"]),
        ("es", ["0 minutos", "un minuto", "2 minutos", "21 minutos"]),
    ],
)
def test_one_is_one_and_all_else_is_many(language, words):
    with translation.override(language):
        assert [translation.ngettext("one minute", "%(n)s minutes", n) % {"n": n} for n in (0, 1, 2, 21)] == words


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Eine ruhige Minute am Tag"), ("es", "Un minuto tranquilo al día")]
)
def test_the_first_page_speaks_the_language(client, ana, language, words):
    assert words in client.get(reverse("people:welcome"), headers={"accept-language": language}).content.decode()
