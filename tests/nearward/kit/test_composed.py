import uuid
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from nearward.kit.composed import Composed, NotComposable
from nearward.people.models import LedgerEntry, Person
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience


def items(author, kind, subjects=None, since=None, until=None):
    rows = Item.objects.filter(author=author, kind=kind).order_by("day", "subject")
    rows = rows if subjects is None else rows.filter(subject__in=subjects)
    rows = rows if since is None else rows.filter(day__gte=since)
    return rows if until is None else rows.filter(created_at__lte=until)


@pytest.fixture
def written(ana, ben, now):
    """Three answers on three days by each, of two kinds."""
    for author in (ana, ben):
        for number, subject in enumerate("abc"):
            day = now - timedelta(days=number)
            row = Item(author=author, kind="xy"[number % 2], subject=subject, day=day.date())
            row.body, row.created_at, row.changed_at, row.audience = b"sealed", day, day, Audience.ME
            row.save()


def told(rows):
    return [(type(row), row.pk, row.author_id, row.kind, row.day, row.created_at, bytes(row.body)) for row in rows]


def test_it_finds_what_the_query_itself_finds_whatever_is_given(ana, ben, now, written):
    composed, yesterday = Composed(items), now - timedelta(days=1)
    given = [
        (who.pk, kind, subjects, since, until)
        for who in (ana, ben)
        for kind in "xyz"
        for subjects in (None, ["a"], ["b", "c"], ["c", "a"])
        for since in (None, now.date(), yesterday.date())
        for until in (None, now, yesterday)
    ]
    found = [told(composed(*each)) for each in given]
    assert found == [told(items(*each)) for each in given]
    assert len({len(each) for each in found}) > 1


def test_values_come_as_they_do_from_the_query(ana, now, written):
    def columns(author):
        return items(author, "x").values_list("pk", "day", "created_at", "pair")

    assert Composed(columns)(ana.pk) == list(columns(ana.pk))


def test_it_is_worked_out_once_for_each_kind_of_question(ana, ben, now, written, django_assert_num_queries):
    made = []

    def counted(*given):
        made.append(given)
        return items(*given)

    composed = Composed(counted)
    with django_assert_num_queries(5):
        for who, subjects in ((ana, None), (ben, None), (ana, ["a"]), (ben, ["b"]), (ben, ["a", "b"])):
            composed(who.pk, "x", subjects)
    assert len(made) == 3


def test_nothing_of_an_answer_is_kept(ana, now, written):
    composed = Composed(items)
    before = composed(ana.pk, "x")
    Item.objects.filter(pk=before[0].pk).delete()
    assert told(composed(ana.pk, "x")) == told(before[1:])


def test_nothing_given_to_choose_among_finds_nothing(ana, written):
    assert Composed(items)(ana.pk, "x", []) == []


def test_no_value_of_one_question_is_left_in_another(ana, ben, now, written):
    composed = Composed(items)
    composed(ana.pk, "x", ["a"], now.date(), now)
    (known,) = composed._known.values()
    assert not {ana.pk, ana.pk.hex, "a", now, now.date()} & set(known.fixed)
    assert {row.author_id for row in composed(ben.pk, "x", ["a"], now.date(), now)} == {ben.pk}


@pytest.mark.parametrize(
    "compose",
    [
        lambda who: Person.objects.all(),
        lambda who: Person.objects.filter(username__contains=who),
        lambda who: LedgerEntry.objects.select_related("person").filter(person=who),
    ],
)
def test_what_leaves_a_value_out_or_changes_it_or_joins_whole_rows_is_refused(db, compose):
    with pytest.raises(NotComposable):
        Composed(compose)(uuid.uuid4())


@pytest.mark.django_db(transaction=True)
def test_rows_are_held_within_a_transaction_only(monkeypatch):
    monkeypatch.setattr(connection.features, "has_select_for_update", True)
    composed, nobody = Composed(lambda who: Person.objects.select_for_update().filter(pk=who)), uuid.uuid4()
    with pytest.raises(TransactionManagementError):
        composed(nobody)
    assert Composed(lambda who: Person.objects.filter(pk=who))(nobody) == []  # which holds none
    with suppress(OperationalError), transaction.atomic():  # SQLite, which holds no rows, has no words for it
        assert composed(nobody) == []
    with pytest.raises(TransactionManagementError):
        composed(nobody)
