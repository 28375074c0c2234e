"""What is left on the disk of somebody who has gone."""

from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.conftest import person

from nearward.kit import sqlite
from nearward.people import actions
from nearward.people.models import PersonKey

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="this is about SQLite's files"),
]


def on_disk() -> bytes:
    """Return every byte of the database and of the log beside it."""
    file = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in (file, file.with_name(f"{file.name}-wal")) if each.exists())


def key_of(who) -> bytes:
    return bytes(PersonKey.objects.get(person=who).wrapped)


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


def test_a_deletion_that_is_taken_back_leaves_the_key(ana, now):
    key = key_of(ana)
    with transaction.atomic():
        actions.delete_account(ana, now)
        transaction.set_rollback(True)
    assert key in on_disk()
    assert bytes(PersonKey.objects.get().wrapped) == key
