from datetime import date, timedelta

from nearward.practice.moments import (
    SETTLING,
    Answered,
    Moment,
    Said,
    State,
    Wish,
    chosen_now,
    is_heavy,
    is_settling,
    is_tired,
    state_of,
)

TODAY = date(2026, 3, 12)
DAY = timedelta(days=1)


def test_a_choice_ends_when_it_is_answered_or_after_two_weeks():
    assert chosen_now(("unplug", TODAY), (), TODAY) == "unplug"
    assert chosen_now(("unplug", TODAY), (), TODAY + SETTLING) is None
    answered = (Answered("unplug", TODAY + DAY, Said.DONE),)
    assert chosen_now(("unplug", TODAY), answered, TODAY + 2 * DAY) is None
    assert chosen_now(("unplug", TODAY + 2 * DAY), answered, TODAY + 2 * DAY) == "unplug"
    assert chosen_now(None, (), TODAY) is None


def test_heavy_and_tired_begin_near_the_ends_of_their_scales():
    assert [is_heavy(share) for share in (None, 0.0, 0.69, 0.7, 1.0)] == [False, False, False, True, True]
    assert [is_tired(share) for share in (None, 0.0, 0.3, 0.31, 1.0)] == [False, True, True, False, False]


def test_settling_in_takes_two_weeks():
    assert is_settling(None, TODAY)
    assert is_settling(TODAY - 13 * DAY, TODAY)
    assert not is_settling(TODAY - 14 * DAY, TODAY)


def test_how_somebody_fares_is_the_level_of_their_days_and_unknown_under_five():
    assert state_of([(0.9,)] * 4) is State.UNKNOWN
    assert state_of([(0.9,), (), (0.9,), (0.9,), (0.9,)]) is State.UNKNOWN
    assert state_of([(0.9, 0.5)] * 5) is State.CONTENT
    assert state_of([(0.5,)] * 5) is State.MIDDLING
    assert state_of([(0.4,)] * 5) is State.LOW


def test_content_is_who_looks_into_nothing_and_whose_partner_does_not_tell_otherwise():
    at = Moment(TODAY, Wish.TWO, state=State.CONTENT)
    assert at.content
    assert not Moment(TODAY, Wish.TWO).content
    assert not Moment(TODAY, Wish.TWO, state=State.CONTENT, their_state=State.LOW).content
    assert not Moment(TODAY, Wish.TWO, state=State.CONTENT, signs=("unheard",)).content


def test_what_lies_behind_is_what_one_looks_into_before_what_the_map_says():
    assert Moment(TODAY, Wish.TWO, causes=("money",), likely=("health",)).behind == ("money",)
    assert Moment(TODAY, Wish.TWO, likely=("health", "money", "devices")).behind == ("health", "money")
