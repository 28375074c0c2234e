import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.kit import codes

WRITTEN = st.text(alphabet=codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH)


def test_a_code_has_fifty_bits_in_two_groups():
    code = codes.new_code()
    assert re.fullmatch(rf"[{codes.ALPHABET}]{{5}}-[{codes.ALPHABET}]{{5}}", code)
    assert len(codes.ALPHABET) ** codes.LENGTH == 2**50


def test_codes_are_not_given_twice():
    assert len({codes.new_code() for _ in range(500)}) == 500


@pytest.mark.parametrize("typed", ["7kq2m9xt4b", "7KQ2M-9XT4B", " 7kq2m 9xt4b ", "7KQ2M–9XT4B", "7k-q2-m9-xt-4b\u00a0"])
def test_case_dashes_and_blanks_do_not_matter(typed):
    assert codes.normal(typed) == "7KQ2M9XT4B"


def test_letters_that_look_alike_are_one():
    assert codes.normal("oOiIlLuU") == "001111VV"


@given(WRITTEN)
def test_what_was_meant_is_kept(code):
    assert codes.normal(code) == code
    assert codes.normal(f"{code[:5].lower()} - {code[5:]}") == code


@given(WRITTEN, WRITTEN)
def test_a_digest_tells_codes_apart_and_says_nothing_of_them(one, other):
    digest = codes.digest(one, "secret")
    assert (digest == codes.digest(other, "secret")) == (one == other)
    assert one not in digest
    assert digest != codes.digest(one, "another secret")
