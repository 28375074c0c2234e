import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from tests.conftest import link

from nearward.checkins.actions import Entry, choose, close_minute, keep_answers
from nearward.checkins.queries import answers_on, choices_of, shown_on
from nearward.checkins.rules import Answer
from nearward.kit import clock
from nearward.people import actions as people
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience

DAY = date(2026, 3, 12)
YESTERDAY = DAY - timedelta(days=1)
ME, BOTH, US = Audience.ME, Audience.BOTH, Audience.US
TODAY = "/minute/"
EDIT = f"/minute/{DAY}/edit/"


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def written(who, day=DAY):
    return {each.item.id: (each.value, each.audience) for each in answers_on(who, day)}


def keep(who, now, day=DAY, audience=ME, **values):
    entries = [Entry(name.replace("_", "-"), Answer(value), audience) for name, value in values.items()]
    keep_answers(who, day, entries, now=now)


def answer_of(who, day=DAY):
    return reverse("checkins:answer", args=[answers_on(who, day)[0].id])


def typed(page, **values):
    """What a browser would send of a page's minute form, with some fields filled in."""
    sent = {field.html_name: field.value() for field in page.context["form"]}
    kept = {name: value for name, value in sent.items() if value not in (None, False, [])}
    return {**kept, **{name.replace("__", "-"): value for name, value in values.items()}}


def test_the_minute_asks_keeps_and_closes_softly(ana, as_):
    browser = as_(ana)
    page = browser.get(TODAY)
    assert b"How near do you two feel today?" in page.content
    answer = browser.post(EDIT, typed(page, a__closeness="58", a__tension="1", a__repair="2"))
    assert (answer.status_code, answer["Location"]) == (302, TODAY)
    assert written(ana) == {"closeness": (58, ME), "tension": (1, ME), "repair": (2, ME)}
    closed = browser.get(TODAY)
    assert b"That is all for today" in closed.content
    assert b"made up" in closed.content


def test_what_is_left_alone_is_not_an_answer(ana, as_):
    browser = as_(ana)
    browser.post(EDIT, typed(browser.get(TODAY)))
    assert not Item.objects.exists()
    assert b"Nothing needs to be written down today" in browser.get(TODAY).content


def test_a_question_that_does_not_apply_can_say_so(ana, as_):
    browser = as_(ana)
    browser.post(EDIT, typed(browser.get(TODAY), **{"away__felt-heard": "on", "a__tension": "away"}))
    assert [(each.item.id, each.answer.away, each.said) for each in answers_on(ana, DAY)] == [
        ("felt-heard", True, "we had no contact"),
        ("tension", True, "we had no contact"),
    ]


def test_a_follow_up_without_its_reason_is_not_kept(ana, as_):
    browser = as_(ana)
    browser.post(EDIT, typed(browser.get(TODAY), a__tension="0", a__repair="2"))
    assert written(ana) == {"tension": (0, ME)}


def test_an_answer_can_be_corrected_and_taken_away_on_its_day(ana, as_, now):
    keep(ana, now, closeness=40, own_load=80, tension=2, repair=1)
    browser = as_(ana)
    page = browser.get(EDIT)
    browser.post(EDIT, typed(page, **{"a__closeness": "70", "a__own-load": "", "a__tension": "0"}))
    assert written(ana) == {"closeness": (70, ME), "tension": (0, ME)}


def test_a_form_from_before_an_answer_does_not_take_it_away(ana, as_, now):
    browser = as_(ana)
    old = typed(browser.get(TODAY), a__tension="0")
    keep(ana, now, closeness=40)
    browser.post(EDIT, old)
    assert written(ana) == {"closeness": (40, ME), "tension": (0, ME)}


def test_a_mistake_keeps_what_was_typed_and_writes_nothing(ana, as_, now):
    keep(ana, now, own_load=30)
    browser = as_(ana)
    page = browser.post(EDIT, typed(browser.get(TODAY), **{"a__closeness": "58", "a__own-load": "4000"}))
    assert page.status_code == 200
    assert page.context["form"]["a-closeness"].value() == "58"
    assert b'role="alert"' in page.content
    assert written(ana) == {"own-load": (30, ME)}


def test_the_first_question_alone_does_not_close_the_day(ana, as_):
    browser = as_(ana)
    answer = browser.post(EDIT, {"a-closeness": "58", "more": "yes"})
    assert answer["Location"] == TODAY
    assert written(ana) == {"closeness": (58, ME)}
    assert b"That is all for today" not in browser.get(TODAY).content


def test_yesterday_may_be_added_and_corrected_until_it_is_the_day_before(ana, as_, now):
    browser = as_(ana)
    address = f"/minute/{YESTERDAY}/edit/"
    answer = browser.post(address, typed(browser.get(address), a__closeness="30"))
    assert answer["Location"] == f"/minute/{YESTERDAY}/"
    assert written(ana, YESTERDAY) == {"closeness": (30, ME)}
    with clock.at(now + timedelta(days=1)):
        late = browser.post(address, {"a-closeness": "90", "had": "closeness"}, follow=True)
    assert b"This day has closed" in late.content
    assert written(ana, YESTERDAY) == {"closeness": (30, ME)}


def test_yesterday_is_offered_only_to_those_who_had_begun_and_left_it_out(ana, as_, now):
    browser, link = as_(ana), f"/minute/{YESTERDAY}/edit/".encode()
    assert link not in browser.get(TODAY).content
    keep(ana, now, day=YESTERDAY - timedelta(days=2), closeness=40)
    assert link in browser.get(TODAY).content
    close_minute(ana, DAY)
    assert link in browser.get(TODAY).content
    keep(ana, now, day=YESTERDAY, closeness=40)
    assert link not in browser.get(TODAY).content


def test_a_form_sent_after_midnight_is_about_the_day_it_was_made_for(ana, as_):
    browser = as_(ana)
    with clock.at(datetime.fromisoformat("2026-03-13T02:59:00+00:00")):  # 3.59 in Berlin
        page = browser.get(TODAY)
    with clock.at(datetime.fromisoformat("2026-03-13T03:01:00+00:00")):
        browser.post(EDIT, typed(page, a__closeness="30"))
    assert written(ana) == {"closeness": (30, ME)}


def test_leaving_the_minute_for_today_writes_nothing_down(ana, as_):
    browser = as_(ana)
    assert browser.post(reverse("checkins:not-today")).status_code == 302
    assert not Item.objects.exists()
    page = browser.get(TODAY)
    assert b"That is all for today" in page.content
    assert EDIT.encode() in page.content


def test_every_question_can_be_switched_off(ana, as_):
    browser = as_(ana)
    choices = reverse("checkins:choices")
    form = browser.get(choices).context["form"]
    assert form["ask-closeness"].value() is True
    assert form["ask-bodily-closeness"].value() is False
    browser.post(choices, {"weekday": "2"})
    assert b"switched every question off" in browser.get(TODAY).content
    browser.post(choices, {"weekday": "2", "ask-closeness": "on", "ask-bodily-closeness": "on"})
    page = browser.get(TODAY)
    assert page.context["form"].questions[0].item.id == "closeness"
    assert len(page.context["form"].questions) == 1
    assert (choices_of(ana).weekday, choices_of(ana).on) == (2, {"bodily-closeness"})


def test_a_mistaken_choice_changes_nothing(ana, as_):
    page = as_(ana).post(reverse("checkins:choices"), {"weekday": "9"})
    assert page.status_code == 200
    assert choices_of(ana).off == frozenset()


# who sees an answer


def test_nobody_is_offered_to_show_anything_to_a_partner_who_is_not_there(ana, ben, as_, now):
    keep(ana, now, closeness=40)
    alone = [as_(ana).get(address).content for address in (TODAY, EDIT, answer_of(ana), reverse("checkins:choices"))]
    for page in alone:
        assert b'value="both"' not in page
        assert b'value="us"' not in page
    link(ana, ben, now)
    for address in (EDIT, answer_of(ana), reverse("checkins:choices")):
        assert b'value="both"' in as_(ana).get(address).content


def test_an_answer_is_for_its_author_unless_they_say_otherwise(ana, ben, pair, as_):
    browser = as_(ana)
    page = browser.get(TODAY)
    browser.post(EDIT, typed(page, **{"a__closeness": "40", "a__own-load": "20", "for__own-load": "us"}))
    assert written(ana) == {"closeness": (40, ME), "own-load": (20, US)}
    assert [each.item.id for each in shown_on(ben, DAY)] == ["own-load"]


def test_a_standing_choice_is_offered_on_the_form_and_can_be_unmade_there(ana, ben, pair, as_):
    choose(ana, off=[], on=[], weekday=6, seen_by={"closeness": US})
    browser = as_(ana)
    page = browser.get(TODAY)
    assert page.context["form"]["for-closeness"].value() == "us"
    browser.post(EDIT, typed(page, a__closeness="40"))
    assert written(ana) == {"closeness": (40, US)}
    browser.post(EDIT, typed(browser.get(EDIT), for__closeness="me"))
    assert written(ana) == {"closeness": (40, ME)}


def test_a_form_from_before_a_parting_shows_nothing_to_anybody_new(ana, ben, cleo, pair, as_, now):
    browser = as_(ana)
    old = typed(browser.get(TODAY), a__closeness="40", for__closeness="us")
    choices = {"weekday": "6", "seen-closeness": "us", "link": pair.pk.hex}
    people.leave_pair(ben, now)
    link(ana, cleo, now)
    page = browser.post(EDIT, old, follow=True)
    browser.post(reverse("checkins:choices"), choices)
    assert b"kept for you alone" in page.content
    assert written(ana) == {"closeness": (40, ME)}
    assert choices_of(ana).seen_by == {}


def test_a_link_lost_while_typing_keeps_the_answers_and_says_so(ana, ben, pair, as_, now):
    browser = as_(ana)
    old = typed(browser.get(TODAY), a__closeness="40", for__closeness="both")
    people.pause_pair(ben, now)
    page = browser.post(EDIT, old, follow=True)
    assert b"kept for you alone" in page.content
    assert written(ana) == {"closeness": (40, ME)}


def test_each_past_answer_can_be_shown_and_hidden_by_itself(ana, ben, pair, as_, now):
    long_ago = DAY - timedelta(days=30)
    keep(ana, now, day=long_ago, closeness=40, own_load=10)
    browser = as_(ana)
    address = answer_of(ana, long_ago)
    browser.post(address, {"audience": "us", "link": pair.pk.hex})
    assert [each.item.id for each in shown_on(ben, long_ago)] == ["closeness"]
    browser.post(address, {"audience": "me", "link": pair.pk.hex})
    assert shown_on(ben, long_ago) == ()
    page = browser.post(address, {"audience": "us", "link": "another"}, follow=True)
    assert b"kept for you alone" in page.content
    assert shown_on(ben, long_ago) == ()


def test_an_answer_can_be_erased_for_good(ana, as_, now):
    keep(ana, now, closeness=40)
    answer = as_(ana).post(answer_of(ana) + "erase/")
    assert answer["Location"] == f"/minute/{DAY}/"
    assert written(ana) == {}


def test_earlier_days_are_listed_without_a_word_about_days_left_out(ana, as_, now):
    for ago in (0, 3, 20):
        keep(ana, now, day=DAY - timedelta(days=ago), closeness=40)
    browser = as_(ana)
    page = browser.get(reverse("checkins:answers"))
    assert [day for day, _written in page.context["days"]] == [DAY, DAY - timedelta(days=3)]
    older = re.search(rb'href="(\?until=[^"]*)"', page.content).group(1).decode()
    page = browser.get(reverse("checkins:answers") + older)
    assert [day for day, _written in page.context["days"]] == [DAY - timedelta(days=20)]
    assert page.context["older"] is None
    assert browser.get(reverse("checkins:answers") + "?until=never").status_code == 200


@pytest.mark.parametrize("who_pauses", ["ana", "ben"])
def test_what_is_kept_again_during_a_pause_stays_hidden_after_it(ana, ben, pair, as_, now, who_pauses):
    keep(ana, now, audience=US, closeness=40, tension=1)
    pausing = {"ana": ana, "ben": ben}[who_pauses]
    people.pause_pair(pausing, now)
    browser = as_(ana)
    browser.post(EDIT, typed(browser.get(EDIT)))
    people.resume_pair(pausing, now)
    assert shown_on(ben, DAY) == ()
    assert written(ana) == {"closeness": (40, ME), "tension": (1, ME)}


def test_what_is_not_kept_again_during_a_pause_is_shown_again_after_it(ana, ben, pair, as_, now):
    keep(ana, now, audience=US, closeness=40)
    people.pause_pair(ben, now)
    assert shown_on(ben, DAY) == ()
    people.resume_pair(ben, now)
    assert [each.value for each in shown_on(ben, DAY)] == [40]


def test_the_page_of_one_answer_saved_unchanged_during_a_pause_keeps_it_for_oneself(ana, ben, pair, as_, now):
    keep(ana, now, audience=US, closeness=40)
    people.pause_pair(ben, now)
    browser = as_(ana)
    browser.post(answer_of(ana), typed(browser.get(answer_of(ana))))
    people.resume_pair(ben, now)
    assert shown_on(ben, DAY) == ()
