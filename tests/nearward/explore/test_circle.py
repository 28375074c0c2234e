"""The circle of going on and going quiet, from one view or two."""

import pytest

from nearward.explore.circle import HOPE_ON, HOPE_QUIET, LEAVE, ON, QUIET, RAISE, Part, View, circles_of, is_enough

I_RAISE = {RAISE: 0, LEAVE: 2, HOPE_ON: (0, 2), HOPE_QUIET: (3,)}
I_LEAVE = {RAISE: 2, LEAVE: 0, HOPE_ON: (1,), HOPE_QUIET: (1,)}


def test_one_view_alone_knows_only_its_own_hopes():
    (circle,) = circles_of(I_RAISE)
    assert (circle.goes_on, circle.goes_quiet, circle.view) == (Part.ME, Part.THEM, View.ALONE)
    assert circle.hopes_on == (0, 2)
    assert circle.hopes_quiet == ()
    assert circle.turns


def test_two_views_that_fit_are_one_circle_with_the_hopes_of_both():
    (circle,) = circles_of(I_RAISE, I_LEAVE)
    assert (circle.goes_on, circle.goes_quiet, circle.view) == (Part.ME, Part.THEM, View.BOTH)
    assert (circle.hopes_on, circle.hopes_quiet) == ((0, 2), (1,))


def test_both_are_given_the_same_circle_from_their_own_side():
    (mine,), (theirs,) = circles_of(I_RAISE, I_LEAVE), circles_of(I_LEAVE, I_RAISE)
    assert (theirs.goes_on, theirs.goes_quiet) == (Part.THEM, Part.ME)
    assert (mine.hopes_on, mine.hopes_quiet, mine.view) == (theirs.hopes_on, theirs.hopes_quiet, theirs.view)


def test_two_views_that_differ_stay_two_and_claim_nothing_that_nobody_said():
    mine, theirs = circles_of(I_RAISE, I_RAISE)
    assert (mine.view, mine.goes_on, mine.goes_quiet) == (View.MINE, Part.ME, Part.THEM)
    assert (theirs.view, theirs.goes_on, theirs.goes_quiet) == (View.THEIRS, Part.THEM, Part.ME)


def test_both_parts_must_be_common_for_a_circle_of_two():
    assert is_enough({RAISE, LEAVE, HOPE_ON})
    assert not is_enough({RAISE, ON, QUIET})
    assert not is_enough(())


@pytest.mark.parametrize(
    ("said", "part"),
    [({ON: 3}, Part.ME), ({ON: 1}, Part.NOBODY), ({RAISE: 3}, Part.NOBODY), ({RAISE: 1}, Part.BOTH), ({}, Part.NOBODY)],
)
def test_who_goes_on_where_little_is_said(said, part):
    (circle,) = circles_of(said)
    assert circle.goes_on is part


def test_a_view_that_sees_nobody_stands_beside_the_other():
    mine, theirs = circles_of({RAISE: 3, LEAVE: 3}, I_RAISE)
    assert not mine.turns
    assert theirs.goes_on is Part.THEM
