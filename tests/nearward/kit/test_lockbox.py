import errno
import os

import pytest
from tests.faults.canaries import readable

from nearward.kit import lockbox
from nearward.kit.lockbox import Key, Lock, NoLock, Shut

WORDS = b"what Ana wrote " * 20_000  # several chunks of the format, which seals 64 KiB at a time
PASSPHRASE = "five words that nobody says"


@pytest.fixture
def plain(tmp_path):
    file = tmp_path / "plain"
    file.write_bytes(WORDS)
    return file


def sealed(plain, lock):
    box = plain.with_name("box")
    lock.seal(plain, box)
    assert readable(box.read_bytes(), "what Ana wrote") == set()
    return box


def opens(box, key):
    out = box.with_name("out")
    key.open(box, out)
    return out.read_bytes() == WORDS


def stays_shut(box, key):
    out = box.with_name("out")
    with pytest.raises(Shut):
        key.open(box, out)
    return not out.exists()


def test_what_is_sealed_to_keys_opens_with_either_and_with_no_other(plain):
    (one, one_public), (two, two_public), (three, _) = (lockbox.new_pair() for _ in range(3))
    box = sealed(plain, Lock(public=(one_public, two_public)))
    assert opens(box, Key(secret=one))
    box.with_name("out").unlink()
    assert opens(box, Key(secret=two))
    box.with_name("out").unlink()
    assert stays_shut(box, Key(secret=three))


def test_what_is_sealed_to_a_passphrase_opens_with_it_alone(plain):
    box = sealed(plain, Lock(passphrase=PASSPHRASE))
    assert opens(box, Key(passphrase=PASSPHRASE))
    box.with_name("out").unlink()
    assert stays_shut(box, Key(passphrase=f"{PASSPHRASE}!"))
    assert stays_shut(box, Key(secret=lockbox.new_pair()[0]))


@pytest.mark.parametrize(
    "harm",
    [
        lambda box: box[:-1],
        lambda box: box[: len(box) - 70_000],
        lambda box: box[:150_000] + bytes([box[150_000] ^ 1]) + box[150_001:],
        lambda box: box[:250] + box[65_000:],
        lambda box: b"",
        lambda box: box + b"more",
    ],
)
def test_a_box_that_was_cut_or_changed_stays_shut_and_leaves_nothing(plain, harm):
    secret, public = lockbox.new_pair()
    box = sealed(plain, Lock(public=(public,)))
    box.write_bytes(harm(box.read_bytes()))
    assert stays_shut(box, Key(secret=secret))


def test_nothing_is_written_over(plain):
    _, public = lockbox.new_pair()
    box = sealed(plain, Lock(public=(public,)))
    with pytest.raises(FileExistsError):
        Lock(public=(public,)).seal(plain, box)


def test_a_short_passphrase_and_a_wrong_key_are_refused(plain):
    for lock in (Lock(passphrase="short"), Lock(public=("age1nothing",))):
        with pytest.raises(NoLock):
            lock.seal(plain, plain.with_name("refused"))
        plain.with_name("refused").unlink()
    with pytest.raises(NoLock):
        lockbox.public_of("AGE-SECRET-KEY-1NOTHING")


def test_keys_are_found_among_the_remarks_of_their_file():
    secret, public = lockbox.new_pair()
    text = f"# made today\n# public key: {public}\n{secret}\n"
    assert lockbox.keys_in(text, lockbox.SECRET) == [secret]
    assert lockbox.public_of(secret) == public


def test_no_secret_shows_where_a_lock_or_a_key_is_told():
    secret, _ = lockbox.new_pair()
    assert secret not in repr(Key(secret=secret))
    assert PASSPHRASE not in repr(Key(passphrase=PASSPHRASE)) + repr(Lock(passphrase=PASSPHRASE))


def test_what_stands_where_a_box_would_be_opened_is_neither_written_over_nor_taken_away(plain):
    box = sealed(plain, Lock(passphrase=PASSPHRASE))
    with pytest.raises(FileExistsError):
        Key(passphrase=PASSPHRASE).open(box, plain)
    assert plain.read_bytes() == WORDS


def test_a_full_disk_is_told_as_one_and_leaves_no_half_opened_file(plain, tmp_path, monkeypatch):
    secret, public = lockbox.new_pair()
    box = sealed(plain, Lock(public=(public,)))

    def full(read, written, keys):
        written.write(b"the first half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(lockbox.pyrage, "decrypt_io", full)
    with pytest.raises(OSError, match="No space left"):
        Key(secret=secret).open(box, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_too_large_for_a_passphrase_is_refused_and_as_large_as_allowed_is_sealed(plain, monkeypatch):
    monkeypatch.setattr(lockbox, "LARGEST", len(WORDS) - 1)
    with pytest.raises(NoLock, match="seal it to a key"):
        Lock(passphrase=PASSPHRASE).seal(plain, plain.with_name("refused"))
    monkeypatch.setattr(lockbox, "LARGEST", len(WORDS))
    assert opens(sealed(plain, Lock(passphrase=PASSPHRASE)), Key(passphrase=PASSPHRASE))


def test_twelve_letters_are_a_passphrase_and_eleven_are_none(plain):
    with pytest.raises(NoLock, match="at least 12"):
        Lock(passphrase="a" * 11).seal(plain, plain.with_name("refused"))
    assert opens(sealed(plain, Lock(passphrase="a" * 12)), Key(passphrase="a" * 12))


def test_more_than_a_gibibyte_is_too_large_for_a_passphrase(plain):
    with plain.open("r+b") as file:
        file.truncate(2**30 + 1)  # a hole, which takes no room on the disk
    with pytest.raises(NoLock, match="seal it to a key"):
        Lock(passphrase=PASSPHRASE).seal(plain, plain.with_name("refused"))


def test_a_box_is_whole_on_the_disk_when_it_is_sealed(plain, monkeypatch):
    plain.write_bytes(b"few words, which wait in a buffer")
    synced, real = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(os.fstat(handle).st_size), real(handle)))
    box = sealed(plain, Lock(passphrase=PASSPHRASE))
    assert synced == [box.stat().st_size]
