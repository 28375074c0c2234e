"""The circle of going on and going quiet, from one view or two."""

import pytest

from nearward.explore.circle import HOPE_ON, HOPE_QUIET, LEAVE, ON, QUIET, RAISE, Part, circle_of

I_RAISE = {RAISE: 0, LEAVE: 2, HOPE_ON: (0, 2), HOPE_QUIET: (3,)}
I_LEAVE = {RAISE: 2, LEAVE: 0, HOPE_ON: (1,), HOPE_QUIET: (1,)}


def test_one_view_alone_knows_only_its_own_hopes():
    circle = circle_of(I_RAISE)
    assert (circle.goes_on, circle.goes_quiet, circle.alike) == (Part.ME, Part.THEM, None)
    assert circle.hopes_on == (0, 2)
    assert circle.hopes_quiet == ()
    assert circle.turns


def test_two_views_that_fit_are_one_circle_with_the_hopes_of_both():
    circle = circle_of(I_RAISE, I_LEAVE)
    assert (circle.goes_on, circle.goes_quiet, circle.alike) == (Part.ME, Part.THEM, True)
    assert (circle.hopes_on, circle.hopes_quiet) == ((0, 2), (1,))


def test_both_are_given_the_same_circle_from_their_own_side():
    mine, theirs = circle_of(I_RAISE, I_LEAVE), circle_of(I_LEAVE, I_RAISE)
    assert (theirs.goes_on, theirs.goes_quiet) == (Part.THEM, Part.ME)
    assert (mine.hopes_on, mine.hopes_quiet, mine.alike) == (theirs.hopes_on, theirs.hopes_quiet, theirs.alike)


def test_where_two_views_differ_both_take_both_parts_and_nobody_is_right():
    circle = circle_of(I_RAISE, I_RAISE)
    assert (circle.goes_on, circle.goes_quiet, circle.alike) == (Part.BOTH, Part.BOTH, False)
    assert circle.hopes_on == (0, 2)


@pytest.mark.parametrize(
    ("said", "part"),
    [({ON: 3}, Part.ME), ({ON: 1}, Part.NOBODY), ({RAISE: 3}, Part.NOBODY), ({RAISE: 1}, Part.BOTH), ({}, Part.NOBODY)],
)
def test_who_goes_on_where_little_is_said(said, part):
    assert circle_of(said).goes_on is part


def test_where_one_view_sees_nobody_the_other_stands():
    assert circle_of({RAISE: 3, LEAVE: 3}, I_RAISE).goes_on is Part.THEM
    assert not circle_of({RAISE: 3, QUIET: 1}).turns
