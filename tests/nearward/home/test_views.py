import random
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.home.actions import demo_person, fill_demo
from nearward.kit import clock
from nearward.people import actions as people
from nearward.sharing.rules import Audience

MINUTE = [Entry("closeness", Answer(value=60)), Entry("felt-heard", Answer(value=55))]


@pytest.fixture
def today(as_, now):
    """Return one person's page of the day as text, without what is fresh on every answer: tokens and nonces."""

    def page(who, at=now):
        with clock.at(at):
            answer = as_(who).get("/")
        assert answer.status_code == 200
        return re.sub(r'(nonce|data-token|name="csrfmiddlewaretoken" value)="[^"]*"', "", answer.content.decode())

    return page


@pytest.mark.parametrize(
    ("hour", "said"),
    [(2, "Still up, Ana?"), (7, "Good morning, Ana"), (13, "Good afternoon, Ana"), (20, "Good evening, Ana")],
)
def test_the_greeting_goes_by_ones_own_clock(ana, today, hour, said):
    assert said in today(ana, datetime(2026, 3, 12, hour - 1, tzinfo=UTC))


def test_a_newcomer_is_told_that_alone_is_enough_and_nothing_is_required(ana, today):
    page = today(ana)
    assert "You can use this alone. Nothing is sent to anyone." in page
    assert "Your minute" in page
    assert "How linking works" in page


def test_a_newcomer_who_is_linked_is_told_what_holds_for_two_and_finds_no_empty_card(ana, ben, pair, today):
    page = today(ana)
    assert "What you write is yours alone until you choose to show it." in page
    assert "You can use this alone." not in page
    assert 'id="link"' not in page
    assert 'aria-labelledby="link"' not in page


def test_after_the_first_minute_the_welcome_is_over_and_the_day_closes(ana, today, now):
    with clock.at(now):
        keep_answers(ana, now.date(), MINUTE, now=now, close=True)
    page = today(ana)
    assert "It is good that you are here" not in page
    assert "That is all for today" in page
    assert "Any day may be left out." in page
    assert "Any day may be left out." not in today(ana, now + timedelta(days=1))


def test_alone_the_question_is_for_one(ana, today):
    assert "A question for you" in today(ana)


def test_a_link_that_i_paused_says_so_and_only_to_me(ana, ben, pair, today, now):
    people.pause_pair(ana, now)
    assert "Your link is paused" in today(ana)
    assert "Your link is paused" not in today(ben)


def test_a_notice_stands_on_its_owners_day_alone(settings, db, today, now):
    settings.NEARWARD_DEMO = True
    with clock.at(now):
        fill_demo(now, random.Random(20260312))
    ana, ben = today(demo_person("ana")), today(demo_person("ben"))
    assert "Something has changed" in ana
    assert "Nobody else has been told." in ana
    assert "Something has changed" not in ben
    assert "A question for two" in ana


def test_nothing_that_the_partner_keeps_to_themself_changes_a_byte_of_my_day(ana, ben, pair, today, now):
    with clock.at(now):
        keep_answers(ana, now.date(), MINUTE, now=now)
        before = today(ana)
        keep_answers(ben, now.date(), MINUTE, now=now, close=True)
        assert today(ana) == before
        keep_answers(ben, now.date(), [Entry("tension", Answer(value=2), Audience.ME)], now=now)
    assert today(ana) == before


def test_whoever_is_not_signed_in_is_welcomed(client, db):
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:welcome"))


def test_outside_a_demo_its_doors_do_not_exist(client, db, settings):
    settings.NEARWARD_DEMO = False
    people.join("demo-ana", password=None, called="Ana")
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/ana/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_a_demo_one_press_lends_a_pair_of_eyes(client, db, settings, now):
    settings.NEARWARD_DEMO = True
    with clock.at(now):
        fill_demo(now, random.Random(1))
    assert client.get("/")["Location"] == "/demo/"
    page = client.get("/demo/").content.decode()
    assert "Look as Ana" in page
    assert "made up" in page
    assert client.get("/demo/ana/").status_code == 405
    assert client.post("/demo/cleo/").status_code == 404
    assert client.post("/demo/ben/").status_code == 303
    assert client.session["_auth_user_id"] == str(demo_person("ben").pk)
    assert "Look through the other’s eyes" in client.get("/").content.decode()
