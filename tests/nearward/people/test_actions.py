from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import ForeignKey, OneToOneField
from tests.faults.canaries import readable

from nearward.kit.seal import Unreadable
from nearward.people import actions, queries
from nearward.people.actions import CannotPair
from nearward.people.models import Membership, Pair, Person, PersonKey, Session
from nearward.people.rules import Link


def link_of(who):
    return queries.bond_of(who).link


def test_who_joins_has_a_key_of_their_own_and_their_words(ana, ben):
    assert ana.content_key != ben.content_key
    fresh = Person.objects.get(pk=ana.pk)
    assert fresh.called == fresh.shown_as == "Ana"
    assert fresh.partner_called == "your partner"
    assert readable(fresh.profile, '"called":"Ana"', "your partner") == set()


def test_without_words_one_is_called_by_the_user_name_and_shown_as_nobody(db):
    cleo = actions.join("cleo", password=None)
    assert Person(username="new").words == {}
    assert cleo.called == "cleo"
    assert cleo.shown_as == "somebody who has not said their name"


def test_words_of_one_do_not_open_in_anothers_row(ana, ben):
    Person.objects.filter(pk=ben.pk).update(profile=ana.profile)
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=ben.pk).words


def test_changing_ones_own_name_keeps_the_words_for_the_partner(ana):
    actions.choose_words(ana, called="Ana", partner_called="my love")
    actions.choose_words(ana, called="Anna")
    for kept in (ana, Person.objects.get(pk=ana.pk)):
        assert (kept.called, kept.partner_called) == ("Anna", "my love")


def sign_in(who, key, now):
    return Session.objects.create(person=who, session_key=key, expire_date=now + timedelta(days=1))


def test_one_device_is_ended_and_the_others_stay(ana, now):
    gone, kept = sign_in(ana, "a", now), sign_in(ana, "b", now)
    actions.end_device(ana, gone.reference, now)
    assert list(Session.objects.all()) == [kept]


def test_nobody_ends_the_device_of_somebody_else(ana, ben, now):
    kept = sign_in(ana, "a", now)
    actions.end_device(ben, kept.reference, now)
    assert list(Session.objects.all()) == [kept]
    assert not queries.ledger_of(ben).exists()


def test_every_other_device_is_ended_at_once(ana, ben, now):
    here, theirs = sign_in(ana, "a", now), sign_in(ben, "c", now)
    sign_in(ana, "b", now)
    for _ in range(2):
        actions.end_other_devices(ana, "a", now)
    assert set(Session.objects.all()) == {here, theirs}
    assert [line.act for line in queries.ledger_of(ana)] == ["other-devices-signed-out"]


def test_rooms_above_hear_that_every_other_device_was_ended(ana, now):
    heard = []

    def hears(sender, *, person, now, **_):
        heard.append((person, now))

    actions.others_ended.connect(hears)
    try:
        actions.end_other_devices(ana, None, now)
    finally:
        actions.others_ended.disconnect(hears)
    assert heard == [(ana, now)]


def rows_that_name(whom):
    return [
        (model.__name__, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField) and field.related_model is Person
        if model.objects.filter(**{field.attname: whom}).exists()
    ]


def test_who_deletes_their_account_leaves_no_row_and_no_key(ana, ben, pair, now):
    sign_in(ben, "b", now)
    actions.note(ben, "linked", now)
    gone = ben.pk
    assert len(rows_that_name(gone)) >= 4
    actions.delete_account(ben, now)
    assert rows_that_name(gone) == []
    assert [key.person for key in PersonKey.objects.all()] == [ana]


def test_a_code_under_way_goes_with_its_account(ana, ben, now):
    actions.take_code(ben, actions.invite(ana, now), now)
    actions.delete_account(ben, now)
    with pytest.raises(CannotPair):
        actions.agree_to_meet(ana, now)


def test_the_other_finds_that_they_are_not_linked_and_keeps_their_past(ana, ben, pair, now):
    actions.delete_account(ben, now)
    assert link_of(ana) is Link.ALONE
    assert Membership.objects.filter(person=ana).exists()


def test_a_pair_that_nobody_remembers_is_gone(ana, ben, pair, now):
    actions.delete_account(ben, now)
    actions.delete_account(ana, now)
    assert not Pair.objects.exists()
