import base64
import json
import os
import stat
from pathlib import Path

import pytest

from nearward.kit import keyring
from nearward.kit.keyring import Ring
from nearward.kit.seal import Unreadable, new_key

OPEN = Path("/proc/self/fd")

ONE, TWO = bytes(32), bytes(range(32))


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def lax():
    """A machine where everything new may be read by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_ring_is_made_once_for_its_owner_alone(tmp_path, lax):
    folder = tmp_path / "data" / "keys"
    path = keyring.ensure_ring(folder)
    first = path.read_text()
    assert mode_of(path) == 0o600
    assert mode_of(folder) == 0o700
    assert keyring.ensure_ring(folder).read_text() == first
    assert len(base64.b64decode(json.loads(first)["keys"]["1"])) == 32


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path, lax):
    secret = keyring.ensure_secret(tmp_path / "keys", "secret-key")
    assert len(secret) >= 50
    assert keyring.ensure_secret(tmp_path / "keys", "secret-key") == secret
    assert mode_of(tmp_path / "keys" / "secret-key") == 0o600


def test_of_two_starts_at_once_the_first_key_stays(tmp_path):
    path = tmp_path / "keys" / "ring.json"
    keyring.write_secret(path, "first")
    keyring.write_secret(path, "second")
    assert path.read_text() == "first"
    assert [file.name for file in path.parent.iterdir()] == ["ring.json"]


def test_a_key_that_is_wrapped_opens_for_its_own_row_only():
    ring, key = Ring({1: ONE}), new_key()
    wrapped = ring.wrap(key, "people.key:ana")
    assert ring.unwrap(wrapped, "people.key:ana") == key
    assert key not in wrapped
    with pytest.raises(Unreadable):
        ring.unwrap(wrapped, "people.key:ben")


def test_the_newest_key_wraps_and_older_ones_still_open():
    key = new_key()
    wrapped = Ring({1: ONE}).wrap(key, "row")
    turned = Ring({1: ONE, 2: TWO})
    assert turned.unwrap(wrapped, "row") == key
    assert Ring({2: TWO}).unwrap(turned.wrap(key, "row"), "row") == key


@pytest.mark.parametrize("ring", [Ring({2: TWO}), Ring({1: TWO}), Ring({})])
def test_without_its_key_of_the_ring_nothing_opens(ring):
    with pytest.raises(Unreadable):
        ring.unwrap(Ring({1: ONE}).wrap(new_key(), "row"), "row")


def test_a_ring_is_read_from_its_file(tmp_path):
    path = tmp_path / "ring.json"
    path.write_text(json.dumps({"keys": {"7": base64.b64encode(TWO).decode()}}))
    assert keyring.ring_at(path) == Ring({7: TWO})


def test_a_ring_that_was_turned_meanwhile_is_read_anew(tmp_path):
    path = keyring.ensure_ring(tmp_path / "keys")
    before = keyring.ring_at(path)
    keyring.exchange_secret(path, before.turned().text)
    turned = keyring.ring_at(path)
    assert turned.newest == 2
    assert turned.keys[1] == before.keys[1]
    assert mode_of(path) == 0o600
    keyring.exchange_secret(path, turned.newest_alone().text)
    assert keyring.ring_at(path) == Ring({2: turned.keys[2]})
    assert [file.name for file in path.parent.iterdir()] == ["ring.json"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"keys": {"one": "AA=="}}', '{"keys": {"1": "!"}}', '{"keys": 7}'])
def test_a_file_that_holds_no_ring_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        keyring.ring_from(text)


@pytest.mark.parametrize("write", [keyring.write_secret, keyring.exchange_secret])
def test_a_secret_and_its_name_are_on_the_disk_and_nothing_is_left_open(tmp_path, monkeypatch, write):
    synced, real = [], os.fsync

    def told(handle):
        what = os.fstat(handle)
        synced.append((stat.S_IFMT(what.st_mode), what.st_size == len("words")))
        real(handle)

    monkeypatch.setattr(os, "fsync", told)
    before = len(list(OPEN.iterdir()))
    write(tmp_path / "secret", "words")
    assert synced[0] == (stat.S_IFREG, True)
    assert [kind for kind, _ in synced] == [stat.S_IFREG, stat.S_IFDIR]
    assert len(list(OPEN.iterdir())) == before
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]
