"""What is left of somebody who has gone: nothing on the disk, and a mark by which no backup brings them back."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.conftest import person

from nearward.kit import gone, keyring, sqlite
from nearward.kit.seal import Unreadable
from nearward.people import actions
from nearward.people.models import Gone, PersonKey, ring

pytestmark = pytest.mark.django_db(transaction=True)
in_files = pytest.mark.skipif(connection.vendor != "sqlite", reason="this is about SQLite's files")


def on_disk() -> bytes:
    """Return every byte of the database and of the log beside it."""
    file = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in (file, file.with_name(f"{file.name}-wal")) if each.exists())


def key_of(who) -> bytes:
    return bytes(PersonKey.objects.get(person=who).wrapped)


@in_files
def test_a_deleted_accounts_key_is_nowhere_on_the_disk(ana, ben, pair, now):
    others = [person(f"Other{number}") for number in range(40)]  # more than one page of keys
    sqlite.checkpoint(connection)
    actions.choose_words(ben, called="Benjamin")
    mine, theirs = key_of(ben), [key_of(each) for each in (ana, *others)]
    assert mine in on_disk()
    actions.delete_account(ben, now)
    left = on_disk()
    assert mine not in left
    assert all(key in left for key in theirs)


@in_files
def test_a_deletion_that_is_taken_back_leaves_the_key(ana, now):
    key = key_of(ana)
    with transaction.atomic():
        actions.delete_account(ana, now)
        transaction.set_rollback(True)
    assert key in on_disk()
    assert bytes(PersonKey.objects.get().wrapped) == key


def in_file():
    return gone.marks_in(Path(settings.NEARWARD_RING).parent / gone.FILE)


def test_who_goes_and_the_link_that_ends_are_remembered_by_a_mark(ana, ben, pair, now):
    marks = {gone.mark("person", ben.pk), gone.mark("pair", pair.pk)}
    actions.delete_account(ben, now)
    assert set(Gone.objects.values_list("mark", flat=True)) == marks
    assert marks <= in_file()


def test_a_deletion_that_is_taken_back_leaves_no_mark(ana, now):
    with transaction.atomic():
        actions.delete_account(ana, now)
        transaction.set_rollback(True)
    assert not Gone.objects.exists()
    assert gone.mark("person", ana.pk) not in in_file()


def test_who_joins_while_the_ring_is_turned_has_no_key_that_is_lost(db, monkeypatch):
    turned = keyring.Ring({7: bytes(32)})
    answers = [ring(), turned]  # the key was wrapped just before the old one was taken away
    monkeypatch.setattr("nearward.people.models.ring", lambda: answers.pop(0))
    with pytest.raises(Unreadable):
        person("Thea")
    assert not PersonKey.objects.exists()


def test_what_is_gone_twice_is_remembered_once(ana):
    for _time in range(2):
        actions.remember_gone("item", ana.pk)
    assert Gone.objects.get().mark == gone.mark("item", ana.pk)
