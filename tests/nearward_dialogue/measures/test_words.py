import numpy as np
import pytest

from nearward_dialogue.lexicon import FUNCTION, lexicon
from nearward_dialogue.measures import (
    affection,
    apology,
    feelings,
    laughter,
    length,
    one_word,
    plans,
    style_matching,
    thanks,
    we_talk,
    words,
)
from nearward_dialogue.measures._marked import of_a_hundred
from nearward_dialogue.talk import talk_of
from nearward_dialogue.words import count_words


@pytest.fixture
def asked(made):
    """Ask a measure about what Ana and Ben say in turns, ten seconds apart."""

    def ask(measure, *said, verb="measure"):
        talk = talk_of(made([(10 * i, i % 2, text) for i, text in enumerate(said)]))
        return getattr(measure, verb)(talk, count_words(talk.chat, lexicon("en")))

    return ask


def figure(sums):
    return sums.figure(np.ones(sums.weeks)).tolist()


def test_words_are_shared_out(asked):
    assert figure(asked(words, "one two three", "four")) == [0.75, 0.25]


def test_length_is_words_over_messages(asked):
    assert figure(asked(length, "one two three", "four", "five", "six seven")) == [2, 1.5]


def test_a_turn_of_one_word_counts_and_a_word_within_a_turn_does_not(made):
    talk = talk_of(
        made([(0, 0, "how was it"), (5, 1, "fine"), (9, 0, "good"), (10, 0, "come home"), (20, 1, "ok then")])
    )
    found = one_word.measure(talk, count_words(talk.chat, lexicon("en")))
    assert figure(found) == [0, 50]


@pytest.mark.parametrize(
    ("measure", "yes", "no"),
    [
        (thanks, "thank you so much", "the bus is late"),
        (apology, "sorry about that", "the bus is late"),
        (affection, "love you", "the bus is late"),
        (we_talk, "shall we go", "the bus is late"),
        (feelings, "I am so sad today", "the bus is late"),
        (laughter, "haha", "the bus is late"),
        (plans, "dinner on saturday", "well then"),
    ],
)
def test_messages_that_hold_such_a_word_are_counted(asked, measure, yes, no):
    assert figure(asked(measure, yes, no)) == [100, 0]
    assert asked(measure, yes, no, verb="messages").tolist() == [True, False]


def test_the_same_small_words_match_and_others_do_not(asked):
    alike = figure(asked(style_matching, "I did not see the dog and you", "I did not see the cat and you"))
    other = figure(asked(style_matching, "I did not see the dog and you", "bread milk butter eggs"))
    assert alike == [1, 1]
    assert other[0] < 0.5


def test_style_matching_is_the_published_formula(asked):
    sums = asked(style_matching, "the dog and the cat", "you saw the tree")
    first, second = (sums.kinds[0, who] / sums.words[0, who] for who in (0, 1))
    plain = np.mean([1 - abs(a - b) / (a + b + 1e-4) for a, b in zip(first, second, strict=True)])
    assert figure(sums) == pytest.approx([plain, plain])
    assert sums.kinds.shape[-1] == len(FUNCTION)


def test_a_week_with_few_messages_has_no_rate_of_its_own(made):
    talk = talk_of(made([(10 * i, i % 2, "hi") for i in range(8)]))
    sums = of_a_hundred(talk, talk.sender == 0)
    assert figure(sums) == [100, 0]
    assert np.isnan(sums.weekly()).all()
