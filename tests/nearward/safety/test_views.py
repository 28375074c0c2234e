import re

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from nearward.people.models import Session
from nearward.people.queries import ledger_of
from nearward.people.sessions import SessionStore
from nearward.safety.rules import AWAY_FOR

LEAVE, CLOCK, ME = "/leave/", "/clock/", "/me/"


@pytest.fixture
def left(as_, ana):
    """A browser in which Ana has just left."""
    browser = as_(ana)
    browser.post(LEAVE)
    return browser


def test_leaving_ends_the_session_on_the_server_and_leads_to_the_clock(as_, ana):
    browser = as_(ana)
    key = browser.session.session_key
    answer = browser.post(LEAVE)
    assert (answer.status_code, answer["Location"]) == (303, CLOCK)
    assert not Session.objects.filter(session_key=key).exists()
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
    elsewhere = Client()
    elsewhere.cookies[settings.SESSION_COOKIE_NAME] = key
    assert elsewhere.get(ME).status_code == 302


def test_leaving_ends_this_device_and_no_other(as_, ana):
    here, there = as_(ana), as_(ana)
    here.post(LEAVE)
    assert there.get(ME).status_code == 200


def test_leaving_needs_no_token_so_that_an_old_page_can_do_it(as_, ana):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = as_(ana).cookies
    assert browser.post(LEAVE, {"csrfmiddlewaretoken": "stale"})["Location"] == CLOCK
    assert not Session.objects.exists()


def test_somebody_who_is_not_signed_in_leaves_just_the_same(db):
    answer = Client().post(LEAVE)
    assert (answer.status_code, answer["Location"]) == (303, CLOCK)
    assert "clock" in answer.cookies


def test_looking_at_the_address_does_not_leave(as_, ana):
    browser = as_(ana)
    assert browser.get(LEAVE)["Location"] == CLOCK
    assert browser.get(ME).status_code == 200


def test_another_site_can_send_nobody_away(as_, ana):
    browser = as_(ana)
    answer = browser.post(LEAVE, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer["Location"] == CLOCK
    assert "clock" not in answer.cookies
    assert browser.get(ME).status_code == 200


def test_the_way_out_stays_open_when_the_database_is_not(as_, ana, monkeypatch, caplog):
    browser = as_(ana)
    with monkeypatch.context() as during:

        def full(*_):
            raise OperationalError("database or disk is full")

        during.setattr(SessionStore, "delete", full)
        answer = browser.post(LEAVE)
    assert (answer.status_code, answer["Location"]) == (303, CLOCK)
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert browser.get(ME)["Location"] == CLOCK
    assert "could not be ended on the server" in caplog.text


def test_leaving_is_not_noted_anywhere(left, ana):
    assert not ledger_of(ana).exists()


# away


def test_the_clock_is_the_same_for_everybody_and_says_nothing_of_the_house(as_, ana, left):
    (page,) = {browser.get(CLOCK).content for browser in (as_(ana), left, Client())}
    text = page.decode()
    assert set(re.sub(r"<[^>]+>", " ", text).split()) == {"Clock"}
    assert "nearward" not in text.lower()
    assert not re.search(r"<(a|form|button)\b", text)


def test_no_cache_keeps_the_clock_or_what_was_before(left, as_, ana):
    for answer in (left.get(CLOCK), as_(ana).get(ME)):
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/", ME, "/minute/", "/account/sign-in/", "/welcome/", "/nowhere/", "/offline/"])
def test_every_page_is_the_clock_for_a_while(left, path):
    for asked in (left.get, left.post):
        answer = asked(path)
        assert (answer.status_code, answer["Location"], answer.content) == (303, CLOCK, b"")


def test_another_tab_that_asks_by_script_is_led_to_the_clock(left):
    answer = left.get(ME, headers={"HX-Request": "true", "Sec-Fetch-Mode": "cors"})
    assert answer["HX-Redirect"] == CLOCK
    assert answer.content == b""


def test_what_a_script_sends_meanwhile_is_refused(left):
    answer = left.post("/minute/queue/", headers={"Sec-Fetch-Mode": "cors"})
    assert (answer.status_code, answer.content) == (403, b"")


def test_the_installed_app_may_go_on_looking_for_its_worker(left):
    for name in ("shell:service-worker", "shell:manifest"):
        assert left.get(reverse(name)).status_code == 200


def test_after_ten_minutes_the_browser_forgets(as_, ana):
    browser = as_(ana)
    cookie = browser.post(LEAVE).cookies["clock"]
    assert cookie["max-age"] == AWAY_FOR == 600
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    del browser.cookies["clock"]
    assert browser.get("/welcome/").status_code == 200


def test_while_away_no_session_and_no_database_is_asked(db, django_assert_num_queries):
    browser = Client()
    browser.post(LEAVE)
    with django_assert_num_queries(0):
        browser.get(ME)
        browser.get(CLOCK)


def test_leaving_again_keeps_away(left):
    assert left.post(LEAVE)["Location"] == CLOCK
    assert left.get(ME)["Location"] == CLOCK


def test_what_nobody_asks_of_these_two_pages_is_refused(as_, ana):
    browser = as_(ana)
    assert {browser.put(LEAVE).status_code, browser.delete(LEAVE).status_code} == {405}
    assert {browser.post(CLOCK).status_code, browser.put(CLOCK).status_code} == {405}
    assert "_auth_user_id" in browser.session
