import re

import pytest
from django.urls import reverse

from nearward.sharing.models import Item
from nearward_library import library

KINDS = ("sign", "cause", "practice", "help", "words")
SHELVES = {"sign": "signs", "cause": "causes", "practice": "practices", "help": "help", "words": "words"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_of_the_library_has_its_page(as_, ana, kind):
    reader = as_(ana)
    for name, entry in getattr(library(), SHELVES[kind]).items():
        response = reader.get(reverse(f"guide:{kind}", args=[name]))
        assert response.status_code == 200, name
        assert "<title>Nearward</title>" in response.content.decode()
        assert response.context["page" if kind in ("sign", "cause", "practice") else kind]
        assert entry.title.split("’")[0] in response.content.decode()


@pytest.mark.parametrize("name", ["index", "signs", "causes", "practices", "search", "behind"])
def test_the_ways_in_are_open(as_, ana, name):
    assert as_(ana).get(reverse(f"guide:{name}")).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_that_does_not_exist_is_not_there(as_, ana, kind):
    assert as_(ana).get(reverse(f"guide:{kind}", args=["no-such-entry"])).status_code == 404


def test_somebody_who_is_not_signed_in_is_asked_to(client, db):
    for address in (reverse("guide:index"), reverse("guide:cause", args=["devices"])):
        assert client.get(address).status_code == 302


def test_the_guide_says_the_same_to_everybody(as_, ana, ben, cleo):
    def page(who):
        text = as_(who).get(reverse("guide:cause", args=["devices"])).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)

    assert page(ana) == page(ben) == page(cleo)


def test_search_finds_with_a_slip_and_keeps_no_trace(as_, ana):
    response = as_(ana).post(reverse("guide:search"), {"words": "unherad"})
    assert "Feeling unheard" in response.content.decode()
    assert 'value="unherad"' in response.content.decode()
    assert not Item.objects.exists()


def test_search_by_htmx_sends_only_what_was_found(as_, ana):
    response = as_(ana).post(reverse("guide:search"), {"words": "unherad"}, headers={"hx-request": "true"})
    text = response.content.decode()
    assert "Feeling unheard" in text
    assert "<html" not in text


def test_words_in_the_address_are_not_looked_at(as_, ana):
    text = as_(ana).get(reverse("guide:search"), {"words": "unheard"}).content.decode()
    assert "Feeling unheard" not in text
    text = as_(ana).get(reverse("guide:behind"), {"sign": "unheard"}).content.decode()
    assert "What was noticed" not in text


def test_a_search_as_long_as_a_letter_is_answered(as_, ana):
    assert as_(ana).post(reverse("guide:search"), {"words": "unheard " * 5000}).status_code == 200


def test_what_is_typed_is_shown_as_text(as_, ana):
    text = as_(ana).post(reverse("guide:search"), {"words": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in text


def test_ticked_signs_lead_to_what_may_lie_behind_them_and_keep_no_trace(as_, ana):
    text = as_(ana).post(reverse("guide:behind"), {"sign": ["unheard", "ignored"]}).content.decode()
    assert "What was noticed" in text
    assert "Worth ruling out" in text
    assert "Points there:" in text
    assert not Item.objects.exists()


def test_one_sign_alone_does_not_say_which_sign_points_there(as_, ana):
    text = as_(ana).post(reverse("guide:behind"), {"sign": "unheard"}).content.decode()
    assert "What was noticed" in text
    assert "Points there:" not in text


def test_ticking_nothing_asks_again_and_keeps_what_was_ticked(as_, ana):
    text = as_(ana).post(reverse("guide:behind"), {}).content.decode()
    assert "Tick one or more" in text
    text = as_(ana).post(reverse("guide:behind"), {"sign": ["unheard", "no-such-sign"]}).content.decode()
    assert re.search(r'value="unheard" checked', text)


def test_the_page_about_fear_asks_nothing_and_offers_no_talk(as_, ana):
    text = as_(ana).get(reverse("guide:cause", args=["abuse"])).content.decode()
    assert "Ask yourself" not in text
    assert "Find one thing to try" not in text
    for probe in library().causes["abuse"].probe:
        assert probe.ask not in text


def test_a_practice_that_asks_much_trust_says_so_first(as_, ana):
    careful = next(p for p in library().practices.values() if p.safety_class > 1)
    light = next(p for p in library().practices.values() if p.safety_class == 0)
    pages = [as_(ana).get(reverse("guide:practice", args=[p.id])).content.decode() for p in (careful, light)]
    assert ["Before you begin" in page for page in pages] == [True, False]


def test_evidence_stands_behind_one_tap_and_its_links_carry_no_trace(as_, ana):
    text = as_(ana).get(reverse("guide:practice", args=["listen-reflect"])).content.decode()
    folded = text.split("How often, and how sure we are")[1]
    assert "https://doi.org/" in folded
    assert all("noreferrer" in link for link in re.findall(r'<a href="https://[^>]*>', text))
