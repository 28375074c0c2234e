"""Hashed features: the fast way sees what the slow way sees, and nothing makes it fail."""

from collections import Counter
from itertools import chain

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.nearward_dialogue.acts import slowly

from nearward_dialogue.acts.features import LONGEST, SIZE, seen


def look(*texts):
    raw = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum([len(one) + 1 for one in raw])
    return seen(np.frombuffer(b"\n".join([*raw, b""]), np.uint8), np.append(0, ends[:-1]), ends - 1)


def places_of(found, message):
    first, last = found.bounds[message], found.bounds[message + 1]
    pieces = [
        found.pieces[found.piece_bounds[kind] : found.piece_bounds[kind + 1]].tolist()
        for kind in found.which[first:last]
    ]
    pairs = found.pairs[first + message : last + message + 1].tolist()
    return Counter(chain.from_iterable(pieces)), Counter(pairs + found.triples[first:last].tolist())


WORDS = (
    "love You don't don’t ' ’ ‘ é É ß привет ねこ 。 ¿ http://x.y/z?a=1 :// 7 12:30 - _ !!! !!!! ?! ... ... :) <3 × Ø"
)
PIECES = st.sampled_from([*WORDS.split(" "), "😘", "👍🏽", "❤️", "🇩🇪", "🇩", "👩‍❤️‍👨", *" \n\u200d\u00a0"])
MADE = st.lists(PIECES, max_size=14).map("".join)


@settings(max_examples=60)
@given(st.lists(MADE, min_size=1, max_size=4))
@example(["I don’t know!!!", "", "ok 12:30 👍🏽"])
@example(["http://a.b/c?d=e'f ok"])
def test_the_fast_way_sees_what_the_slow_way_sees(texts):
    found = look(*texts)
    for message, text in enumerate(texts):
        pieces, runs = slowly.features(text)
        assert places_of(found, message) == (Counter(pieces), Counter(runs))
    assert found.sizes().tolist() == [sum(map(len, slowly.features(text))) for text in texts]


def test_what_a_message_is_beside_does_not_matter():
    alone, beside = look("I’m so sorry"), look("¿qué?", "I’m so sorry", "x" * 50)
    assert places_of(alone, 0) == places_of(beside, 1)


def test_case_digits_and_apostrophes_are_one():
    found = look("DON’T be 5 min late", "don't be 8 min late", "dont be 5 min late")
    assert places_of(found, 0) == places_of(found, 1) != places_of(found, 2)


def test_of_a_long_message_only_the_beginning_is_seen():
    long = "é " * LONGEST
    found = look(long, "ok")
    assert places_of(found, 0) == tuple(map(Counter, slowly.features(long)))
    assert found.bounds.tolist() == [0, LONGEST // 3, LONGEST // 3 + 1]


@settings(max_examples=80)
@given(st.binary(max_size=120), st.binary(max_size=60))
def test_no_bytes_make_it_fail(one, other):
    buffer = np.frombuffer(one + b"\n" + other + b"\n", np.uint8)
    start, end = np.array([0, len(one) + 1]), np.array([len(one), len(one) + 1 + len(other)])
    found = seen(buffer, start, end)
    assert (np.diff(found.bounds) >= 0).all()
    assert all(((column >= 0) & (column < SIZE)).all() for column in (found.pieces, found.pairs, found.triples))


def test_no_messages_have_no_features():
    nothing = np.zeros(0, np.int64)
    found = seen(np.zeros(0, np.uint8), nothing, nothing)
    assert (len(found.which), len(found.pairs), found.bounds.tolist()) == (0, 0, [0])
