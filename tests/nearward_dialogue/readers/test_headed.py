import io
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue import TooLarge
from nearward_dialogue.readers import _headed
from nearward_dialogue.readers._headed import pieces
from nearward_dialogue.sources import Source

HEADER = re.compile(rb"^#(\d)\n", re.MULTILINE)


def cut(raw):
    return [
        (line, at, piece, header and header[1])
        for line, at, piece, header in pieces(Source("t", len(raw), lambda: io.BytesIO(raw)), HEADER)
    ]


def by_hand(raw):
    heads = [match.start() for match in HEADER.finditer(raw)]
    bounds = sorted({0, *heads, len(raw)})
    return [
        (1 + raw.count(b"\n", 0, a), a, raw[a:b], raw[a + 1 : a + 2] if a in heads else None)
        for a, b in pairwise(bounds)
    ]


@settings(max_examples=60)
@given(st.text(alphabet="#1\nab", max_size=60), st.integers(1, 700), st.booleans())
def test_the_pieces_are_the_same_wherever_a_block_ends(text, size, long):
    raw = (text * (40 if long else 1)).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_headed, "BLOCK", size)
        patch.setattr(_headed, "LONGEST_HEADER", 8)
        assert cut(raw) == by_hand(raw)


def test_a_message_longer_than_any_is_refused(monkeypatch):
    monkeypatch.setattr(_headed, "MOST_OF_ONE", 1000)
    monkeypatch.setattr(_headed, "BLOCK", 100)
    monkeypatch.setattr(_headed, "LONGEST_HEADER", 10)
    with pytest.raises(TooLarge, match="line 3"):
        cut(b"#1\nx\n#2\n" + b"x" * 5000)
