"""Who is here, who is linked with whom, and which names exist: nothing tells a stranger."""

import uuid

import pytest
from django.apps import apps
from django.db.models import CharField, OneToOneField, UUIDField
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.conftest import person
from tests.hostile.conftest import FRESH, differences, everything_seen
from tests.house.access import ACCESS, OWNER

INWARD = {"CodeTry", "LedgerEntry", "Membership", "Receipt"}
"""Rows that are counted, and whose number stands in no address and on no page."""
OWNED = sorted(name for name, row in ACCESS.items() if OWNER in {row.get, row.post})


def page(answer):
    return answer.status_code, FRESH.sub("", answer.content.decode())


def test_a_stranger_sees_the_same_house_whoever_lives_in_it(just, cleo, ana, ben, pair):
    hers = just(cleo)
    together = everything_seen(hers)
    pair.end(pair.made_at)
    assert differences(together, everything_seen(hers)) == {}
    ana.delete()
    assert differences(together, everything_seen(hers)) == {}


@pytest.fixture
def others(just, dan, ana, pair, cleo):
    """Everybody else: his partner, who has left him, a stranger, a therapist, and two who run the house."""
    therapist, staff, superuser = person("Thea"), person("Staff"), person("Superuser")
    staff.is_staff = superuser.is_staff = superuser.is_superuser = True
    staff.save()
    superuser.save()
    return [just(who) for who in (ana, dan, cleo, therapist, staff, superuser)]


@pytest.mark.parametrize("name", OWNED)
def test_what_is_somebody_elses_and_what_is_not_there_are_one_page(name, others, ben, held):
    row = ACCESS[name]
    theirs = row.of(ben, held)
    nothing = {key: uuid.uuid4() for key in theirs}
    for browser in others:
        asked = browser.get if row.get == OWNER else lambda path, by=browser: by.post(path, row.data)
        foreign, absent = (page(asked(reverse(name, kwargs=kwargs))) for kwargs in (theirs, nothing))
        assert foreign == absent
        assert foreign[0] == 404


def test_the_number_of_one_thing_opens_nothing_of_another_kind(just, ben, held):
    """Even their owner finds nothing where a number of one kind is asked for as another."""
    his, things = just(ben), {made: made(ben, held) for made in {ACCESS[name].of for name in OWNED}}
    opened = []
    for name in OWNED:
        row = ACCESS[name]
        for made, thing in things.items():
            if made is row.of or set(thing.values()) == set(things[row.of].values()):
                continue
            path = reverse(name, kwargs=dict.fromkeys(things[row.of], next(iter(thing.values()))))
            answer = his.get(path) if row.get == OWNER else his.post(path, row.data)
            opened += [(name, made.__name__)] if answer.status_code != 404 else []
    assert opened == []


def test_nothing_that_stands_in_an_address_can_be_counted(just, ben, held):
    """Two things made one after the other have numbers that share nothing: no number leads to the next."""
    for name in OWNED:
        first = ACCESS[name].of(ben, held)
        number = uuid.UUID(str(next(iter(first.values()))))
        assert number.version == 4, name
    models = [each for each in apps.get_models() if each.__module__.startswith("nearward.")]
    counted = {each.__name__ for each in models if not isinstance(each._meta.pk, UUIDField | OneToOneField | CharField)}
    assert counted <= INWARD


def test_there_is_no_way_to_ask_for_a_new_password_by_mail(db):
    for name in ("account_reset_password", "account_email", "account_confirm_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/account/", "/account/password/reset/", "/accounts/login/", "/admin/"):
        assert Client().get(path).status_code == 404


def test_pages_before_signing_in_do_not_name_anybody(ana, ben, pair):
    for path in ("/welcome/", "/goodbye/", reverse("account_login"), reverse("account_signup"), "/healthz", "/readyz"):
        text = Client().get(path).content.decode().lower()
        assert "ana" not in text.replace("canada", "").replace("analy", "").split()
        assert "ben" not in text.split()


def test_signing_in_with_a_foreign_way_back_stays_in_the_house(ana):
    for way in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere.example"):
        answer = Client().post(
            reverse("account_login"), {"login": "ana", "password": "Ana keeps a garden", "next": way}
        )
        assert answer["Location"] == "/"
