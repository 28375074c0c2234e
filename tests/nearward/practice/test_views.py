import re
import uuid

import pytest
from django.urls import reverse
from django.utils.html import escape

from nearward.kit import clock
from nearward.people.queries import today_of
from nearward.practice import actions, queries
from nearward.practice.moments import Said, Wish
from nearward.practice.plan import plan_of
from nearward.practice.rows import TONIGHT
from nearward.sharing.models import Item
from nearward_library import library

POSTS = (
    "answer-create",
    "choice-create",
    "focus-create",
    "focus-destroy",
    "wish-create",
    "kept-create",
    "booster-destroy",
)


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


@pytest.fixture
def others(ben, cleo, dan, pair):
    """Everybody but Ana."""
    return ben, cleo, dan


def text_of(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_every_page_asks_a_stranger_to_sign_in(client, db):
    for address in (reverse("practice:index"), reverse("practice:doing", args=["unplug"])):
        assert client.get(address).status_code == 302
    for name in POSTS:
        assert client.post(reverse(f"practice:{name}"), {"practice": "unplug"}).status_code == 302
    assert not Item.objects.exists()


def test_what_changes_something_is_not_done_by_looking(as_, ana):
    for name in POSTS:
        assert as_(ana).get(reverse(f"practice:{name}")).status_code == 405


def test_a_practice_is_shown_step_by_step_with_its_reason(as_, ana, now):
    actions.look_into(ana, [], ["devices"], today_of(ana, now), now)
    best = queries.best_for(ana, today_of(ana, now)).practice
    text = text_of(as_(ana).get(reverse("practice:doing", args=[best.id])))
    assert "Why this" in text
    assert "which you are looking into" in text
    assert all(step.do.split("’")[0] in text for step in best.steps)
    assert all(line.split("’")[0] in text for line in best.stop_rules)


def test_alone_what_one_can_do_stands_first_on_the_card_and_before_the_steps(as_, ana, now):
    actions.look_into(ana, [], ["devices"], today_of(ana, now), now)
    best = queries.best_for(ana, today_of(ana, now))
    assert best.alone
    line = escape(best.practice.variants.alone)
    card, page = text_of(as_(ana).get("/")), text_of(as_(ana).get(reverse("practice:doing", args=[best.practice.id])))
    assert line in card
    assert escape(best.practice.says) not in card
    assert page.index(line) < page.index("How it goes")


def test_for_two_the_card_says_what_it_is_for_two(as_, ana, ben, pair, now):
    best = queries.best_for(ana, today_of(ana, now))
    assert not best.alone
    assert escape(best.practice.says) in text_of(as_(ana).get("/"))


def test_a_practice_that_was_not_offered_gives_no_reason(as_, ana):
    best = queries.best_for(ana, today_of(ana, clock.now())).practice.id
    other = "unplug" if best != "unplug" else "gratitude"
    assert "Why this" not in text_of(as_(ana).get(reverse("practice:doing", args=[other])))


def test_what_does_not_exist_is_not_there(as_, ana):
    browser = as_(ana)
    assert browser.get(reverse("practice:doing", args=["no-such-practice"])).status_code == 404
    for wrong in ({"practice": "no-such", "said": "done"}, {"practice": "unplug", "said": "perhaps"}, {}):
        assert browser.post(reverse("practice:answer-create"), wrong).status_code == 404
    assert browser.post(reverse("practice:choice-create"), {"practice": "no-such"}).status_code == 404
    assert browser.post(reverse("practice:answer-destroy", args=[uuid.uuid4()])).status_code == 404
    assert not Item.objects.exists()


def test_done_is_kept_and_can_be_taken_back(as_, ana, now):
    browser = as_(ana)
    response = browser.post(reverse("practice:answer-create"), {"practice": "unplug", "said": "done"}, follow=True)
    assert "That is all for today." in text_of(response)
    (tried,) = queries.tried_by(ana)
    assert tried.said is Said.DONE
    assert "Take it back" in text_of(browser.get(reverse("practice:doing", args=["unplug"])))
    browser.post(reverse("practice:answer-destroy", args=[tried.id]))
    assert queries.tried_by(ana) == ()


def test_another_idea_leads_to_another_practice(as_, ana, now):
    best = queries.best_for(ana, today_of(ana, now)).practice.id
    response = as_(ana).post(reverse("practice:answer-create"), {"practice": best, "said": "another"})
    assert response.status_code == 302
    assert response["Location"] == reverse(
        "practice:doing", args=[queries.best_for(ana, today_of(ana, now)).practice.id]
    )
    assert best not in response["Location"]


def test_an_answer_from_home_goes_back_home_and_nowhere_else(as_, ana):
    said = {"practice": "unplug", "said": "not-now"}
    assert as_(ana).post(reverse("practice:answer-create"), said | {"back": "home:today"})["Location"] == "/#one-thing"
    elsewhere = as_(ana).post(reverse("practice:answer-create"), said | {"back": "https://example.org"})
    assert elsewhere["Location"] == reverse("practice:index")


def test_what_is_noticed_leads_to_one_thing_and_stands_in_no_address(as_, ana):
    response = as_(ana).post(reverse("practice:focus-create"), {"sign": ["less-affection", "undervalued"]})
    assert response["Location"].startswith("/practice/do/")
    assert "affection" not in response["Location"]
    assert [sign.id for sign in queries.focus_of(ana).signs] == ["less-affection", "undervalued"]


def test_fear_is_not_something_to_look_into_here(as_, ana):
    response = as_(ana).post(reverse("practice:focus-create"), {"cause": "abuse"})
    assert response["Location"] == reverse("guide:behind")
    assert not queries.focus_of(ana)


def test_the_focus_can_be_put_away(as_, ana, now):
    actions.look_into(ana, ["unheard"], [], today_of(ana, now), now)
    browser = as_(ana)
    assert "Feeling unheard" in text_of(browser.get(reverse("practice:index")))
    browser.post(reverse("practice:focus-destroy"))
    assert "Nothing in particular" in text_of(browser.get(reverse("practice:index")))


def test_do_this_now_makes_it_the_offer_of_the_day(as_, ana, now):
    response = as_(ana).post(reverse("practice:choice-create"), {"practice": "unplug"})
    assert response["Location"] == reverse("practice:doing", args=["unplug"])
    assert queries.offer_for(ana, today_of(ana, now)).practice.id == "unplug"
    assert "You chose it yourself." in text_of(as_(ana).get(response["Location"]))


def test_a_wish_is_kept_and_a_mistake_is_answered(as_, ana):
    browser = as_(ana)
    browser.post(reverse("practice:wish-create"), {"wish": "quiet"})
    assert queries.wish_of(ana) is Wish.QUIET
    assert re.search(r'value="quiet"[^>]*checked', text_of(browser.get(reverse("practice:index"))))
    response = browser.post(reverse("practice:wish-create"), {"wish": "everything"})
    assert response.status_code == 200
    assert "errorlist" in text_of(response)
    assert queries.wish_of(ana) is Wish.QUIET


def test_a_closed_gate_looks_like_any_other_page(as_, ana, ben, pair, now):
    """The same parts in the same number; only the offer differs, and its reasons are reasons for it."""

    def shape(wish):
        actions.wish_for(ana, wish, today_of(ana, now), now)
        best = queries.best_for(ana, today_of(ana, now)).practice.id
        text = text_of(as_(ana).get(reverse("practice:doing", args=[best])))
        return text.count("<section"), text.count("<form"), "Why this" in text

    assert shape(Wish.TWO) == shape(Wish.OPEN)
    assert shape(Wish.ALONE) == shape(Wish.QUIET)


def test_nobody_sees_what_another_does(as_, ana, others, now):
    pages = [reverse("practice:index"), reverse("practice:doing", args=["unplug"])]
    before = [[text_of(as_(who).get(page)) for page in pages] for who in others]
    today = today_of(ana, now)
    actions.answer_offer(ana, "unplug", Said.DONE, today, now)
    actions.look_into(ana, ["lonely"], [], today, now)
    actions.wish_for(ana, Wish.QUIET, today, now)
    assert [[text_of(as_(who).get(page)) for page in pages] for who in others] == before


def test_nobody_takes_back_what_another_did(as_, ana, others, now):
    actions.answer_offer(ana, "unplug", Said.DONE, today_of(ana, now), now)
    (tried,) = queries.tried_by(ana)
    for who in others:
        assert as_(who).post(reverse("practice:answer-destroy", args=[tried.id])).status_code == 404
    assert len(queries.tried_by(ana)) == 1


def test_the_plan_is_taken_up_done_liked_and_put_by_without_script(as_, ana, now):
    browser, index = as_(ana), reverse("practice:index")
    today = today_of(ana, now)
    assert "You could take this up" in text_of(browser.get(index))
    name = plan_of(ana, today).places[0].practice.id
    assert browser.post(reverse("practice:kept-create"), {"practice": name})["Location"] == index
    assert "In your plan since" in text_of(browser.get(index))
    said = {"practice": name, "said": "done", "back": "practice:index"}
    assert browser.post(reverse("practice:answer-create"), said)["Location"] == index
    browser.post(reverse("practice:answer-create"), said | {"liked": "1"})
    text = text_of(browser.get(index))
    assert re.search(r'value="1" aria-pressed="true"', text)
    assert "Done once so far." in text
    (place,) = plan_of(ana, today).places
    browser.post(reverse("practice:kept-destroy", args=[place.kept.id]))
    assert "In your plan since" not in text_of(browser.get(index))


def test_a_third_thing_is_refused_kindly(as_, ana, now):
    browser = as_(ana)
    for name in ("savour", "unplug"):
        actions.take_up(ana, name, today_of(ana, now), now)
    response = browser.post(reverse("practice:kept-create"), {"practice": "good-news"}, follow=True)
    assert "Put one of them by to make room." in text_of(response)
    assert browser.post(reverse("practice:kept-create"), {"practice": "no-such"}).status_code == 404


def test_the_plan_of_a_closed_gate_has_the_same_parts(as_, ana, ben, pair, now):
    browser = as_(ana)

    def parts(wish):
        actions.wish_for(ana, wish, today_of(ana, now), now)
        text = text_of(browser.get(reverse("practice:index")))
        return [text.count(f"<{part}") for part in ("section", "form", "h2", "button", "li")]

    assert parts(Wish.QUIET) == parts(Wish.OPEN) == parts(Wish.TWO)


def test_nobody_puts_by_what_stands_in_another_plan(as_, ana, others, now):
    actions.take_up(ana, "savour", today_of(ana, now), now)
    (held,) = queries.held_by(ana)
    for who in others:
        assert as_(who).post(reverse("practice:kept-destroy", args=[held.id])).status_code == 404
    assert queries.held_by(ana)[0].until is None


def test_tonight_has_one_small_act_and_three_ways_to_go_on(as_, ana, now):
    browser, page = as_(ana), reverse("practice:tonight")
    best = queries.tonight_for(ana, today_of(ana, now))
    assert best.practice.id in TONIGHT
    text = text_of(browser.get(page))
    assert escape(best.practice.variants.tired) in text
    assert "Why this" in text
    assert all(words in text for words in ("Keep it to myself", "Talk first", "Invite"))
    said = {"practice": best.practice.id, "back": "practice:tonight"}
    assert browser.post(reverse("practice:answer-create"), said | {"said": "another"})["Location"] == page
    assert best.practice.title not in text_of(browser.get(page))
    browser.post(reverse("practice:answer-create"), said | {"said": "done"})
    assert "That is all for today." in text_of(browser.get(page))


def test_tonight_looks_the_same_with_the_gate_open_or_closed(as_, ana, ben, pair, now):
    browser, today = as_(ana), today_of(ana, now)

    def parts(wish):
        actions.wish_for(ana, wish, today, now)
        text = text_of(browser.get(reverse("practice:tonight")))
        return re.findall(r"<(?!/)(\w+)", re.sub(r"<(strong|svg|path|circle|rect|line|polyline)[^>]*>", "", text))

    assert parts(Wish.QUIET) == parts(Wish.OPEN) == parts(Wish.TWO)


def test_tonight_offers_nothing_that_the_gate_closes_however_often_another_is_wanted(ana, now):
    today = today_of(ana, now)
    actions.wish_for(ana, Wish.QUIET, today, now)
    for _ in range(12):
        found = queries.tonight_for(ana, today).practice
        assert not found.closes_with_the_gate
        actions.answer_offer(ana, found.id, Said.ANOTHER, today, now)


def test_when_everything_was_put_away_for_good_tonight_says_so(as_, ana, now):
    for name in library().practices:
        actions.answer_offer(ana, name, Said.NEVER, today_of(ana, now), now)
    assert "Nothing tonight" in text_of(as_(ana).get(reverse("practice:tonight")))


def test_today_leads_to_the_plan_before_and_after_the_one_thing_is_done(as_, ana, now):
    browser, today = as_(ana), today_of(ana, now)
    link = f'href="{reverse("practice:index")}">See the plan'
    assert link in text_of(browser.get(reverse("home:today")))
    actions.did(ana, "unplug", today, now)
    assert link in text_of(browser.get(reverse("home:today")))
