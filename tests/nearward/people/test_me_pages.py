import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.nearward.people.conftest import words_of

from nearward.people import actions, queries
from nearward.people.models import Person, Session
from nearward.people.views.me import LINES_A_PAGE, TOLD
from nearward.sharing.rules import Audience


def go(browser, name, **more):
    return browser.get(reverse(f"people:{name}"), **more)


def send(browser, name, *args, **data):
    return browser.post(reverse(f"people:{name}", args=args), data)


def test_me_shows_where_one_stands(as_, ana, ben, pair, now):
    actions.choose_words(ana, called="Ana", partner_called="my love")
    assert "Linked with my love" in words_of(go(as_(ana), "me"))
    actions.pause_pair(ana, now)
    assert "The link is paused" in words_of(go(as_(ana), "me"))
    assert "Not linked to anyone" in words_of(go(as_(ben), "me"))


def test_ones_own_words_are_kept_and_shown_escaped(as_, ana):
    browser = as_(ana)
    send(browser, "words", called="<b>Ana</b>", partner_called="")
    page = words_of(go(browser, "me"))
    assert "That is kept." in page
    assert "&lt;b&gt;Ana&lt;/b&gt;" in page
    assert "<b>Ana</b>" not in page


def test_words_may_be_taken_back(as_, ana):
    send(as_(ana), "words")
    assert Person.objects.get(pk=ana.pk).words == {"called": "", "partner_called": ""}


def test_words_that_are_too_long_are_answered_and_kept_in_the_field(as_, ana):
    page = words_of(send(as_(ana), "words", called="x" * 61, partner_called="my love"))
    assert "at most 60" in page
    assert 'value="my love"' in page
    assert Person.objects.get(pk=ana.pk).called == "Ana"


def test_ones_day_and_clock_are_kept(as_, ana):
    send(as_(ana), "day", time_zone="tokyo", day_starts="0")
    kept = Person.objects.get(pk=ana.pk)
    assert (kept.time_zone, kept.day_starts) == ("Asia/Tokyo", 0)


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Atlantis"}, {"day_starts": "24"}, {"day_starts": "-1"}, {"time_zone": ""}]
)
def test_a_day_that_cannot_be_is_answered(as_, ana, wrong):
    page = words_of(send(as_(ana), "day", **({"time_zone": "Europe/London", "day_starts": "4"} | wrong)))
    assert "errorlist" in page
    assert Person.objects.get(pk=ana.pk).time_zone == "Europe/Berlin"


def test_light_or_dark_is_kept_and_worn(as_, ana):
    browser = as_(ana)
    send(browser, "look", theme="dark", language="")
    assert 'data-theme="dark"' in words_of(go(browser, "me"))
    send(browser, "look", theme="", language="")
    assert "data-theme" not in words_of(go(browser, "me"))
    assert "errorlist" in words_of(send(browser, "look", theme="pink", language=""))


def test_a_language_is_asked_only_where_there_is_a_choice(as_, ana, settings):
    settings.LANGUAGES = [("en-gb", "English")]
    assert 'name="language"' not in words_of(go(as_(ana), "look"))
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
    assert 'name="language"' in words_of(go(as_(ana), "look"))


def test_a_chosen_language_goes_before_the_browsers(as_, ana, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
    browser = as_(ana)
    send(browser, "look", theme="", language="de")
    assert '<html lang="de"' in words_of(go(browser, "me", headers={"Accept-Language": "en"}))


def test_times_stand_on_the_wall_of_who_reads(just, ana):
    Person.objects.filter(pk=ana.pk).update(time_zone="Asia/Kolkata")
    actions.note(ana, "paused", datetime(2026, 3, 12, 20, 0, tzinfo=UTC))
    assert "13 Mar 2026, 01:30" in words_of(go(just(ana), "log"))


def test_a_zone_that_is_no_more_does_not_break_the_page(as_, ana):
    Person.objects.filter(pk=ana.pk).update(time_zone="Mars/Olympus")
    assert go(as_(ana), "devices").status_code == 200


# devices


def test_devices_are_listed_and_ended_one_by_one(as_, ana):
    here, there = as_(ana), as_(ana)
    page = words_of(go(here, "devices"))
    (reference,) = set(re.findall(r"/me/devices/(\w+)/end/", page)) - {"others"}
    send(here, "device-end", reference)
    assert there.get(reverse("people:me")).status_code == 302
    assert here.get(reverse("people:me")).status_code == 200
    assert "Sign out everywhere else" not in words_of(go(here, "devices"))


def test_every_other_device_is_ended_with_one_press(as_, ana):
    here, others = as_(ana), [as_(ana) for _ in range(3)]
    assert "Sign out everywhere else" in words_of(go(here, "devices"))
    send(here, "other-devices-end")
    assert [browser.get(reverse("people:me")).status_code for browser in (here, *others)] == [200, 302, 302, 302]


def test_nobody_sees_or_ends_a_device_of_somebody_else(as_, ana, ben, pair):
    hers, his = as_(ana), as_(ben)
    (of_ben,) = Session.objects.filter(person=ben)
    assert of_ben.reference not in words_of(go(hers, "devices"))
    assert send(hers, "device-end", of_ben.reference).status_code == 302
    assert his.get(reverse("people:me")).status_code == 200


def test_pages_never_show_the_key_of_a_session(as_, ana):
    browser, other = as_(ana), as_(ana)
    page = words_of(go(browser, "devices"))
    assert other.cookies[settings.SESSION_COOKIE_NAME].value not in page
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value not in page


# the log


def test_the_log_tells_every_act_in_words(just, ana, now):
    for number, act in enumerate(TOLD):
        actions.note(ana, act, now + timedelta(seconds=number))
    page = words_of(go(just(ana), "log"))
    assert all(str(words) in page for words in TOLD.values())
    assert not [act for act in TOLD if f"<p>{act}</p>" in page]


def test_every_audience_has_words_in_the_log():
    assert {f"audience-{audience}" for audience in Audience} <= set(TOLD)


def test_a_long_log_is_turned_page_by_page_newest_first(just, ana, now):
    for number in range(LINES_A_PAGE + 1):
        actions.note(ana, f"act-{number}", now + timedelta(minutes=number))
    browser = just(ana)
    first = words_of(go(browser, "log"))
    assert f"act-{LINES_A_PAGE}<" in first
    assert "act-0<" not in first
    assert "You made this account" not in first
    last = words_of(browser.get(reverse("people:log"), {"page": 2}))
    assert "act-0<" in last
    assert "You made this account" in last


def test_a_log_is_ones_own(just, ana, ben, pair, now):
    actions.note(ben, "of-ben", now)
    assert "of-ben" not in words_of(go(just(ana), "log"))


# going


def test_who_deletes_their_account_is_gone_and_signed_out(just, ana, ben, pair):
    browser, elsewhere = just(ana), just(ana)
    assert send(browser, "delete")["Location"] == reverse("people:goodbye")
    assert "It is gone" in words_of(browser.get(reverse("people:goodbye")))
    for each in (browser, elsewhere):
        assert each.get(reverse("people:me")).status_code == 302
    assert list(Person.objects.all()) == [ben]
    assert not queries.ledger_of(ben).exclude(act="linked").exists()


def test_an_account_is_not_deleted_by_a_glance_at_an_open_phone(as_, ana):
    assert send(as_(ana), "delete")["Location"].startswith(reverse("account_reauthenticate"))
    assert Person.objects.filter(pk=ana.pk).exists()


# arriving


def test_the_very_first_page_offers_the_first_account_and_no_default_one(client, db):
    page = words_of(go(client, "welcome"))
    assert "Make the first account" in page
    assert reverse("account_login") not in page


def test_later_the_first_page_offers_both_ways(client, ana):
    page = words_of(go(client, "welcome"))
    assert reverse("account_login") in page
    assert reverse("account_signup") in page
    assert "first account" not in page


def test_who_is_signed_in_is_led_home(as_, ana):
    assert go(as_(ana), "welcome")["Location"] == "/"


def test_who_is_not_signed_in_comes_to_the_first_page(db):
    assert Client().get("/")["Location"] == reverse("people:welcome")
