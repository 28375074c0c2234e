from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.apps import apps
from django.contrib.auth import SESSION_KEY, hashers
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from tests.nearward.people.conftest import ANAS, WRONG

from nearward.people import queries
from nearward.people.models import Person, Session
from nearward.people.sessions import SessionStore

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0"


def test_the_right_password_opens_and_the_session_is_new(client, ana, knock):
    client.get(reverse("people:welcome"))
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    assert knock("ana", ANAS, browser=client) == (True, "")
    assert client.session.session_key != old
    assert not Session.objects.filter(session_key=old).exists()


def test_a_device_is_kept_by_its_kind_without_an_address(client, ana, held):
    client.post(
        reverse("account_login"),
        {"login": "ana", "password": ANAS},
        REMOTE_ADDR="203.0.113.9",
        headers={"User-Agent": FIREFOX},
    )
    (session,) = Session.objects.all()
    assert (session.person, session.device, session.begun_at) == (ana, "Firefox · Linux", held)
    assert [line.act for line in queries.ledger_of(ana)] == ["signed-in"]


def test_no_row_anywhere_holds_an_address(client, ana, knock):
    knock("ana", ANAS, address="203.0.113.9", browser=client)
    knock("ana", WRONG, address="203.0.113.9")
    rows = [row for model in apps.get_models() for row in model.objects.values()]
    assert len(rows) > 3
    decoded = [client.session.items()]
    assert "203.0.113.9" not in f"{rows} {decoded}"


def test_a_wrong_password_and_a_name_that_nobody_has_are_answered_alike(ana, knock):
    wrong, nobody = knock("ana", WRONG), knock("ann", WRONG)
    assert (wrong[0], nobody[0]) == (False, False)
    assert wrong[1].replace("ana", "ann") == nobody[1]


def test_a_name_that_nobody_has_costs_the_same_work(ana, knock, monkeypatch):
    worked = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *args: worked.append(1) or encode(*args))
    for name in ("ana", "nobody"):
        worked.clear()
        knock(name, WRONG)
        assert len(worked) == 1


def test_an_account_that_rests_is_told_only_to_who_knows_its_password(ana, knock):
    Person.objects.filter(pk=ana.pk).update(is_active=False)
    assert knock("ana", WRONG)[1] == knock("ana", WRONG)[1]
    browser = Client()
    assert knock("ana", ANAS, browser=browser)[0]
    assert browser.get(reverse("people:me")).status_code == 302


def test_old_sessions_are_swept_away_when_somebody_signs_in(ana, ben, knock, held):
    Session.objects.create(person=ben, session_key="old", expire_date=held - timedelta(seconds=1))
    knock("ana", ANAS)
    assert not Session.objects.filter(session_key="old").exists()


def test_signing_in_and_out_is_not_announced_with_a_name(client, ana, knock):
    knock("ana", ANAS, browser=client)
    assert list(get_messages(client.get(reverse("people:me")).wsgi_request)) == []


async def _kept(ana, held):
    store = SessionStore()
    store[SESSION_KEY], store["device"], store["begun"] = str(ana.pk), "Firefox · Linux", held.isoformat()
    await store.asave()
    return store.session_key


@pytest.mark.django_db(transaction=True)
def test_live_pages_keep_whose_session_it_is_as_well(ana, held):
    session = Session.objects.get(session_key=async_to_sync(_kept)(ana, held))
    assert (session.person, session.device, session.begun_at) == (ana, "Firefox · Linux", held)
