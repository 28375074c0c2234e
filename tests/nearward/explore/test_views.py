"""The pages of the map, as a person walks through them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.compare import told
from tests.nearward.explore.conftest import DAY, NOWHERE, fill, reply_from, sent

from nearward.explore.actions import begin_map
from nearward.explore.asking import MOST_SIGNS
from nearward.explore.queries import asked_now, draft_of, last_map, maps_of
from nearward.explore.rules import UNSAID
from nearward.kit import clock
from nearward.people.queries import bond_of
from nearward_library import library

ASK = "/map/question/"
SAID = {
    "noticed": ("talks-less", "lonely"),
    "sign:talks-less": 4,
    "since:talks-less": "months",
    "around": ("work-stress",),
    "work-stress:1": 4,
}


def walk(browser, who, said):
    """Answer whatever is asked until the map is done, and return the page that comes last."""
    page = browser.post("/map/begin/", follow=True)
    while found := asked_now(who):
        question = found[1].question
        page = browser.post(ASK, sent(question, reply_from(said, question)), follow=True)
        assert page.status_code == 200
    return page.content.decode()


def test_the_whole_way_leads_to_one_picture(ana, as_):
    browser = as_(ana)
    start = browser.get("/map/begin/").content.decode()
    assert "You can use this alone. Nothing is sent to anyone." in start
    assert start.count("It is not shown to change things between two by itself.") == 1
    page = walk(browser, ana, SAID)
    assert "Talking less" in page
    assert "a few months" in page
    assert "Work comes home with you" in page
    assert "You said “nearly always” when asked: How often is your mood at home really about work?" in page
    assert "One thing worth checking" in page
    assert last_map(ana).finished == DAY


def test_no_page_speaks_of_per_cent_or_of_blame_for_somebody(ana, as_):
    text = re.sub(r"<[^>]+>", " ", walk(as_(ana), ana, SAID))
    assert not re.search(r"\d ?%|per ?cent|\bfault of\b", text)


def test_the_map_goes_on_where_it_was_left(ana, as_):
    browser = as_(ana)
    browser.post("/map/begin/")
    browser.post(ASK, {"question": "noticed", "tick": ["lonely"]})
    again = as_(ana)
    assert "Where you left off" in again.get("/map/begin/").content.decode()
    again.post("/map/begin/")
    assert library().items["map-lonely"].prompt in again.get(ASK).content.decode()


def test_going_back_asks_the_last_question_again(ana, as_):
    browser = as_(ana)
    browser.post("/map/begin/")
    assert "Back" not in browser.get(ASK).content.decode()
    browser.post(ASK, {"question": "noticed", "tick": ["lonely"]})
    page = browser.post("/map/question/back/", follow=True).content.decode()
    assert "What do you notice between you two?" in page
    assert draft_of(ana).replies == {}


def test_too_many_ticks_are_told_and_kept_on_the_page(ana, as_):
    browser = as_(ana)
    browser.post("/map/begin/")
    ticks = list(library().signs)[: MOST_SIGNS + 1]
    answered = browser.post(ASK, {"question": "noticed", "tick": ticks})
    assert answered.status_code == 422
    page = answered.content.decode()
    assert "At most 5, please" in page
    assert page.count(" checked") == len(ticks)
    assert draft_of(ana).replies == {}


@pytest.mark.parametrize("reply", ["", "5", "-1", "likely", "٣٣", "9" * 20])
def test_what_is_no_answer_changes_nothing(ana, as_, reply):
    browser = as_(ana)
    browser.post("/map/begin/")
    browser.post(ASK, {"question": "noticed", "tick": ["lonely"]})
    assert browser.post(ASK, {"question": "sign:lonely", "reply": reply}).status_code == 422
    assert list(draft_of(ana).replies) == ["noticed"]


def test_an_old_page_answers_no_other_question(ana, as_):
    browser = as_(ana)
    browser.post("/map/begin/")
    browser.post(ASK, {"question": "noticed", "tick": ["lonely"]})
    for name in ("noticed", "misread:0", "", "x" * 200):
        assert browser.post(ASK, {"question": name, "reply": "2"}).status_code == 302
    assert list(draft_of(ana).replies) == ["noticed"]


def test_rather_not_say_goes_on_past_a_list_of_ticks(ana, as_):
    browser = as_(ana)
    browser.post("/map/begin/")
    browser.post(ASK, {"question": "noticed", "tick": ["lonely"], "reply": UNSAID})
    assert draft_of(ana).replies == {"noticed": UNSAID}


def test_what_was_begun_can_be_erased(ana, as_):
    browser = as_(ana)
    browser.post("/map/begin/")
    browser.post("/map/question/erase/")
    assert maps_of(ana) == ()
    assert browser.get(ASK).url == "/map/begin/"
    assert browser.get("/map/").url == "/map/begin/"


def test_a_moment_alone_is_the_same_for_everybody_and_sends_nothing(ana, ben, as_, now):
    pages = []
    for who, said in ((ana, {"noticed": ("contempt",), "sign:contempt": 4}), (ben, {})):
        browser = as_(who)
        browser.post("/map/begin/")
        while (found := asked_now(who))[1].question.id != "alone":
            browser.post(ASK, sent(found[1].question, reply_from(said, found[1].question)))
        page = browser.get(ASK).content.decode()
        form = re.search(
            r'<form class="stack" method="post" action="/map/question/".*?</form>', page, re.DOTALL
        ).group()
        assert 'href="#safety-words"' in form
        pages.append(re.sub(r'value="\w{64}"', "", form))
    assert pages[0] == pages[1]
    assert "input type=" not in pages[0].replace('input type="hidden"', "")


def test_rough_words_lead_quietly_to_the_private_page(ana, ben, as_, now):
    fill(ana, now, {"noticed": ("contempt",), "sign:contempt": 4})
    fill(ben, now, {"noticed": ("lonely",), "sign:lonely": 4})
    words = "Rough words weigh on your map."
    assert words in as_(ana).get("/map/").content.decode()
    assert words not in as_(ben).get("/map/").content.decode()


def test_what_is_offered_tonight_is_behind_the_same_door_for_everybody(ana, ben, as_, now):
    fill(ana, now, {"noticed": ("contempt", "harsh-tone"), "sign:contempt": 4})
    fill(ben, now)
    doors = [re.findall(r'href="(/practice/[^"]*)"', as_(who).get("/map/").content.decode()) for who in (ana, ben)]
    assert doors[0] == doors[1] != []


def test_sentences_to_say_aloud_come_with_a_good_time(ana, as_):
    words = library().words["talk-first"]
    page = as_(ana).get("/map/talk/").content.decode()
    assert words.lines[0] in page
    assert words.good_time[0] in page
    assert words.if_it_lands_badly in page


def test_earlier_maps_are_kept_and_stand_beside_the_newest(ana, as_, now):
    first = fill(ana, now, {"noticed": ("lonely",), "sign:lonely": 4})
    later = DAY + timedelta(weeks=9)
    with clock.at(now + timedelta(weeks=9)):
        assert "A fresh look" in as_(ana).get("/map/begin/").content.decode()
        second = fill(ana, now, {"noticed": ("lonely",), "sign:lonely": 1}, later)
        page = as_(ana).get("/map/").content.decode()
        assert reverse("explore:earlier", args=[first.id]) in page
        beside = as_(ana).get(reverse("explore:earlier", args=[first.id])).content.decode()
        assert re.search(r"Alone together</th><td>very much</td><td>a little</td>", beside)
        assert as_(ana).get(reverse("explore:earlier", args=[second.id])).status_code == 200


def test_a_map_can_be_erased(ana, as_, now):
    one = fill(ana, now)
    assert as_(ana).post(reverse("explore:map-destroy", args=[one.id])).url == "/map/begin/"
    assert maps_of(ana) == ()


def test_another_persons_map_is_as_absent_as_one_that_never_was(ana, ben, cleo, pair, as_, now):
    one = fill(ben, now)
    for who in (ana, cleo):
        browser = as_(who)
        for name, method in (("explore:earlier", browser.get), ("explore:map-destroy", browser.post)):
            there, nowhere = (method(reverse(name, args=[each])) for each in (one.id, NOWHERE))
            assert there.status_code == 404
            assert told(there) == told(nowhere)
    assert last_map(ben) == one


def test_every_page_of_the_map_is_closed_without_signing_in(client, db):
    for name in ("result", "begin", "question", "talk"):
        assert client.get(reverse(f"explore:{name}")).status_code == 302


def test_titles_say_nothing(ana, as_, now):
    fill(ana, now)
    for page in ("/map/", "/map/begin/", "/map/talk/"):
        assert b"<title>Nearward</title>" in as_(ana).get(page).content


def test_the_page_of_the_day_leads_a_newcomer_to_the_map_and_back_to_where_it_was_left(ana, as_, now):
    assert 'href="/map/begin/"' in as_(ana).get("/").content.decode()
    begin_map(ana, DAY, now)
    assert "Your map waits where you left it" in as_(ana).get("/").content.decode()
    fill(ana, now)
    assert "/map/begin/" not in as_(ana).get("/").content.decode()
    with clock.at(now + timedelta(weeks=9)):
        assert "A fresh look, if you like" in as_(ana).get("/").content.decode()


def test_too_little_in_common_draws_ones_own_circle_and_no_wrong_one(ana, ben, pair, as_, now):
    as_(ana).post("/map/circle/", {"circle-raise": "0", "circle-leave": "2"})
    mine = {"link": bond_of(ana).pair.hex, "all": "yes"}
    as_(ana).post("/map/circle/show/", mine)
    alone = told(as_(ana).get("/map/circle/"))
    as_(ben).post("/map/circle/", {"circle-leave": "0"})
    as_(ben).post("/map/circle/show/", mine)
    assert told(as_(ana).get("/map/circle/")) == alone
    assert "Not much of a circle" not in as_(ana).get("/map/circle/").content.decode()


def test_two_views_of_the_circle_stand_as_two(ana, ben, pair, as_, now):
    for who in (ana, ben):
        as_(who).post("/map/circle/", {"circle-raise": "0", "circle-leave": "2"})
        as_(who).post("/map/circle/show/", {"link": bond_of(who).pair.hex, "all": "yes"})
    page = as_(ana).get("/map/circle/").content.decode()
    mine, theirs = page[page.index("As you see it") :].split("sees it</h2>")
    assert "You bring it up and go on." in mine
    assert "brings it up and goes on." in theirs
    assert "now the one, now the other" not in page


def test_a_result_tells_since_when_and_on_whose_side_without_the_question(ana, as_, now):
    fill(ana, now, {"noticed": ("lonely",), "sign:lonely": 4, "since:lonely": "years", "side:lonely": "both"})
    page = as_(ana).get("/map/").content.decode()
    assert "longer than a year · on both sides alike" in page
