"""Probabilities of acts: the fast sums equal sums made one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from tests.nearward_dialogue.acts import slowly
from tests.nearward_dialogue.acts.test_features import MADE

from nearward_dialogue.acts.linear import scored
from nearward_dialogue.acts.weights import LEARNED, weights

SAID = [
    "Thank you so much, that’s kind!!",
    "I'm so sad and scared, I cried all day",
    "ok",
    "you should call her tomorrow",
    "sorry 😘",
]


def chances(*texts):
    raw = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum([len(one) + 1 for one in raw])
    buffer = np.frombuffer(b"\n".join([*raw, b""]), np.uint8)
    return scored(buffer, (np.append(0, ends[:-1]), ends - 1), weights())


@pytest.mark.parametrize("label", LEARNED)
def test_the_fast_sums_are_the_slow_ones(label):
    which = LEARNED.index(label)
    expected = [slowly.chance(text, weights(), which) for text in SAID]
    assert chances(*SAID)[:, which] == pytest.approx(expected, abs=1e-4)


@settings(max_examples=30)
@given(MADE)
def test_any_text_has_probabilities(text):
    (row,) = chances(text)
    assert ((row >= 0) & (row <= 1)).all()
    if slowly.tokens(text):
        assert row[0] == pytest.approx(slowly.chance(text, weights(), 0), abs=1e-4)


def test_a_message_of_nothing_does_nothing():
    assert not chances("", "   ", "\u200b").any()


def test_plain_cases_are_read():
    thanks, advice, disclosure, _, _ = chances(*SAID).T
    assert thanks.argmax() == 0
    assert advice.argmax() == 3
    assert disclosure.argmax() == 1
