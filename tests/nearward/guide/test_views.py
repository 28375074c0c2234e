import re

import pytest
from django.urls import reverse

from nearward.sharing.models import Item
from nearward_library import library

SHELVES = {
    "sign": "signs",
    "cause": "causes",
    "practice": "practices",
    "help": "help",
    "words": "words",
    "quality": "qualities",
    "telehealth": "telehealth",
    "talk": "formats",
}
KINDS = tuple(SHELVES)
WAYS_IN = (
    *("index", "signs", "causes", "practices", "qualities", "telehealth-all", "talks"),
    *("evidence", "search", "behind"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_of_the_library_has_its_page(as_, ana, kind):
    reader = as_(ana)
    for name, entry in getattr(library(), SHELVES[kind]).items():
        response = reader.get(reverse(f"guide:{kind}", args=[name]))
        assert response.status_code == 200, name
        assert "<title>Nearward</title>" in response.content.decode()
        assert response.context[kind if kind in ("help", "words") else "page"]
        assert entry.title.split("’")[0] in response.content.decode()


@pytest.mark.parametrize("name", WAYS_IN)
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


@pytest.mark.parametrize(
    ("typed", "name", "entry"),
    [("calm in conflict", "quality", "calm-in-conflict"), ("round of thanks", "talk", "appreciation-round"),
     ("exercises that have been tested", "telehealth", "evidence-based")],
)  # fmt: skip
def test_search_leads_to_the_further_pages_too(as_, ana, typed, name, entry):
    address = reverse(f"guide:{name}", args=[entry])
    assert f'href="{address}"' in as_(ana).post(reverse("guide:search"), {"words": typed}).content.decode()


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


@pytest.mark.parametrize(
    ("page", "kind"), [("qualities", "quality"), ("telehealth-all", "telehealth"), ("talks", "talk")]
)
def test_every_entry_can_be_reached_from_the_guide_s_first_page(as_, ana, page, kind):
    reader = as_(ana)
    assert f'href="{reverse(f"guide:{page}")}"' in reader.get(reverse("guide:index")).content.decode()
    listed = reader.get(reverse(f"guide:{page}")).content.decode()
    for name in getattr(library(), SHELVES[kind]):
        assert f'href="{reverse(f"guide:{kind}", args=[name])}"' in listed


def test_every_source_stands_on_the_page_of_evidence_and_every_link_leads_to_doi_org(as_, ana):
    text = as_(ana).get(reverse("guide:evidence")).content.decode()
    sources = library().sources.values()
    assert text.count("tudied in couples.") == len(sources)
    assert set(re.findall(r'href="(https://[^"]*)"', text)) == {one.address for one in sources if one.address}
    assert all("noreferrer" in link for link in re.findall(r'<a href="https://[^>]*>', text))
    assert "(None)" not in text


def test_a_talk_says_when_each_turn_begins_and_lets_each_person_hold_as_much(as_, ana):
    text = as_(ana).get(reverse("guide:talk", args=["listening-talk"])).content.decode()
    begun = re.findall(r"begins at </span>(\d+:\d\d)<", text)
    assert begun[:4] == ["0:00", "1:00", "5:00", "7:00"]
    assert text.count('class="turn one"') == text.count('class="turn other"') == 4
    assert "Did I get it?" in text


def test_a_talk_that_asks_much_trust_says_so_first(as_, ana):
    pages = [as_(ana).get(reverse("guide:talk", args=[name])).content.decode() for name in ("repair-talk", "daily-ten")]
    assert ["Before you begin" in page for page in pages] == [True, False]


def test_a_practice_with_a_script_leads_to_it_and_the_script_leads_back(as_, ana):
    with_script = [practice for practice in library().practices.values() if practice.format]
    assert with_script
    for practice in with_script:
        there, back = reverse("guide:talk", args=[practice.format]), reverse("guide:practice", args=[practice.id])
        assert f'href="{there}"' in as_(ana).get(back).content.decode()
        assert f'href="{there}"' in as_(ana).get(reverse("practice:doing", args=[practice.id])).content.decode()
        assert f'href="{back}"' in as_(ana).get(there).content.decode()


def test_no_page_on_help_at_a_distance_promises_what_is_not_here(as_, ana):
    text = as_(ana).get(reverse("guide:telehealth", args=["video-sessions"])).content.decode()
    assert "Nearward has no video and no therapists of its own" in text
    assert "has no therapists and no video" in as_(ana).get(reverse("guide:telehealth-all")).content.decode()


def test_a_sentence_can_be_tried_beside_its_words_and_nothing_of_it_can_be_sent(as_, ana):
    text = as_(ana).get(reverse("guide:words", args=["i-statements"])).content.decode()
    box = text.split("data-sentence")[1].split("</section>")[0]
    assert "It is not sent and not kept" in box
    assert "<form" not in box
    assert re.search(r'<textarea id="sentence"(?![^>]* name=)', box)
    for hint in library().hints.values():
        assert hint.title in box
    assert "data-sentence" not in as_(ana).get(reverse("guide:words", args=["wishes"])).content.decode()
