import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from nearward.kit.keyring import Ring
from nearward.people.models import PersonKey
from nearward.people.views import health

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _look_afresh():
    health._look_at_migrations.cache_clear()
    yield
    health._look_at_migrations.cache_clear()


def ask(path="/readyz"):
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/plain")
    return answer.status_code, answer.content


def test_it_is_alive_without_a_database():
    """No database mark: any query would fail this test."""
    assert ask("/healthz") == (200, b"alive\n")


def test_it_is_ready_when_all_is_well(ana):
    assert ask() == (200, b"ready\n")


def test_it_is_ready_before_anybody_has_come(db):
    assert ask() == (200, b"ready\n")


def test_it_is_not_ready_without_its_database(db, monkeypatch):
    def gone():
        raise OperationalError("could not connect to secret-host")

    with monkeypatch.context() as during:
        during.setattr(connection, "cursor", gone)
        assert ask() == (503, b"not ready\n")


def test_it_is_not_ready_while_the_database_waits_for_a_migration(db, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one to go"])
    assert ask() == (503, b"not ready\n")


def test_it_is_not_ready_with_a_ring_that_opens_nothing(ana, monkeypatch):
    monkeypatch.setattr("nearward.people.models.ring", lambda: Ring({1: bytes(32)}))
    assert ask() == (503, b"not ready\n")


def test_it_is_not_ready_with_an_empty_ring(db, monkeypatch):
    monkeypatch.setattr(health, "ring", lambda: Ring({}))
    assert not PersonKey.objects.exists()
    assert ask() == (503, b"not ready\n")


def test_it_is_not_ready_without_a_ring(db, settings):
    settings.NEARWARD_RING = str(Path(settings.NEARWARD_RING).with_name("gone.json"))
    assert ask() == (503, b"not ready\n")


def test_it_is_not_ready_when_the_disk_is_nearly_full(db, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(100, 100, health.LEAST_ROOM - 1))
    assert ask() == (503, b"not ready\n")


def test_what_is_in_the_way_stands_in_the_log_and_not_in_the_answer(db, monkeypatch, caplog):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(100, 100, 0))
    ask()
    assert "the disk is nearly full" in caplog.text
