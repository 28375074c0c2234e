import re

from nearward.shell.charts import Interval, draw_intervals


def ends(drawn):
    return [float(x) for x in re.search(r'class="reach you" x1="([\d.]+)" x2="([\d.]+)"', drawn).groups()]


def test_a_wider_range_is_drawn_longer_and_within_the_drawing():
    narrow = ends(draw_intervals([Interval("you", 4, 5, 6)], 0, 10, "five"))
    wide = ends(draw_intervals([Interval("you", -2, 5, 16)], 0, 10, "five"))
    assert narrow[1] - narrow[0] < wide[1] - wide[0]
    assert wide[0] >= 0
    assert wide[1] <= 240


def test_the_partner_is_told_by_shape_and_not_by_colour_alone():
    drawn = draw_intervals([Interval("you", 1, 2, 3), Interval("them", 1, 2, 3)], 0, 4, "both")
    assert "h0" in drawn
    assert "l4 4-4 4-4-4z" in drawn


def test_what_it_says_aloud_is_escaped():
    assert "<b>" not in draw_intervals([Interval("you", 1, 2, 3)], 0, 4, "<b>")
