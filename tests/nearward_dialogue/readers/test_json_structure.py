import io
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue import BrokenFile
from nearward_dialogue.readers._json_structure import Structure

WORDS = st.text(alphabet='ab"\\{}[]é🙂\n,:', max_size=8)
VALUES = st.recursive(
    st.none() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


def by_hand(text):
    """The obvious way: one character after another."""
    found, depth, inside, escaped = [], 0, False, False
    for at, byte in enumerate(text):
        if inside:
            inside = escaped or byte != ord('"')
            escaped = byte == ord("\\") and not escaped
        elif byte == ord('"'):
            inside = True
        elif byte in b"{[":
            depth += 1
            found.append((at, True, depth))
        elif byte in b"}]":
            depth -= 1
            found.append((at, False, depth))
    return found


def in_blocks(text, size):
    structure, found = Structure(), []
    handle = io.BytesIO(text)
    while block := handle.read(size):
        brackets = structure.read(block)
        found += zip(brackets.at.tolist(), brackets.opens.tolist(), brackets.depth.tolist(), strict=True)
    structure.close()
    return found


@settings(max_examples=60)
@given(VALUES, st.integers(1, 9), st.booleans())
def test_brackets_are_found_as_one_would_find_them_by_hand_wherever_a_block_ends(value, size, ascii_only):
    text = json.dumps([value], ensure_ascii=ascii_only).encode()
    assert in_blocks(text, size) == by_hand(text)


@pytest.mark.parametrize("text", [b'{"a":[', b'{"a', b"[[]"])
def test_what_is_cut_off_is_said_at_the_end(text):
    with pytest.raises(BrokenFile, match="cut off"):
        in_blocks(text, 4)


def test_closing_more_than_was_opened_is_said_at_once():
    with pytest.raises(BrokenFile, match="never opened"):
        Structure().read(b"[]]")


def test_positions_count_on_from_block_to_block():
    structure = Structure()
    structure.read(b"[   ")
    assert np.array_equal(structure.read(b" ]").at, [5])
