from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.nearward.people.conftest import ANAS, NEW, WRONG, words_of

from nearward.kit import clock
from nearward.kit.seal import Unreadable
from nearward.people import actions, queries
from nearward.people.adapter import AccountAdapter, SecondStepAdapter
from nearward.people.models import Session

AGAIN = "/account/again/"


@pytest.fixture
def log_of(as_):
    return lambda browser: browser.get(reverse("people:log"))


def test_what_matters_asks_once_more_and_then_goes_on(as_, ana, log_of):
    browser = as_(ana)
    asked = log_of(browser)
    assert asked["Location"].startswith(AGAIN)
    wrong = browser.post(asked["Location"], {"password": WRONG})
    assert "not your password" in words_of(wrong)
    right = browser.post(asked["Location"], {"password": ANAS, "next": reverse("people:log")})
    assert right["Location"] == reverse("people:log")
    assert log_of(browser).status_code == 200


def test_a_form_sent_is_not_lost_by_being_asked(as_, ana, ben, held):
    code = actions.invite(ben, held)
    browser = as_(ana)
    asked = browser.post(reverse("people:code-taken"), {"code": code, "called": "Ana"})
    browser.post(asked["Location"], {"password": ANAS})
    assert queries.meeting_of(ana, held).other_called == "Ben"


def test_having_signed_in_a_moment_ago_is_enough_for_ten_minutes(ana, knock, log_of, now):
    browser = Client()
    with clock.at(now):
        knock("ana", ANAS, browser=browser)
    for after, enough in ((0, True), (599, True), (600, False), (-1, False)):
        with clock.at(now + timedelta(seconds=after)):
            assert (log_of(browser).status_code == 200) == enough


def test_the_session_of_somebody_else_is_not_helped_by_it(as_, ana, log_of, held):
    browser = Client()
    browser.post(reverse("account_signup"), NEW)
    assert log_of(browser).status_code == 200
    browser.force_login(ana)
    assert log_of(browser)["Location"].startswith(AGAIN)


def test_a_new_password_signs_every_other_device_out(ana, knock):
    here, there = Client(), Client()
    for browser in (here, there):
        knock("ana", ANAS, browser=browser)
    answer = here.post(
        reverse("account_change_password"),
        {"oldpassword": ANAS} | dict.fromkeys(("password1", "password2"), "another garden"),
    )
    assert answer["Location"] == reverse("people:me")
    assert here.get(reverse("people:me")).status_code == 200
    assert there.get(reverse("people:me")).status_code == 302
    assert Session.objects.filter(person=ana).count() == 1
    assert {"password-changed", "other-devices-signed-out"} <= {line.act for line in queries.ledger_of(ana)}
    assert mail.outbox == []


def test_nothing_is_ever_mailed(ana, rf):
    AccountAdapter(rf.get("/")).send_mail("account/email/anything", "ana@example.org", {})
    assert mail.outbox == []


def test_secrets_of_the_second_step_are_sealed(db):
    adapter = SecondStepAdapter()
    sealed = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert adapter.decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(Unreadable):
        adapter.decrypt("JBSWY3DPEHPK3PXP" * 12)
