import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.guide.queries import _index
from nearward.guide.rules import (
    FUSION,
    NEVER_LISTED,
    Findable,
    find,
    have_one_stem,
    index_of,
    leads,
    slips_allowed,
    words_in,
)
from nearward_library import library

SIGNS = sorted(library().signs)
THINGS = (
    Findable("sign", "lonely", "Lonely beside each other", "I feel alone although we are together."),
    Findable("cause", "devices", "Phones and screens", "Phones take the time.", ("The phone lies beside the plate.",)),
    Findable("practice", "unplug", "Phones in another room", "Agreed hours without screens.", ("Put both away.",)),
    Findable("practice", "gratitude", "Say thanks", "Say what you noticed and what it meant."),
)


@given(st.lists(st.sampled_from(SIGNS), unique=True, max_size=6))
def test_leads_are_the_joined_lists_of_the_signs(names):
    signs = [library().signs[name] for name in names]
    found = leads(signs, library().causes)
    by_hand = {
        cause: sum(1 / (FUSION + sign.causes.index(cause) + 1) for sign in signs if cause in sign.causes)
        for cause in library().causes
    }
    assert [lead.cause.id for lead in found if lead.cause.id in NEVER_LISTED] == []
    assert {lead.cause.id for lead in found} == {c for c, score in by_hand.items() if score} - NEVER_LISTED
    scores = [by_hand[lead.cause.id] for lead in found]
    assert scores == sorted(scores, reverse=True)
    assert all(lead.signs == tuple(sign for sign in signs if lead.cause.id in sign.causes) for lead in found)


def test_a_single_sign_keeps_its_own_order():
    sign = library().signs["unheard"]
    order = [name for name in sign.causes if name in library().causes and name not in NEVER_LISTED]
    assert [lead.cause.id for lead in leads([sign], library().causes)] == order


def test_fear_is_never_one_reason_among_others():
    every = list(library().signs.values())
    assert "abuse" not in {lead.cause.id for lead in leads(every, library().causes)}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("phones", "devices"),
        ("phoen", "devices"),
        ("screns at night", "devices"),
        ("lonly", "lonely"),
        ("LONELY", "lonely"),
        ("grat", "gratitude"),
        ("thankful", "gratitude"),
        ("i feel so alone", "lonely"),
    ],
)
def test_search_forgives_slips_endings_and_small_words(typed, first):
    assert find(index_of(THINGS), typed)[0].id == first


@pytest.mark.parametrize("typed", ["", "   ", "…!", "zebra", "the of and"])
def test_what_means_nothing_finds_nothing(typed):
    assert find(index_of(THINGS), typed) == ()


def test_what_answers_to_every_word_comes_first():
    found = find(index_of(THINGS), "phones room")
    assert [thing.id for thing in found] == ["unplug", "devices"]


def test_accents_apostrophes_and_case_make_no_difference():
    assert words_in("I can’t, CAFÉ!") == ["i", "cant", "cafe"]


def test_short_words_may_hold_no_slip_and_long_ones_two():
    assert [slips_allowed(word) for word in ("sex", "love", "phones", "gratitude")] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("thankful", "thanks", True),
        ("listened", "listener", True),
        ("interest", "interrupted", False),
        ("worn", "work", False),
    ],
)
def test_words_of_one_stem_differ_in_a_short_ending_only(one, other, same):
    assert have_one_stem(one, other) is have_one_stem(other, one) is same


def _slipped(word, rng):
    """The word with two neighbours swapped, one letter doubled, or one left out."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at : at + 1] + word[at:],
            word[:at] + word[at + 1 :],
        )
    )


def test_nearly_every_title_is_found_again_with_a_slip_in_its_longest_word():
    rng = random.Random(7)
    missed = []
    for thing in _index().things:
        words = words_in(thing.title)
        longest = max(words, key=len)
        if len(longest) < 4:
            continue
        typed = " ".join(_slipped(word, rng) if word == longest else word for word in words)
        if thing not in find(_index(), typed)[:3]:
            missed.append((thing.id, typed))
    assert len(missed) <= len(_index().things) * 0.05, missed
