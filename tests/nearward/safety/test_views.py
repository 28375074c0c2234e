import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from nearward.safety.rules import AWAY_FOR

CLOCK = "/clock/"


def test_leaving_ends_the_session_and_shows_the_clock(as_, ana):
    browser = as_(ana)
    session = browser.cookies["nearward-session"].value
    answer = browser.post(reverse("safety:leave"))
    assert (answer.status_code, answer["Location"]) == (303, CLOCK)
    elsewhere = Client()
    elsewhere.cookies["nearward-session"] = session
    assert elsewhere.get(reverse("people:me")).status_code == 302


@pytest.mark.parametrize("who", ["ana", "nobody"])
def test_the_clock_is_the_same_for_everybody_and_is_not_kept(as_, ana, client, who):
    answer = (as_(ana) if who == "ana" else client).get(CLOCK)
    assert answer.content == Client().get(CLOCK).content
    assert answer["Cache-Control"] == "no-store"
    assert "Nearward" not in answer.content.decode()


def test_a_browser_that_has_left_is_shown_the_clock_whatever_it_asks_for(as_, ana):
    browser = as_(ana)
    browser.post(reverse("safety:leave"))
    for address in (reverse("people:me"), reverse("guide:index"), "/", "/no-such-page/"):
        answer = browser.get(address, headers={"Sec-Fetch-Mode": "navigate"})
        assert (answer.status_code, answer["Location"]) == (303, CLOCK)
    assert browser.get(reverse("guide:index"), headers={"HX-Request": "true"})["HX-Redirect"] == CLOCK
    assert browser.post(reverse("checkins:queue"), headers={"Sec-Fetch-Mode": "cors"}).status_code == 403


def test_a_browser_that_has_left_may_come_back_after_a_while(client, db):
    away = client.post(reverse("safety:leave")).cookies["clock"]
    assert away["max-age"] == AWAY_FOR
    assert (away["httponly"], away["samesite"]) == (True, "Lax")
    del client.cookies["clock"]
    assert client.get(reverse("people:welcome")).status_code == 200


def test_leaving_needs_no_token_and_nobody_signed_in(db):
    stale = Client(enforce_csrf_checks=True)
    assert stale.post(reverse("safety:leave"))["Location"] == CLOCK
    assert "clock" in stale.cookies


@pytest.mark.parametrize("how", ["a link", "another site"])
def test_neither_a_link_nor_another_site_can_sign_anybody_out(as_, ana, how):
    browser = as_(ana)
    if how == "a link":
        browser.get(reverse("safety:leave"))
    else:
        browser.post(reverse("safety:leave"), headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get(reverse("people:me")).status_code == 200


def test_leaving_works_when_the_sessions_cannot_be_reached(as_, ana, monkeypatch):
    def broken(_request):
        raise DatabaseError

    monkeypatch.setattr("nearward.safety.views.logout", broken)
    browser = as_(ana)
    assert browser.post(reverse("safety:leave"))["Location"] == CLOCK
    assert browser.get(reverse("people:me"))["Location"] == CLOCK
