import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from nearward.shell.charts.svg import element, number, words

anything = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"))


@given(anything, anything)
def test_whatever_is_said_comes_out_as_it_went_in(inside, attribute):
    root = ET.fromstring(element("text", words(inside), class_=attribute))
    assert (root.text or "") == inside
    assert root.get("class") == attribute


def test_names_are_written_as_svg_writes_them():
    assert (
        element("svg", view_box="0 0 1 1", text_anchor="end", x=1.25)
        == '<svg viewBox="0 0 1 1" text-anchor="end" x="1.2"/>'
    )


def test_coordinates_have_one_decimal_at_most():
    assert [number(value) for value in (1, 1.04, 1.06, 100, 0.0)] == ["1", "1", "1.1", "100", "0"]
