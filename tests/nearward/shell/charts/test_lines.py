import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.shell.charts import NARROW, SMALL, WIDE, Band, Change, LineChart, Point, Series, draw_lines

MONDAY = date(2026, 1, 5)
SVG = "{http://www.w3.org/2000/svg}"


def day(ahead: int) -> date:
    return MONDAY + timedelta(days=ahead)


def series(values: dict[int, float], side="you", **more) -> Series:
    return Series(side.title(), side, tuple(Point(day(at), value) for at, value in values.items()), **more)


def chart(*lines: Series, days: int = 84, **more) -> LineChart:
    return LineChart("How near", "You: lower since February", MONDAY, day(days - 1), lines, **more)


def svg(one: LineChart, size=NARROW) -> ET.Element:
    return ET.fromstring(draw_lines(one, size, lambda d: d.isoformat(), "near"))


def found(root: ET.Element, kind: str) -> list[ET.Element]:
    return [each for each in root.iter() if each.get("class", "").split()[:1] == [kind]]


@pytest.mark.parametrize("size", [NARROW, WIDE, SMALL])
def test_a_screen_reader_hears_title_and_description(size):
    root = svg(chart(series({0: 50})), size)
    ids = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert root.get("role") == "img"
    assert [ids[one] for one in root.get("aria-labelledby").split()] == ["How near", "You: lower since February"]


def test_two_people_differ_in_more_than_colour():
    you, them = series({0: 50, 1: 52}), series({0: 40, 1: 41}, "them")
    marks = {each.get("class"): each.get("d") for each in found(svg(chart(you, them)), "day")}
    assert "h0" in marks["day you"]
    assert "l2.6 2.6" in marks["day them"]


def test_the_reader_is_drawn_above_the_partner():
    root = svg(chart(series({0: 50, 1: 51}), series({0: 40, 1: 41}, "them")))
    assert [each.get("class") for each in found(root, "line")] == ["line them", "line you"]


def test_a_gap_stays_a_gap():
    line = series(dict.fromkeys([*range(10), *range(20, 30)], 50))
    (path,) = found(svg(chart(line)), "line")
    assert path.get("d").count("M") == 2


def test_single_missing_days_do_not_shatter_the_line():
    line = series(dict.fromkeys(range(0, 30, 2), 50))
    (path,) = found(svg(chart(line)), "line")
    assert path.get("d").count("M") == 1


def test_higher_values_stand_higher_and_later_days_further_on():
    root = svg(chart(series({0: 0, 83: 100})))
    (path,) = found(root, "day")
    (x0, y0), (x1, y1) = ((float(a), float(b)) for a, b in re.findall(r"M([\d.]+) ([\d.]+)", path.get("d")))
    assert x0 < x1
    assert y0 > y1
    assert (y0, y1) == (NARROW.plot_bottom, NARROW.top)


def test_everybody_has_their_own_usual_band():
    lines = series({0: 50}, usual=Band(60, 80)), series({0: 40}, "them", usual=Band(30, 50))
    root = svg(chart(*lines))
    assert [each.get("class") for each in found(root, "usual")] == ["usual them", "usual you"]


def test_a_change_is_a_band_as_wide_as_what_is_not_known_about_it():
    sure = Change(day(42), day(42), day(42), "about here")
    unsure = Change(day(42), day(35), day(49), "about here")
    widths = [float(found(svg(chart(changes=(one,))), "change")[0].get("width")) for one in (sure, unsure)]
    assert 6 == widths[0] < widths[1]


@pytest.mark.parametrize(("ahead", "anchor"), [(1, "start"), (42, "middle"), (83, "end")])
def test_the_words_at_a_change_stay_inside_the_picture(ahead, anchor):
    one = Change(day(ahead), day(ahead), day(ahead), "changed about here")
    (label,) = found(svg(chart(changes=(one,))), "change-label")
    assert label.get("text-anchor") == anchor


def test_words_cannot_break_out_of_the_picture():
    one = LineChart('<script>"&', "</svg>", MONDAY, day(6), (), low_word="<far>")
    drawn = draw_lines(one, NARROW, lambda _: "<b>", 'a"b')
    assert "<script" not in drawn
    assert "<b>" not in drawn
    assert drawn.count("</svg>") == 1
    ET.fromstring(drawn)


def test_a_picture_without_days_is_still_a_picture():
    root = svg(chart())
    assert not found(root, "line")
    assert not found(root, "day")


@given(
    st.dictionaries(st.integers(0, 400), st.floats(-50, 150), max_size=60),
    st.integers(1, 400),
    st.sampled_from([NARROW, WIDE, SMALL]),
)
def test_nothing_is_ever_drawn_outside(values, days, size):
    root = svg(chart(series(values), days=days), size)
    for path in found(root, "day") + found(root, "line"):
        for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", path.get("d")):
            assert size.left <= float(x) <= size.plot_right
            assert size.top <= float(y) <= size.plot_bottom


def test_a_chart_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="on or after"):
        LineChart("t", "d", day(1), day(0), ())


def test_a_scale_upside_down_is_refused():
    with pytest.raises(ValueError, match="above its low end"):
        LineChart("t", "d", day(0), day(1), (), low=5, high=5)
