import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.kit import seal
from nearward.kit.seal import Unreadable

KEY = bytes(range(32))
SEALED_ONCE = (
    "01000000075325de071a42ad45d1b1d09e5e641a09655c6bdd0cf17fb7ca4b7b24a17e36404c1c40b92242c99e8557b4379162089522fa1c"
    "f7eaa847f6e58f50441a848ccb44e69d3df897931df917a04bfb38236b17bb2ac1de430a3fbf0243e4"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=500), st.text(max_size=40), st.integers(0, 2**32 - 1))
def test_what_is_sealed_opens_for_its_own_row(plain, identity, number):
    sealed = seal.seal(KEY, plain, identity, number=number)
    assert seal.unseal(KEY, sealed, identity) == plain
    assert seal.unseal(KEY, memoryview(sealed), identity) == plain
    assert seal.key_number(sealed) == number


def test_what_an_earlier_version_sealed_still_opens():
    assert seal.unseal(KEY, bytes.fromhex(SEALED_ONCE), "row") == b"what Ana wrote"


@given(JSON)
def test_any_json_value_comes_back_as_it_was(value):
    assert seal.unseal_json(KEY, seal.seal_json(KEY, value, "row"), "row") == value


def test_half_a_character_is_kept_as_it_was_typed():
    assert seal.unseal_json(KEY, seal.seal_json(KEY, "\ud83d", "row"), "row") == "\ud83d"


@given(st.binary(max_size=120), st.data())
def test_one_changed_bit_anywhere_keeps_it_shut(plain, data):
    sealed = bytearray(seal.seal(KEY, plain, "row"))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(Unreadable):
        seal.unseal(KEY, bytes(sealed), "row")


@given(st.binary(max_size=120), st.data())
def test_nothing_cut_short_or_made_longer_opens(plain, data):
    sealed = seal.seal(KEY, plain, "row")
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for wrong in (sealed[:cut], sealed + b"\0", b""):
        with pytest.raises(Unreadable):
            seal.unseal(KEY, wrong, "row")


@pytest.mark.parametrize(("key", "identity"), [(bytes(32), "row"), (KEY, "another row"), (KEY, "")])
def test_another_key_or_another_row_keeps_it_shut(key, identity):
    with pytest.raises(Unreadable):
        seal.unseal(key, seal.seal(KEY, b"7", "row"), identity)


def test_plain_bytes_are_never_taken_for_sealed_ones():
    for raw in (b"the lighthouse", b"\x01" * 200, b"{}"):
        with pytest.raises(Unreadable):
            seal.unseal(KEY, raw, "row")


def test_the_number_of_a_key_is_not_read_from_less_than_a_head():
    with pytest.raises(Unreadable):
        seal.key_number(b"\x01\0\0")


@given(st.binary(max_size=59), st.binary(max_size=59))
def test_short_answers_are_all_of_one_length(one, other):
    assert len(seal.seal(KEY, one, "row")) == len(seal.seal(KEY, other, "row"))


def test_the_same_words_are_sealed_differently_each_time():
    assert len({seal.seal(KEY, b"7", "row") for _ in range(500)}) == 500


def test_every_key_is_new_and_has_256_bits():
    keys = {seal.new_key() for _ in range(50)}
    assert len(keys) == 50
    assert {len(key) for key in keys} == {32}


def test_a_head_alone_tells_the_number_and_less_than_a_head_tells_nothing():
    sealed = seal.seal(KEY, b"words", "a row", number=7)
    assert seal.key_number(sealed[:5]) == 7
    with pytest.raises(Unreadable):
        seal.key_number(sealed[:4])


def test_what_is_sealed_under_a_key_that_has_no_number_says_number_one():
    assert seal.key_number(seal.seal(KEY, b"words", "a row")) == 1
    assert seal.key_number(seal.seal_json(KEY, "words", "a row")) == 1


def test_what_is_sealed_grows_by_64_bytes_at_a_time():
    lengths = [len(seal.seal(KEY, bytes(plain), "a row")) for plain in range(200)]
    assert sorted(set(lengths)) == [lengths[0] + 64 * more for more in range(4)]
    assert [lengths.count(each) for each in sorted(set(lengths))] == [61, 64, 64, 11]
