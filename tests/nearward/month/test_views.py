import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.hostile.conftest import FRESH

from nearward.kit import clock
from nearward.month import actions, queries
from nearward.month.rules import Stands, months_until
from nearward.people import actions as people
from nearward.sharing.queries import NotThere, mine
from nearward.sharing.rules import Audience
from nearward_library import library

TODAY = date(2026, 3, 12)
MARCH = date(2026, 3, 1)
VALUED = "monthly-valued"


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def text_of(response):
    return FRESH.sub("", response.content.decode())


def look(who, item=VALUED):
    quality = library().items[item].quality
    return next(one for one in queries.look_back(who, TODAY).looks if one.quality.id == quality)


def test_each_of_the_ten_qualities_is_asked_about_once(ana):
    asked = queries.asked_of(ana, TODAY)
    assert [one.quality.id for one in asked] == [one.item.quality for one in asked]
    assert {one.quality.id for one in asked} == library().qualities.keys()
    assert len(asked) == 10


def test_a_month_is_answered_in_part_kept_for_oneself_and_changed(as_, ana):
    browser, form = as_(ana), reverse("month:questions")
    assert browser.post(form, {f"a-{VALUED}": "70"})["Location"] == reverse("month:index")
    (kept,) = mine(ana, queries.KIND)
    assert (kept.subject, kept.day, kept.value, kept.audience) == (VALUED, MARCH, 70, Audience.ME)
    browser.post(form, {f"a-{VALUED}": "20"})
    assert [one.value for one in mine(ana, queries.KIND)] == [20]
    assert look(ana).mine.said
    wrong = browser.post(form, {f"a-{VALUED}": "999"})
    assert wrong.status_code == 200
    assert [one.value for one in mine(ana, queries.KIND)] == [20]


def test_each_month_stands_against_ones_own_past_and_not_the_others(ana, ben, pair, now):
    for back, month in enumerate(reversed(months_until(MARCH, 5))):
        actions.keep_month(ana, month, {VALUED: 80 if back == 0 else 40}, Audience.US, now)
        actions.keep_month(ben, month, {VALUED: 90}, Audience.US, now)
    seen = look(ana)
    assert seen.mine.stands is Stands.HIGHER
    assert seen.theirs.stands is Stands.USUAL
    assert seen.mine.values[-5:] == (40, 40, 40, 40, 80)


def test_what_each_shows_is_seen_beside_ones_own_and_what_is_withdrawn_is_gone(as_, ana, ben, pair, now):
    actions.keep_month(ben, MARCH, {VALUED: 90}, Audience.BOTH, now)
    assert not look(ana).theirs
    actions.keep_month(ana, MARCH, {VALUED: 10}, Audience.BOTH, now)
    assert look(ana).theirs.said == "very"
    as_(ben).post(reverse("month:answer-show", args=[look(ben).answer]), {"audience": "me", "link": str(pair.pk)})
    assert not look(ana).theirs


def test_nothing_that_the_partner_keeps_changes_a_byte(as_, ana, ben, pair, now):
    hers = as_(ana)
    actions.keep_month(ana, MARCH, {VALUED: 10}, Audience.US, now)
    pages = [reverse("month:index"), reverse("month:questions")]
    before = [text_of(hers.get(page)) for page in pages]
    for month in months_until(MARCH, 6):
        actions.keep_month(ben, month, dict.fromkeys((VALUED, "monthly-interest"), 5), Audience.ME, now)
    assert [text_of(hers.get(page)) for page in pages] == before
    people.pause_pair(ben, now)
    people.resume_pair(ben, now)
    assert [text_of(hers.get(page)) for page in pages] == before


def test_the_page_has_no_number_no_sum_and_no_word_on_months_left_out(as_, ana, now):
    actions.keep_month(ana, MARCH, {VALUED: 73}, Audience.ME, now)
    page = text_of(as_(ana).get(reverse("month:index")))
    words = re.sub(r"<[^>]*>", " ", page[page.index("<main") : page.index("</main>")])
    assert "73" not in words
    assert not re.search(r"\b(score|total|average|missed)\b", words)


def test_a_form_from_another_link_shows_nothing_to_anybody(as_, ana, ben, pair, now):
    sent = {f"a-{VALUED}": "70", "audience": "us", "link": "another"}
    response = as_(ana).post(reverse("month:questions"), sent, follow=True)
    assert "Kept for you alone" in text_of(response)
    assert not look(ben).theirs


def test_kept_again_during_a_pause_it_stays_hidden_after_it(ana, ben, pair, now):
    actions.keep_month(ana, MARCH, {VALUED: 70}, Audience.US, now)
    people.pause_pair(ben, now)
    actions.keep_month(ana, MARCH, {VALUED: 70}, Audience.ME, now)
    people.resume_pair(ben, now)
    assert not look(ben).theirs


def test_kept_again_the_answers_are_for_whom_the_form_says_now(as_, ana, ben, pair):
    browser, form = as_(ana), reverse("month:questions")
    values = {f"a-{one.item.id}": "70" for one in queries.asked_of(ana, TODAY)}

    def checked():
        boxes = re.findall(r"<input[^>]*name=\"audience\"[^>]*>", text_of(browser.get(form)))
        return [re.search(r'value="(\w+)"', box)[1] for box in boxes if "checked" in box]

    def keep(audience):
        browser.post(form, values | {"audience": audience, "link": str(pair.pk)})
        return sum(bool(one.theirs) for one in queries.look_back(ben, TODAY).looks)

    assert checked() == ["me"]
    assert keep("us") == 10
    assert checked() == ["us"]
    assert keep("me") == 0
    assert checked() == ["me"]
    assert keep("us") == 10
    first = look(ana).answer
    browser.post(reverse("month:answer-show", args=[first]), {"audience": "both", "link": str(pair.pk)})
    assert checked() == ["me"]


def test_nobody_shows_or_erases_anothers_answer_nor_what_is_none(as_, ana, ben, cleo, pair, now):
    actions.keep_month(ana, MARCH, {VALUED: 70}, Audience.ME, now)
    answer = look(ana).answer
    for who in (ben, cleo):
        for name in ("month:answer-show", "month:answer-erase"):
            assert as_(who).post(reverse(name, args=[answer]), {"audience": "us"}).status_code == 404
    assert look(ana).answer == answer
    actions.erase_answer(ana, answer, now + timedelta(minutes=1))
    with pytest.raises(NotThere):
        actions.erase_answer(ana, answer, now)
