"""Whatever is done with people, pairs and items is done whole or not at all, wherever it is cut short."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from tests.conftest import link

from nearward.kit import gone
from nearward.people import actions as people
from nearward.people.models import Pair, Person, Session
from nearward.people.rules import DayRule
from nearward.sharing import actions as sharing
from nearward.sharing.models import Item, Ours
from nearward.sharing.rules import Audience

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = ("INSERT", "UPDATE", "DELETE")


class CutError(Exception):
    """Stands for a process that ends, or a disk that is full."""


def everything():
    """Return every row of the two rooms."""
    tables = [table for room in ("people", "sharing") for table in apps.get_app_config(room).get_models()]
    return {table.__name__: sorted(map(repr, table.objects.values_list())) for table in tables}


def cut_at(last, act):
    """Do something, and cut it short at a write of this number; return whether it came that far."""
    seen = 0

    def count(execute, sql, params, many, context):
        nonlocal seen
        seen += sql.startswith(WRITES)
        if sql.startswith(WRITES) and seen == last:
            raise CutError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        try:
            act()
        except CutError:
            return True
    return False


def met(ana, ben, now):
    people.take_code(ben, people.invite(ana, now), now)
    people.agree_to_meet(ana, now)


def devices(who, now):
    for number in range(3):
        Session(session_key=f"key-{number}", session_data="", expire_date=now, person=who).save(force_insert=True)


def item_of(who):
    return Item.objects.get(author=who).pk


def wrote(who, now):
    sharing.write(who, "test.kind", "1", now.date(), "words", audience=Audience.ME, now=now)


def ours_of(who, now):
    for subject in ("1", "2"):
        sharing.keep_ours(who, "test.kind", subject, "words", now)


def marks():
    """Return the marks of all that is there, as if it had been erased after the backup."""
    kept = [("item", Item), ("ours", Ours)]
    return {gone.mark(what, pk) for what, table in kept for pk in table.objects.values_list("pk", flat=True)}


ACTS = {
    "join": (None, lambda ana, ben, now: people.join("thea", password=None, called="Thea")),
    "welcome": (
        lambda ana, ben, now: Person.objects.create(username="thea"),
        lambda ana, ben, now: people.welcome(
            Person.objects.get(username="thea"), called="Thea", partner_called="", time_zone="UTC"
        ),
    ),
    "end a device": (
        lambda ana, ben, now: devices(ana, now),
        lambda ana, ben, now: people.end_device(ana, Session(session_key="key-1").reference, now),
    ),
    "end other devices": (
        lambda ana, ben, now: devices(ana, now),
        lambda ana, ben, now: people.end_other_devices(ana, "key-1", now),
    ),
    "show another code": (lambda ana, ben, now: people.invite(ana, now), lambda ana, ben, now: people.invite(ana, now)),
    "make a pair": (met, lambda ana, ben, now: people.agree_to_meet(ben, now)),
    "pause": (link, lambda ana, ben, now: people.pause_pair(ana, now)),
    "open again": (
        lambda ana, ben, now: (link(ana, ben, now), people.pause_pair(ana, now)),
        lambda ana, ben, now: people.resume_pair(ana, now),
    ),
    "part": (
        lambda ana, ben, now: (link(ana, ben, now), ours_of(ana, now)),
        lambda ana, ben, now: people.leave_pair(ana, now),
    ),
    "end a pair": (
        lambda ana, ben, now: (link(ana, ben, now), ours_of(ana, now)),
        lambda ana, ben, now: people.end_pair(Pair.objects.get(), now),
    ),
    "choose a day": (
        link,
        lambda ana, ben, now: people.set_couple_day(ana, DayRule("Asia/Tokyo", 5), now + timedelta(days=1)),
    ),
    "delete an account": (
        lambda ana, ben, now: (link(ana, ben, now), wrote(ana, now), devices(ana, now)),
        lambda ana, ben, now: people.delete_account(Person.objects.get(pk=ana.pk), now),
    ),
    "choose an audience": (
        lambda ana, ben, now: (link(ana, ben, now), wrote(ana, now)),
        lambda ana, ben, now: sharing.set_audience(ana, item_of(ana), Audience.US, now),
    ),
    "erase": (lambda ana, ben, now: wrote(ana, now), lambda ana, ben, now: sharing.erase(ana, item_of(ana), now)),
    "erase ours": (
        lambda ana, ben, now: (link(ana, ben, now), ours_of(ana, now)),
        lambda ana, ben, now: sharing.erase_ours(ana, "test.kind"),
    ),
    "erase old ours": (
        lambda ana, ben, now: (link(ana, ben, now), ours_of(ana, now)),
        lambda ana, ben, now: sharing.erase_old_ours("test.kind", now),
    ),
    "erase what a backup brought back": (
        lambda ana, ben, now: (link(ana, ben, now), wrote(ana, now), ours_of(ana, now)),
        lambda ana, ben, now: sharing.erase_again(marks()),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_it_is_done_whole_or_not_at_all(name, ana, ben, now):
    before_it, act = ACTS[name]
    if before_it:
        before_it(ana, ben, now)
    before, cuts = everything(), 0
    while cut_at(cuts + 1, lambda: act(ana, ben, now)):
        cuts += 1
        assert everything() == before, f"half of it stayed when it was cut at write {cuts}"
    assert cuts >= 1
    assert everything() != before
