import re

from nearward.shell.charts import NARROW, WIDE, Hour, HoursOf, draw_hours

ENDS = ("0%", "100%")
SURE, UNSURE = Hour(0.4, 0.5, 0.6), Hour(0.1, 0.5, 0.9)


def a_day(side="you", **hours):
    named = {int(name[1:]): hour for name, hour in hours.items()}
    return HoursOf("Ana", side, tuple(named.get(hour) for hour in range(24)))


def ranges(drawn, side="you"):
    path = re.search(rf'class="reach {side}" d="([^"]*)"', drawn).group(1)
    return [tuple(map(float, one)) for one in re.findall(r"M([\d.]+) ([\d.]+)V([\d.]+)", path)]


def test_an_hour_with_too_little_is_a_gap_and_not_nought():
    drawn = draw_hours([a_day(h7=SURE, h23=SURE)], WIDE, "hours", ENDS)
    assert len(ranges(drawn)) == 2


def test_a_wider_range_is_drawn_longer_and_a_later_hour_further_on():
    (early, low, high), (late, lowest, highest) = ranges(draw_hours([a_day(h7=SURE, h8=UNSURE)], WIDE, "hours", ENDS))
    assert early < late
    assert low - high < lowest - highest


def test_the_whole_day_lies_within_the_drawing_on_a_phone_and_on_a_desk():
    for size in (NARROW, WIDE):
        whole = {f"h{hour}": Hour(-1, 0.5, 2) for hour in range(24)}
        for x, low, high in ranges(draw_hours([a_day(**whole)], size, "hours", ENDS)):
            assert size.left < x < size.plot_right
            assert size.top <= high < low <= size.plot_bottom


def test_two_people_stand_beside_each_other_and_are_told_apart_by_shape():
    drawn = draw_hours([a_day(h7=SURE), a_day("them", h7=SURE)], NARROW, "hours", ENDS)
    assert ranges(drawn)[0][0] < ranges(drawn, "them")[0][0]
    assert "h0" in drawn
    assert "l3 3-3 3-3-3z" in drawn


def test_a_day_of_nothing_draws_nobody():
    assert "reach" not in draw_hours([a_day()], NARROW, "hours", ENDS)


def test_what_it_says_aloud_is_escaped():
    assert "<b>" not in draw_hours([a_day(h7=SURE)], NARROW, "<b>", ("<b>", "<b>"))
