"""One takes their yes back at the very moment in which the other keeps what was read: whoever is late finds it so."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from tests.consent.test_chats import basis, told

from nearward.chats import actions
from nearward.chats.queries import joint_of
from nearward.sharing.models import Ours

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = 1.0
"""Seconds in which somebody who need not wait is through."""


@pytest.fixture
def agreed(ana, ben, pair, now):
    actions.propose(ana, basis("a"), {"me": "Ana"}, now)
    proposal = joint_of(ana, now).mine.id
    actions.agree(ben, proposal, now)
    return proposal


@pytest.fixture
def meanwhile(ana, ben, agreed, now, monkeypatch):
    """Let Ben take his yes back just when Ana has found that both agree; return whether he had to wait for her."""
    keep, waited = actions.sharing.keep_ours, []

    def withdraw():
        try:
            actions.withdraw(ben, agreed, now + timedelta(seconds=1))
        finally:
            connection.close()

    def keep_while_he_withdraws(*given):
        his.start()
        his.join(WAITING)
        waited.append(his.is_alive())
        keep(*given)

    his = threading.Thread(target=withdraw)
    monkeypatch.setattr(actions.sharing, "keep_ours", keep_while_he_withdraws)

    def race():
        actions.keep_report(ana, agreed, told(), now)
        his.join()
        return waited == [True]

    return race


def test_who_takes_back_waits_for_who_keeps_and_nothing_is_left(ana, ben, meanwhile, now):
    assert meanwhile()
    assert not Ours.objects.exists()
    assert joint_of(ana, now).reports == joint_of(ben, now).reports == ()


def test_without_the_lock_a_report_would_stay_that_nobody_agrees_to(meanwhile, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, with or without a lock")
    monkeypatch.setattr(actions.sharing, "hold_ours", lambda _viewer: None)
    assert not meanwhile()
    assert Ours.objects.exists()
