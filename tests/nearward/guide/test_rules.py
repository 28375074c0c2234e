from hypothesis import given
from hypothesis import strategies as st

from nearward.guide.rules import FUSION, NEVER_LISTED, cues, leads
from nearward_library import library

SIGNS = sorted(library().signs)


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


@given(st.sampled_from(sorted(library().formats)))
def test_every_turn_of_a_talk_begins_where_the_one_before_ends(name):
    turns = library().formats[name].turns
    at = 0
    for cue, turn in zip(cues(turns), turns, strict=True):
        minute, second = map(int, cue.begins.split(":"))
        assert (60 * minute + second, 60 * cue.minutes + cue.seconds) == (at, turn.seconds)
        assert 0 <= second < 60
        at += turn.seconds
