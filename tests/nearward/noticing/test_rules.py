import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nearward.noticing.conftest import DAY, finding

from nearward.noticing import rules
from nearward.noticing.rules import Level, Side, Size, Span, Standing


@pytest.mark.parametrize(
    ("confidence", "said"), [(0.0, 1), (0.06, 1), (0.34, 3), (0.5, 5), (0.88, 9), (0.94, 9), (0.95, 10), (1.0, 10)]
)
def test_sureness_is_told_in_tenths_and_never_as_certain(confidence, said):
    assert rules.tenths(confidence) == said


@pytest.mark.parametrize(("size", "said"), [(0.3, Size.LITTLE), (-0.9, Size.CLEAR), (1.2, Size.CLEAR), (2, Size.MUCH)])
def test_size_is_told_against_the_usual_ups_and_downs(size, said):
    assert rules.size_word(size) is said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.2, 0.6, "little-little"), (0.6, 1.9, "little-much"), (0.8, 1.4, "clear-clear"), (1.0, 1.6, "clear-much")],
)
def test_the_range_of_a_size_is_told_by_the_words_of_its_two_ends(low, high, said):
    assert rules.reach_words(low, high) == said


def test_the_number_behind_a_sureness_is_never_none_and_never_all():
    assert [rules.hundredths(confidence) for confidence in (0.0, 0.004, 0.88, 0.999, 1.0)] == [1, 1, 88, 99, 99]


def test_a_finding_that_was_sealed_before_there_was_a_range_still_opens():
    kept = rules.finding_to(finding())
    del kept["size_low"], kept["size_high"]
    assert rules.finding_from(kept) == finding(size_low=1.2, size_high=1.2)


def test_the_one_who_reads_is_the_first_person_of_the_detector():
    assert [rules.side_for_reader(side) for side in ("first", "second", "both")] == [Side.MINE, Side.THEIRS, Side.BOTH]


def test_a_partner_is_watched_once_they_have_shown_enough_days_to_have_a_usual():
    assert [rules.people_watched(days) for days in (0, 9, 10, 80)] == [1, 1, 2, 2]


def test_what_is_looked_at_begins_with_last_year():
    assert rules.watched_since(date(2026, 1, 1)) == rules.watched_since(date(2026, 12, 31)) == date(2025, 1, 1)


def test_the_headline_names_an_item_that_clearly_carries_most_of_the_change():
    assert rules.leading_item(finding().mine) == "felt-heard"
    assert rules.leading_item((("felt-heard", 0.3), ("closeness", 0.2))) == "felt-heard"
    assert rules.leading_item((("felt-heard", 0.35), ("closeness", 0.3))) is None
    assert rules.leading_item((("felt-heard", 0.2), ("closeness", 0.1))) is None
    assert rules.leading_item(()) is None


def test_items_that_hardly_moved_are_not_told():
    assert rules.moved_most(finding().mine) == ("felt-heard", "closeness")


def test_a_stricter_policy_that_finds_the_same_change_lets_it_be_talked_about():
    later = finding(since=DAY + timedelta(days=3), since_low=DAY, since_high=DAY + timedelta(days=8))
    touch = finding(mine=(("closeness", 0.6), ("welcome-touch", 0.2)))
    assert [one.level for one in rules.with_levels([touch], [later])] == [Level.TALK]
    assert [one.level for one in rules.with_levels([touch], [replace(later, side=Side.BOTH)])] == [Level.TALK]
    assert [one.level for one in rules.with_levels([touch], [replace(later, side=Side.THEIRS)])] == [Level.LOOK]
    assert [one.level for one in rules.with_levels([touch], [])] == [Level.LOOK]


@pytest.mark.parametrize(
    ("one", "level"),
    [
        (finding(), Level.LOOK),
        (finding(mine=(("closeness", 0.9), ("welcome-touch", 0.1))), Level.LOOK),
        (finding(mine=(("closeness", 0.5), ("standing", 0.2))), Level.TALK),
        (finding(side=Side.BOTH), Level.TALK),
        (finding(side=Side.BOTH, kind=rules.UNSTEADY), Level.LOOK),
        (finding(side=Side.THEIRS, mine=(), theirs=(("welcome-touch", 0.3),)), Level.TALK),
    ],
)
def test_a_change_is_one_to_talk_about_only_where_more_than_one_mood_speaks_for_it(one, level):
    assert [found.level for found in rules.with_levels([one], [replace(one)])] == [level]


def test_two_changes_far_apart_or_on_other_sides_are_not_the_same():
    month = timedelta(days=40)
    other = finding(since_low=DAY + month, since_high=DAY + 2 * month)
    assert not rules.is_same(finding(), other)
    assert not rules.is_same(finding(), finding(side=Side.BOTH))
    assert not rules.is_same(finding(), finding(kind="dip"))
    assert rules.is_same(finding(), finding(size_sd=0.4, since=DAY - timedelta(days=2)))


def test_a_dip_that_turns_out_to_be_a_drift_is_told_once():
    dip = finding(kind="dip", raised_on=DAY + timedelta(days=4))
    month = timedelta(days=40)
    assert rules.without_passing([dip, finding()]) == (finding(),)
    assert rules.without_passing([dip, finding(side=Side.BOTH)]) == (finding(side=Side.BOTH),)
    for apart in (finding(side=Side.THEIRS), finding(since_low=DAY + month, since_high=DAY + 2 * month)):
        assert rules.without_passing([dip, apart]) == (dip, apart)


def test_a_notice_stands_on_the_day_for_six_weeks():
    assert rules.is_shown_on(DAY, DAY)
    assert rules.is_shown_on(DAY + timedelta(days=42), DAY)
    assert not rules.is_shown_on(DAY + timedelta(days=43), DAY)
    assert not rules.is_shown_on(DAY - timedelta(days=1), DAY)


def test_a_picture_begins_with_the_first_answer_and_is_never_shorter_than_two_weeks():
    def first(begun):
        return (DAY - rules.first_shown(DAY, Span.SIX_WEEKS, DAY - timedelta(days=begun))).days

    assert [first(begun) for begun in (0, 5, 20, 41, 300)] == [13, 13, 20, 41, 41]


@pytest.mark.parametrize(
    ("values", "enough", "said"),
    [
        ([], False, Standing.NOTHING),
        ([None, None], False, Standing.NOTHING),
        ([60] * 9, False, Standing.NOT_ENOUGH),
        ([60] * 30, False, Standing.CONSTANT),
        ([100] * 28 + [40, 60], False, Standing.AT_THE_END),
        ([0] * 28 + [40, 60], False, Standing.AT_THE_END),
        ([50, 70] * 20, True, Standing.ENOUGH),
        ([50, 70] * 6, False, Standing.NOT_ENOUGH),
    ],
)
def test_a_picture_says_only_what_the_days_allow(values, enough, said):
    assert rules.standing_of(values, enough=enough) is said


def test_a_usual_range_holds_about_eight_days_in_ten_and_needs_ten_of_them():
    assert rules.usual_range(list(range(101))) == (10.0, 90.0)
    assert rules.usual_range([50.0] * 9) is None


def days_of(values):
    return {DAY + timedelta(days=step): value for step, value in enumerate(values)}


def test_heavy_days_that_are_clearly_further_away_are_told_in_points():
    near = days_of([70, 72, 71, 69, 60, 58, 61, 59] * 5)
    load = days_of([20, 25, 30, 22, 80, 85, 90, 70] * 5)
    link = rules.load_link(near, load)
    assert link
    assert (link.points, link.days) == (11, 40)


def test_load_that_makes_no_clear_difference_is_not_told():
    near = days_of([50, 90, 60, 80, 70, 55, 85, 65] * 5)
    load = days_of([20, 80, 90, 25, 70, 30, 22, 85] * 5)
    assert rules.load_link(near, load) is None
    assert rules.load_link(days_of([70] * 4), days_of([10, 20, 80, 90])) is None
    assert rules.load_link({}, {}) is None


def test_days_nearer_under_load_are_not_told_as_a_cost():
    near = days_of([60, 61, 80, 81] * 10)
    assert rules.load_link(near, days_of([10, 12, 90, 91] * 10)) is None


shares = st.lists(st.tuples(st.sampled_from(["closeness", "felt-heard"]), st.floats(0, 1)), max_size=3).map(tuple)


@given(
    side=st.sampled_from(Side),
    level=st.sampled_from(Level),
    since=st.dates(),
    size=st.floats(-5, 5),
    mine=shares,
    theirs=shares,
)
def test_a_finding_comes_back_from_json_as_it_went(side, level, since, size, mine, theirs):
    ends = {"size_low": size / 2, "size_high": size * 2}
    one = finding(side=side, level=level, since=since, size_sd=size, mine=mine, theirs=theirs, **ends)
    assert rules.finding_from(json.loads(json.dumps(rules.finding_to(one)))) == one
