import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from tests.conftest import link, person

from nearward.cli import wrapping
from nearward.kit.keyring import ensure_ring, exchange_secret, ring_at
from nearward.kit.seal import Unreadable
from nearward.people.models import Person, PersonKey, ring
from nearward.sharing.actions import keep_ours
from nearward.sharing.queries import ours

NUMBERS = range(7)
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def path(settings, tmp_path):
    settings.NEARWARD_RING = str(ensure_ring(tmp_path / "keys"))
    return tmp_path / "keys" / "ring.json"


@pytest.fixture
def people(path, db):
    return [person(f"Person{number}") for number in NUMBERS]


def turn(path):
    exchange_secret(path, ring_at(path).turned().text)


def readable():
    return [who.words["called"] for who in Person.objects.order_by("username")]


def test_a_few_at_a_time_all_are_wrapped_anew_and_open_at_every_moment(people, path, monkeypatch):
    monkeypatch.setattr(wrapping, "AT_ONCE", 2)
    turn(path)
    seen = []
    real = wrapping._wrap

    def look(kind, some):
        done = real(kind, some)
        seen.append(len(wrapping._old_keys(PersonKey)))
        assert len(readable()) == len(NUMBERS)
        return done

    monkeypatch.setattr(wrapping, "_wrap", look)
    assert wrapping.wrap_all_anew() == len(NUMBERS)
    assert seen == [5, 3, 1, 0]
    exchange_secret(path, ring().newest_alone().text)
    assert readable() == [f"Person{number}" for number in NUMBERS]


def test_interrupted_it_goes_on_where_it_was(people, path, monkeypatch):
    monkeypatch.setattr(wrapping, "AT_ONCE", 2)
    turn(path)
    left = iter(range(3))
    real = PersonKey.wrap

    def cut(row, key):
        if next(left, None) is None:
            raise KeyboardInterrupt
        real(row, key)

    monkeypatch.setattr(PersonKey, "wrap", cut)
    with pytest.raises(KeyboardInterrupt):
        wrapping.wrap_all_anew()
    monkeypatch.setattr(PersonKey, "wrap", real)
    assert wrapping.left_behind()
    assert len(readable()) == len(NUMBERS)
    assert wrapping.wrap_all_anew() == len(NUMBERS) - 2  # the pair of rows that was begun is whole or not at all
    assert not wrapping.left_behind()


def test_what_two_own_together_opens_with_the_new_key_alone(people, path, now):
    link(people[0], people[1], now)
    keep_ours(people[0], "test.plan", "1", "a word of two", now)
    turn(path)
    assert wrapping.wrap_all_anew() == len(NUMBERS) + 1
    assert not wrapping.left_behind()
    exchange_secret(path, ring().newest_alone().text)
    assert ours(people[1], "test.plan") == {("test.plan", "1"): "a word of two"}


def test_a_pairs_key_that_is_still_wrapped_with_an_old_key_is_not_left_behind(people, path, now):
    link(people[0], people[1], now)
    turn(path)
    wrapping._wrap(PersonKey, wrapping._old_keys(PersonKey))
    assert wrapping.left_behind()


def test_second_steps_still_work_with_the_new_key_alone(people, path):
    totp = TOTP.activate(people[0], SECRET).instance
    codes = RecoveryCodes.activate(people[0])
    before = codes.generate_codes()
    turn(path)
    assert wrapping.wrap_all_anew() == len(NUMBERS) + 2
    exchange_secret(path, ring().newest_alone().text)
    assert not wrapping.left_behind()
    fresh = {each.type: each for each in Authenticator.objects.all()}
    assert RecoveryCodes(fresh["recovery_codes"]).generate_codes() == before
    right = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    assert TOTP(Authenticator.objects.get(pk=totp.pk)).validate_code(right)
    assert SECRET not in json.dumps(fresh["totp"].data)


def test_what_no_key_opens_stops_it_before_anything_is_taken_away(people, path):
    row = PersonKey.objects.get(person=people[3])
    PersonKey.objects.filter(pk=row.pk).update(wrapped=b"\x01" + (99).to_bytes(4) + bytes(row.wrapped)[5:])
    turn(path)
    with pytest.raises(Unreadable):
        wrapping.wrap_all_anew()
    assert wrapping.left_behind()


@pytest.mark.parametrize("whose", ["another's", "an older one", "cut", "raw"])
def test_a_wrapped_key_that_was_moved_replayed_or_cut_stays_shut(people, path, whose):
    mine, theirs = PersonKey.objects.get(person=people[0]), PersonKey.objects.get(person=people[1])
    old = bytes(mine.wrapped)
    turn(path)
    wrapping.wrap_all_anew()
    exchange_secret(path, ring().newest_alone().text)
    wrong = {"another's": bytes(theirs.wrapped), "an older one": old, "cut": old[:-1], "raw": bytes(32)}[whose]
    PersonKey.objects.filter(pk=mine.pk).update(wrapped=wrong)
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=people[0].pk).words
