from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.sharing.rules import Audience, partner_may_see, table_cell


@pytest.mark.parametrize(("audience", "same_pair", "answered"), list(product(Audience, [True, False], [True, False])))
def test_the_partner_sees_only_what_was_shared_in_the_pair_that_is_open(audience, same_pair, answered):
    seen = partner_may_see(audience, same_pair=same_pair, viewer_shared_theirs=answered)
    assert seen == (same_pair and (audience is Audience.US or (audience is Audience.BOTH and answered)))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_takes_a_word_for_a_formula(start):
    assert table_cell(f"{start}1+1") == f"'{start}1+1"


@given(st.text())
def test_a_cell_never_begins_like_a_formula_and_loses_nothing(text):
    cell = table_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in {text, f"'{text}"}


def test_numbers_and_nothing_are_cells_too():
    assert [table_cell(value) for value in (7, None, -3, "")] == ["7", "", "'-3", ""]
