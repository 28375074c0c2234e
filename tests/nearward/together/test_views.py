import re
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.compare import told
from tests.conftest import link

from nearward.kit import clock
from nearward.people import actions as people
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience
from nearward.together import actions
from nearward.together.queries import question_of, thanks_between
from nearward.together.rules import questions_on
from nearward_library import library

DAY = date(2026, 3, 12)
ME, BOTH, US = Audience.ME, Audience.BOTH, Audience.US
TWO, THANKS, ANSWERS, TODAY = "/two/", "/two/thanks/", "/two/answers/", f"/two/{DAY}/"
OWN_ID = re.compile(rb"(?<=/two/answers/)[0-9a-f-]{36}")
PAGES = [TWO, TODAY, THANKS, ANSWERS, f"/two/{DAY - timedelta(days=1)}/"]


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def answer(who, now, text="The lighthouse.", audience=BOTH, day=DAY):
    actions.answer_question(who, day, question_of(who, day).id, text, audience=audience, now=now)


def thank(who, now, text="Thank you for the tea.", audience=US):
    actions.thank(who, DAY, uuid.uuid4(), text, audience=audience, now=now)


def typed(page, **values):
    """What a browser would send of a page's form, with some fields filled in."""
    sent = {field.html_name: field.value() for field in page.context["form"]}
    return {name: value for name, value in {**sent, **values}.items() if value is not None}


def test_a_question_is_answered_for_oneself_unless_one_says_otherwise(ana, ben, pair, as_):
    browser = as_(ana)
    page = browser.get(TWO)
    answer = browser.post(TODAY, typed(page, text="The lighthouse."))
    assert answer["Location"] == TODAY
    assert question_of(ana, DAY).mine.audience is ME
    browser.post(TODAY, typed(browser.get(TODAY), audience="both"))
    assert question_of(ana, DAY).mine.audience is BOTH
    assert question_of(ana, DAY).mine.text == "The lighthouse."


def test_alone_nothing_is_said_of_a_partner_and_nobody_else_is_offered(ana, as_):
    page = as_(ana).get(TWO)
    assert b"A question for you" in page.content
    assert b'value="both"' not in page.content
    assert b'name="give"' not in as_(ana).get(THANKS).content
    as_(ana).post(TODAY, typed(page, text="The lighthouse."))
    assert question_of(ana, DAY).mine.audience is ME


def test_both_answers_stand_side_by_side_and_words_are_never_markup(ana, ben, pair, as_, now):
    answer(ana, now)
    answer(ben, now, "The sea <b>& all</b>\nof it")
    page = as_(ana).get(TWO).content
    assert b"The lighthouse." in page
    assert b"The sea &lt;b&gt;&amp; all&lt;/b&gt;<br>of it" in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_a_mistake_keeps_the_words_and_the_choice(ana, ben, pair, as_, text):
    page = as_(ana).post(TODAY, typed(as_(ana).get(TWO), text=text, audience="both"))
    assert page.status_code == 200
    assert page.context["form"]["text"].value() == text
    assert page.context["form"]["audience"].value() == "both"
    assert not Item.objects.exists()


def test_a_link_lost_while_writing_keeps_the_words_for_their_author_and_says_so(ana, ben, pair, as_, now):
    browser = as_(ana)
    drafts = typed(browser.get(TWO), text="The lighthouse.", audience="both"), typed(browser.get(THANKS), text="Tea.")
    people.pause_pair(ben, now)
    page = browser.post(TODAY, drafts[0], follow=True)
    assert b"kept for you alone" in page.content
    page = browser.post(THANKS, {**drafts[1], "give": "yes"}, follow=True)
    assert b"kept for you alone" in page.content
    assert {item.audience for item in Item.objects.all()} == {"me"}
    assert [each.text for each in thanks_between(ana, DAY, DAY)] == ["Tea."]
    kept = actions.queries.mine(ana, "together.answer")
    assert [each.value["text"] for each in kept] == ["The lighthouse."]


def test_a_draft_from_before_a_parting_shows_nothing_to_anybody_new(ana, ben, cleo, pair, as_, now):
    browser = as_(ana)
    old = typed(browser.get(TWO), text="The lighthouse.", audience="both")
    thanks = {**typed(browser.get(THANKS), text="Tea."), "give": "yes"}
    people.leave_pair(ben, now)
    link(ana, cleo, now)
    browser.post(TODAY, old)
    page = browser.post(THANKS, thanks, follow=True)
    assert b"kept for you alone" in page.content
    assert {item.audience for item in Item.objects.all()} == {"me"}


def test_a_draft_that_was_left_open_for_days_is_kept_for_its_own_day(ana, as_, now):
    browser = as_(ana)
    draft = typed(browser.get(TWO), text="The lighthouse.")
    with clock.at(now + timedelta(days=9)):
        page = browser.post(TODAY, draft, follow=True)
        assert b"The lighthouse." in page.content
    assert question_of(ana, DAY).mine.text == "The lighthouse."


def test_a_question_that_is_unknown_keeps_the_words_on_the_page(ana, as_):
    page = as_(ana).post(TODAY, {"question": "day-999999", "text": "The lighthouse."})
    assert page.status_code == 200
    assert b"The lighthouse." in page.content
    assert not Item.objects.exists()


def test_only_a_question_that_the_day_asks_can_be_answered_on_it(ana, ben, pair, as_, now):
    asked = {each.id for whose in (pair.pk, ana.pk) for each in questions_on(library().questions.values(), whose, DAY)}
    other = next(name for name in library().questions if name not in asked)
    browser = as_(ana)
    page = browser.post(TODAY, typed(browser.get(TWO), question=other, text="The lighthouse."))
    assert page.status_code == 200
    assert b"The lighthouse." in page.content
    assert not Item.objects.exists()
    for name in asked:
        browser.post(TODAY, typed(browser.get(TWO), question=name, text="The lighthouse."))
    assert {item.subject for item in Item.objects.all()} == asked


def test_what_was_answered_already_can_be_answered_anew_whatever_the_day_asks_now(ana, as_, now):
    asked = {each.id for each in questions_on(library().questions.values(), ana.pk, DAY)}
    other = next(name for name in library().questions if name not in asked)
    actions.answer_question(ana, DAY, other, "The lighthouse.", audience=ME, now=now)
    browser = as_(ana)
    browser.post(TODAY, typed(browser.get(TWO), question=other, text="The sea."))
    assert [each.value["text"] for each in actions.queries.mine(ana, "together.answer")] == ["The sea."]


def test_another_question_may_be_asked_for_twice(ana, ben, pair, as_):
    browser = as_(ana)
    seen = [browser.get(TWO).context["question"].id]
    for _time in range(3):
        browser.post(f"{TODAY}swap/")
        seen.append(browser.get(TWO).context["question"].id)
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[2]
    assert b"Another question" not in browser.get(TWO).content


def test_thanks_are_given_or_kept_by_what_the_button_says(ana, ben, pair, as_):
    browser = as_(ana)
    browser.post(THANKS, {**typed(browser.get(THANKS), text="For the tea."), "give": "yes"})
    browser.post(THANKS, {**typed(browser.get(THANKS), text="For myself."), "keep": "yes"})
    browser.post(THANKS, typed(browser.get(THANKS), text="By enter."))
    assert {each.text: each.audience for each in thanks_between(ana, DAY, DAY)} == {
        "For the tea.": US,
        "For myself.": ME,
        "By enter.": ME,
    }
    page = as_(ben).get(THANKS).content
    assert b"For the tea." in page
    assert b"For myself." not in page


def test_thanks_can_be_changed_and_erased(ana, as_, now):
    thank(ana, now, audience=ME)
    browser = as_(ana)
    address = reverse("together:thank", args=[thanks_between(ana, DAY, DAY)[0].id])
    browser.post(address, typed(browser.get(address), text="For the tea and the biscuit."))
    assert [each.text for each in thanks_between(ana, DAY, DAY)] == ["For the tea and the biscuit."]
    browser.post(f"{address}erase/")
    assert thanks_between(ana, DAY, DAY) == ()


def test_an_answer_can_be_erased_from_its_page(ana, as_, now):
    answer(ana, now)
    as_(ana).post(reverse("together:answer-erase", args=[question_of(ana, DAY).mine.id]))
    assert not Item.objects.exists()


def test_a_script_that_sends_words_is_told_where_to_go_and_uses_up_no_message(ana, as_):
    browser = as_(ana)
    sent = browser.post(THANKS, typed(browser.get(THANKS), text="Tea."), headers={"X-Keeping": "yes"})
    assert (sent.status_code, sent["X-Next"]) == (204, THANKS)
    assert b"Kept for you alone" in browser.get(THANKS).content


def test_every_page_for_two_is_closed_without_signing_in(client, db):
    for page in PAGES:
        assert client.get(page).status_code == 302
        assert client.post(page, {"text": "x"}).status_code == 302


def test_words_of_others_are_as_absent_as_words_that_never_were(ana, ben, cleo, dan, as_, now):
    link(ana, ben, now)
    thank(ben, now)
    answer(ben, now)
    nobody = uuid.UUID(int=0)
    pairs = [
        (reverse(f"together:{name}", args=[there]), reverse(f"together:{name}", args=[nobody]))
        for name, there in [
            ("thank", thanks_between(ben, DAY, DAY)[0].id),
            ("thank-erase", thanks_between(ben, DAY, DAY)[0].id),
            ("answer-erase", question_of(ben, DAY).mine.id),
        ]
    ]
    for who in (ana, cleo, dan):
        for there, nowhere in pairs:
            answers = [told(as_(who).post(address, {"text": "x"})) for address in (there, nowhere)]
            assert answers[0] == answers[1]
            assert answers[0][0] == 404
    assert Item.objects.filter(author=ben).count() == 2


@pytest.mark.parametrize("ana_says", [None, ME, BOTH])
def test_what_ben_hides_changes_no_byte_of_what_ana_sees(ana, ben, pair, as_, now, ana_says):
    if ana_says:
        answer(ana, now, audience=ana_says)
    thank(ana, now)
    before = [told(as_(ana).get(page)) for page in PAGES]
    thank(ben, now, audience=ME)
    answer(ben, now, "The sea.", audience=ME if ana_says is BOTH else BOTH)
    answer(ben, now, "The sea.", audience=BOTH if ana_says is None else ME, day=DAY - timedelta(days=1))
    actions.swap_question(ben, DAY - timedelta(days=2), now)
    assert [told(as_(ana).get(page)) for page in PAGES] == before


def test_what_ana_is_told_when_she_answers_is_the_same_whether_ben_hides_an_answer_or_not(ana, ben, pair, as_, now):
    def answers(audience):
        browser = as_(ana)
        sent = typed(browser.get(TWO), text="The lighthouse.", audience=audience)
        found = [told(browser.post(TODAY, sent)), told(browser.get(TODAY))]
        for item in Item.objects.filter(author=ana):
            item.delete()
        return [(status, OWN_ID.sub(b"-", body), headers) for status, body, headers in found]

    never = [answers(audience) for audience in ("me", "both")]
    answer(ben, now, "The sea.", audience=ME)
    assert [answers(audience) for audience in ("me", "both")] == never
    answer(ben, now, "The sea.", audience=BOTH)
    assert answers("me") == never[0]
    assert answers("both") != never[1]


def test_a_withdrawn_answer_looks_like_never_answered(ana, ben, pair, as_, now):
    answer(ana, now)
    never = [told(as_(ana).get(page)) for page in PAGES]
    answer(ben, now, "The sea.")
    thank(ben, now)
    assert b"The sea." in as_(ana).get(TWO).content
    answer(ben, now, "The sea.", audience=ME)
    actions.erase_thanks(ben, thanks_between(ben, DAY, DAY)[0].id, now)
    assert [told(as_(ana).get(page)) for page in PAGES] == never


def test_older_weeks_are_offered_only_where_there_are_words(ana, as_, now):
    browser = as_(ana)
    assert b'rel="next"' not in browser.get(THANKS).content + browser.get(ANSWERS).content
    actions.thank(ana, DAY - timedelta(days=100), uuid.uuid4(), "For the tea.", audience=ME, now=now)
    answer(ana, now, audience=ME, day=DAY - timedelta(days=40))
    for page, step in ((THANKS, 84), (ANSWERS, 28)):
        older = f"?until={DAY - timedelta(days=step)}"
        assert older.encode() in browser.get(page).content
        assert b'rel="prev"' in browser.get(page + older).content
    assert b"For the tea." in browser.get(f"{THANKS}?until={DAY - timedelta(days=84)}").content


def test_words_kept_again_during_a_pause_stay_hidden_after_it(ana, ben, pair, as_, now):
    answer(ana, now)
    answer(ben, now, "The sea.")
    thank(ana, now)
    browser = as_(ana)
    given = reverse("together:thank", args=[thanks_between(ana, DAY, DAY)[0].id])
    draft = typed(browser.get(TODAY))
    assert draft["audience"] == "both"
    people.pause_pair(ben, now)
    browser.post(TODAY, draft)
    browser.post(given, typed(browser.get(given)))
    people.resume_pair(ben, now)
    assert question_of(ben, DAY).theirs is None
    assert thanks_between(ben, DAY, DAY) == ()


def test_ones_own_answer_of_today_stays_in_sight_during_a_pause_by_either(ana, ben, pair, as_, now):
    answer(ana, now)
    answer(ben, now, "The sea.")
    people.pause_pair(ben, now)
    for who, own, others in ((ana, b"The lighthouse.", b"The sea."), (ben, b"The sea.", b"The lighthouse.")):
        page = as_(who).get(TWO).content
        assert own in page
        assert others not in page
        assert b"Another question" not in page
