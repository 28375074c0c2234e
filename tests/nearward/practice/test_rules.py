from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.practice.moments import Answered, Kept, Moment, Said, State, Wish
from nearward.practice.rows import LESSONS
from nearward.practice.rules import BARS, GOES, offer, second_to, weigh
from nearward_library import library

TODAY = date(2026, 3, 12)
DAY = timedelta(days=1)
CAUSES = library().causes
PRACTICES = library().practices
HARD = {"heavy": True}, {"tired": True}, {"heavy": True, "tired": True}


def moment(**known):
    return replace(Moment(TODAY, Wish.TWO), **known)


def offered(**known):
    return offer(PRACTICES.values(), CAUSES, moment(**known))


_NAMES = st.sampled_from(sorted(PRACTICES))
_PAST = st.builds(Answered, _NAMES, st.integers(0, 40).map(lambda ago: TODAY - ago * DAY), st.sampled_from(list(Said)))
_KNOWN = {
    "today": st.integers(0, 400).map(lambda ahead: TODAY + ahead * DAY),
    "wish": st.sampled_from(list(Wish)),
    "signs": st.lists(st.sampled_from(sorted(library().signs)), max_size=3).map(tuple),
    "causes": st.lists(st.sampled_from(sorted(CAUSES)), max_size=2).map(tuple),
    "pointed_at": st.lists(st.sampled_from(sorted(CAUSES)), max_size=4, unique=True).map(tuple),
    "heavy": st.booleans(),
    "tired": st.booleans(),
    "settling": st.booleans(),
    "past": st.lists(_PAST, max_size=12).map(tuple),
    "chosen": st.none() | _NAMES,
    "likely": st.lists(st.sampled_from(sorted(CAUSES)), max_size=3, unique=True).map(tuple),
    "state": st.sampled_from(list(State)),
    "their_state": st.sampled_from(list(State)),
    "their_day_is_hard": st.booleans(),
    "plan": st.lists(_NAMES.map(lambda name: Kept(name, TODAY)), max_size=2).map(tuple),
    "tonight": st.booleans(),
}
"""Built once, since making strategies anew for every example is slow on a busy machine."""


def moments(**fixed):
    return st.builds(Moment, **(_KNOWN | fixed))


@given(moments(wish=st.just(Wish.QUIET)))
def test_a_closed_gate_lets_nothing_joint_or_confronting_through_chosen_or_not(at):
    best = offer(PRACTICES.values(), CAUSES, at)
    assert best is None or not best.practice.closes_with_the_gate


@given(moments(chosen=st.none()))
def test_what_is_deepest_is_offered_to_nobody(at):
    best = offer(PRACTICES.values(), CAUSES, at)
    assert best is None or not best.practice.never_pushed


@given(moments(chosen=st.none()))
def test_hard_things_need_an_open_gate_and_a_light_day(at):
    best = offer(PRACTICES.values(), CAUSES, at)
    if best is None:
        return
    if at.wish is not Wish.OPEN:
        assert best.practice.safety_class < 2
        assert not best.practice.tags.confronting
    if at.hard_day or at.their_day_is_hard:
        assert not best.practice.tags.confronting
        assert best.practice.tags.intensity != "deep"


@given(moments(chosen=st.none(), wish=st.sampled_from([Wish.ALONE, Wish.QUIET])))
def test_what_takes_two_is_not_offered_to_one(at):
    best = offer(PRACTICES.values(), CAUSES, at)
    assert best is None or not best.practice.tags.joint


@given(moments())
def test_the_order_of_the_library_makes_no_difference(at):
    forwards, backwards = (offer(order, CAUSES, at) for order in (PRACTICES.values(), reversed(PRACTICES.values())))
    assert (forwards and forwards.practice) == (backwards and backwards.practice)


@given(moments(past=st.just(())))
def test_there_is_always_one_thing_whatever_the_gate_and_the_day(at):
    assert offer(PRACTICES.values(), CAUSES, at)


@given(moments())
def test_the_offer_is_the_slow_obvious_one(at):
    best = offer(PRACTICES.values(), CAUSES, at)
    free = [one for one in weigh(PRACTICES.values(), CAUSES, at) if not one.bars]
    if free:
        assert best in free
        assert best.points == max(one.points for one in free)
    else:
        assert best is None or all(bar.soft for bar in best.bars)


@pytest.mark.parametrize("wish", list(Wish))
def test_each_gate_has_as_many_cards_as_any_other(wish):
    for cause in CAUSES:
        for hard in ({}, *HARD):
            assert offered(wish=wish, causes=(cause,), **hard), (wish, cause)


@pytest.mark.parametrize("cause", sorted(set(CAUSES) - {"abuse"}))
def test_what_is_offered_for_a_cause_answers_to_it_and_says_so(cause):
    best = offered(wish=Wish.OPEN, causes=(cause,))
    named = {help_.practice for help_ in CAUSES[cause].helps}
    assert best.practice.id in named or cause in best.practice.causes
    assert ("cause", cause) in {(reason.name, reason.about) for reason in best.reasons}


@pytest.mark.parametrize("wish", [Wish.ALONE, Wish.TWO, Wish.OPEN])
@pytest.mark.parametrize("cause", sorted(set(CAUSES) - {"abuse"}))
def test_what_the_own_map_puts_first_is_answered_by_what_is_offered(cause, wish):
    best = offered(wish=wish, likely=(cause,))
    named = {help_.practice for help_ in CAUSES[cause].helps}
    assert best.practice.id in named or cause in best.practice.causes


def test_fear_is_answered_by_nothing_that_takes_two():
    for wish in Wish:
        best = offered(wish=wish, causes=("abuse",))
        assert not best.practice.tags.joint
        assert not best.practice.tags.confronting


def test_a_sign_that_moved_leads_to_a_practice_that_answers_it():
    best = offered(signs=("less-affection",))
    assert "less-affection" in best.practice.signs
    assert ("sign", "less-affection") in {(reason.name, reason.about) for reason in best.reasons}


def test_another_idea_is_another_one_and_never_is_never():
    first = offered(causes=("devices",)).practice.id
    for said in (Said.ANOTHER, Said.NEVER):
        assert offered(causes=("devices",), past=(Answered(first, TODAY, said),)).practice.id != first
    old = Answered(first, TODAY - 30 * DAY, Said.ANOTHER)
    assert offered(causes=("devices",), past=(old,)).practice.id == first
    gone = Answered(first, TODAY - 300 * DAY, Said.NEVER)
    assert offered(causes=("devices",), past=(gone,)).practice.id != first


def test_when_everything_was_put_by_one_comes_round_again():
    past = tuple(Answered(name, TODAY, Said.ANOTHER) for name in PRACTICES)
    assert offered(past=past)


def test_when_everything_is_put_away_for_good_nothing_is_offered():
    past = tuple(Answered(name, TODAY, Said.NEVER) for name in PRACTICES)
    assert offered(past=past) is None


def test_a_practice_is_tried_a_few_times_and_then_another_takes_its_turn():
    first = offered().practice.id

    def after(times):
        past = tuple(Answered(first, TODAY - (2 * n + 1) * DAY, Said.DONE) for n in range(times))
        return offered(past=past).practice.id

    assert {after(times) for times in range(1, GOES)} == {first}
    assert after(GOES) != first


def test_without_a_reason_to_look_warm_things_take_turns():
    found = [offered(today=TODAY + n * DAY).practice for n in range(28)]
    assert {practice.group for practice in found} <= {"time", "warmth", "together-apart"}
    assert len({practice.id for practice in found}) > 2


def test_the_first_two_weeks_are_light_unless_something_is_looked_into():
    for n in range(14):
        assert offered(today=TODAY + n * DAY, settling=True).practice.tags.intensity == "light"
    assert offered(settling=True, causes=("communication-skill",)).practice.tags.intensity != "light"


def test_those_who_are_content_are_offered_warm_and_new_things_and_no_lessons():
    found = [offered(today=TODAY + n * DAY, wish=Wish.OPEN, state=State.CONTENT).practice for n in range(28)]
    assert not {practice.id for practice in found} & LESSONS
    assert {practice.group for practice in found} <= {"time", "warmth", "together-apart", "repair", "help"}


def test_beside_a_practice_stands_one_of_another_kind():
    weighed = _weighed(causes=("monotony",))
    first = weighed[0].practice
    assert second_to(first, weighed[1:]).practice.group != first.group
    assert second_to(None, weighed).practice == first


def test_what_stands_in_the_plan_goes_first_and_the_one_that_waited_longer_before_the_other():
    plan = (Kept("savour", TODAY - 9 * DAY), Kept("unplug", TODAY - 9 * DAY))
    done = (Answered("savour", TODAY - DAY, Said.DONE), Answered("unplug", TODAY - 4 * DAY, Said.DONE))
    order = [one.practice.id for one in _weighed(plan=plan, past=done)]
    assert set(order[:2]) == {"savour", "unplug"}
    assert offered(plan=(*plan, Kept("gradual-intimacy", TODAY)), wish=Wish.QUIET).practice.id in {"savour", "unplug"}


def test_thanks_wait_until_somebody_feels_answered():
    held = {one.practice.id: {bar.name for bar in one.bars} for one in _weighed(signs=("unheard",))}
    assert "listening before thanks" in held["gratitude"]
    held = {one.practice.id: {bar.name for bar in one.bars} for one in _weighed(signs=("undervalued",))}
    assert "listening before thanks" not in held["gratitude"]


def _weighed(**known):
    return weigh(PRACTICES.values(), CAUSES, moment(**known))


def test_ones_own_choice_goes_before_all_but_the_gate():
    for name, practice in PRACTICES.items():
        for wish in Wish:
            best = offered(wish=wish, chosen=name, heavy=True)
            closed = wish is Wish.QUIET and practice.closes_with_the_gate
            assert (best.practice.id == name) is not closed


def test_every_bar_holds_something_back_somewhere():
    everything = [
        moment(wish=wish, heavy=heavy, settling=True, signs=signs, past=past)
        for wish in Wish
        for heavy in (True, False)
        for signs in ((), ("unheard",))
        for past in ((), (Answered("unplug", TODAY, Said.NEVER), Answered("savour", TODAY, Said.ANOTHER)))
    ]
    everything += [
        moment(state=State.CONTENT),
        moment(tonight=True),
        moment(past=(Answered("weekly-date", TODAY - DAY, Said.DONE),)),
    ]
    held = {bar.name for at in everything for one in weigh(PRACTICES.values(), CAUSES, at) for bar in one.bars}
    assert held == {bar.name for bar in BARS}


def test_help_from_outside_waits_for_two_small_things_unless_its_cause_was_chosen():
    numb = {"signs": ("numb", "dissatisfied")}
    assert offered(**numb).practice.group != "help"
    assert offered(causes=("mental-health",)).practice.group == "help"
    tried = tuple(Answered(name, TODAY - DAY, Said.DONE) for name in ("savour", "gratitude"))
    too_early = [
        one for one in weigh(PRACTICES.values(), CAUSES, moment(**numb, past=tried)) if one.practice.group == "help"
    ]
    assert not any(bar.name.startswith("help comes") for one in too_early for bar in one.bars)
