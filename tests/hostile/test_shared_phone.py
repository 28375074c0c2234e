"""One phone, two people, one after the other; or one phone, left open for a minute."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.hostile.conftest import everything_seen, live

from nearward.people import actions, queries
from nearward.people.models import Person
from nearward.people.rules import Link
from nearward.sharing.rules import Audience

ANAS, BENS = "Ana keeps a garden", "Ben keeps a garden"


def sign_in(browser, name, password):
    return browser.post(reverse("account_login"), {"login": name, "password": password})


@pytest.mark.parametrize("way_out", ["account_logout", "safety:leave"])
def test_whoever_comes_next_finds_nothing_of_who_was_here(ana, ben, held, way_out):
    actions.choose_words(ana, called="Anastasia", partner_called="the captain")
    live(ana, held, audience=Audience.ME, days=3)
    phone = Client()
    sign_in(phone, "ana", ANAS)
    assert "Anastasia" in phone.get("/me/").content.decode()
    phone.post(reverse(way_out))
    phone.cookies.pop("clock", None)
    for path in ("/", "/welcome/", reverse("account_login"), reverse("account_signup")):
        page = phone.get(path, follow=True).content.decode()
        assert not re.search("Anastasia|captain|lighthouse|\\bana\\b", page)
    sign_in(phone, "ben", BENS)
    seen = " ".join(str(page) for page in everything_seen(phone).values())
    assert not re.search("Anastasia|captain", seen)
    assert "Only you see this" in seen


def test_signing_in_over_somebody_elses_session_takes_nothing_over(ana, ben, held):
    phone = Client()
    sign_in(phone, "ana", ANAS)
    hers = phone.session.session_key
    phone.post(reverse("account_logout"))
    sign_in(phone, "ben", BENS)
    assert phone.session.session_key != hers
    assert "ana" not in str(dict(phone.session.items()))


def test_an_old_cookie_opens_nothing_after_signing_out(ana):
    phone = Client()
    sign_in(phone, "ana", ANAS)
    kept = phone.cookies["nearward-session"].value
    phone.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["nearward-session"] = kept
    assert thief.get("/me/").status_code == 302


def test_a_session_set_beforehand_is_not_the_one_that_is_signed_in(ana, db):
    phone, thief = Client(), Client()
    session = phone.session
    session["set"] = "beforehand"
    session.save()
    phone.cookies["nearward-session"] = thief.cookies["nearward-session"] = session.session_key
    sign_in(phone, "ana", ANAS)
    assert phone.get("/me/").status_code == 200
    assert thief.get("/me/").status_code == 302


def test_a_phone_left_open_gives_neither_the_copy_nor_the_log_nor_the_account(as_, ana, ben, pair, held):
    phone = as_(ana)
    paths = ("/me/export/", "/me/delete/", "/pair/resume/")
    for asked in [phone.get("/me/log/"), *map(phone.get, paths), *map(phone.post, paths)]:
        assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert Person.objects.filter(pk=ana.pk).exists()


def test_a_phone_left_open_cannot_be_linked_to_somebody_else(as_, cleo, ben, held):
    phone, code = as_(cleo), actions.invite(ben, held)
    phone.post("/pair/code/type/", {"code": code, "called": "Cleo"})
    phone.post("/pair/code/", {"called": "Cleo"})
    assert queries.meeting_of(ben, held) is None
    assert queries.invitation_of(cleo, held) is None


def test_a_phone_left_open_can_always_be_used_to_get_out(as_, ana, ben, pair):
    as_(ana).post("/pair/end/")
    assert queries.bond_of(ana).link is Link.ALONE


def test_a_phone_left_open_does_not_show_the_password_page_more_than_a_guess(as_, ana):
    wrong = as_(ana).post(
        reverse("account_change_password"), {"oldpassword": "wrong", "password1": "x" * 12, "password2": "x" * 12}
    )
    assert "not your present password" in wrong.content.decode()
    ana.refresh_from_db()
    assert ana.check_password(ANAS)


def test_browsers_are_told_which_fields_are_passwords_and_which_are_not_to_be_kept(client, as_, just, ana, db):
    sign_in_page = client.get(reverse("account_login")).content.decode()
    assert 'autocomplete="current-password"' in sign_in_page
    assert 'autocomplete="new-password"' in client.get(reverse("account_signup")).content.decode()
    code = re.search(r'<input[^>]*name="code"[^>]*>', just(ana).get("/pair/code/type/").content.decode()).group()
    assert 'autocomplete="off"' in code


def test_no_password_ever_comes_back_in_a_page(client, as_, ana):
    for path, data in (
        (reverse("account_login"), {"login": "ana", "password": "my secret words"}),
        (reverse("account_signup"), {"username": "ana", "password1": "my secret words"}),
        (reverse("account_change_password"), {"oldpassword": "my secret words", "password1": "my secret words"}),
    ):
        browser = as_(ana) if "password/" in path else client
        assert "my secret words" not in browser.post(path, data).content.decode()
