import xml.etree.ElementTree as ET

import pytest

from nearward.shell.charts import draw_key, draw_spark


def path_of(values, **more) -> str:
    return ET.fromstring(draw_spark(values, "you", "Warmth", **more)).find("path").get("d")


def test_a_missing_day_lifts_the_pen():
    assert path_of([50, 50, None, 50, 50]).count("M") == 2


def test_a_day_alone_is_a_dot_rather_than_nothing():
    assert path_of([None, 50, None]) == "M56 14h0"


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_answered_draws_nothing_and_breaks_nothing(values):
    assert path_of(values) == "M0 0"


def test_values_beyond_the_scale_stay_inside():
    assert path_of([-500, 500]) == "M3 25h0L109 3"


def test_the_label_is_heard_and_escaped():
    drawn = draw_spark([1], "them", '<Warmth "now">')
    assert ET.fromstring(drawn).get("aria-label") == '<Warmth "now">'


def test_keys_of_two_people_differ_in_marker():
    assert draw_key("you") != draw_key("them").replace("them", "you")
