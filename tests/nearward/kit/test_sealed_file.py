import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.faults.canaries import readable

from nearward.kit.seal import Unreadable, new_key
from nearward.kit.sealed_file import BLOCK, TAG, SealedFile, Sealer

SIZES = (0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK)


class Kept(io.BytesIO):
    def close(self):
        pass


def sealed(plain, key, piece=10_000):
    file = Kept()
    sealer = Sealer(file, key)
    for at in range(0, len(plain), piece):
        sealer.write(plain[at : at + piece])
    sealer.finish()
    return file.getvalue()


def read(raw, key):
    return io.BufferedReader(SealedFile(io.BytesIO(raw), key)).read()


def bytes_of(size):
    return bytes(i * 7 % 251 for i in range(size))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens_as_it_was(size):
    key, plain = new_key(), bytes_of(size)
    raw = sealed(plain, key)
    assert read(raw, key) == plain
    assert SealedFile(io.BytesIO(raw), key).size == size


@settings(max_examples=30)
@given(start=st.integers(0, 3 * BLOCK), size=st.integers(0, 2 * BLOCK))
def test_any_place_opens_without_the_rest(start, size):
    plain = bytes_of(2 * BLOCK + 100)
    key = bytes(32)
    opened = io.BufferedReader(SealedFile(io.BytesIO(sealed(plain, key)), key))
    opened.seek(start)
    assert opened.read(size) == plain[start : start + size]


def test_nothing_readable_is_in_it():
    assert readable(sealed(b"we met at the lighthouse" * 9_000, new_key()), "the lighthouse") == set()


@pytest.mark.parametrize("size", SIZES)
def test_a_file_that_was_cut_or_changed_does_not_open(size):
    key = new_key()
    raw = sealed(bytes_of(size), key)
    wholes = BLOCK + TAG
    swapped = raw[wholes : 2 * wholes] + raw[:wholes] + raw[2 * wholes :] if size > 2 * BLOCK else raw[:-1]
    for wrong in (raw[:-1], raw + b"x", bytes([raw[0] ^ 1]) + raw[1:], raw[:wholes] if size > BLOCK else b"", swapped):
        with pytest.raises(Unreadable):
            read(wrong, key)
    with pytest.raises(Unreadable):
        read(raw, new_key())
