"""Charts as templates show them."""

from datetime import date, timedelta

from django.template import Context, Template
from django.utils import translation

from nearward.shell.charts import LineChart, Point, Series

MONDAY = date(2026, 1, 5)


def shown(tag: str, days: int = 84) -> str:
    points = tuple(Point(MONDAY + timedelta(days=at), 61.4) for at in range(0, days, 2))
    lines = Series("You", "you", points), Series("<Ben>", "them", points[:1])
    one = LineChart(
        "How near", "Steady", MONDAY, MONDAY + timedelta(days=days - 1), lines, low_word="far", high_word="near"
    )
    return Template("{% load charts %}" + tag).render(Context({"chart": one, "values": [1.0, None, 2.0]}))


def test_a_chart_comes_with_key_note_both_sizes_and_a_table():
    html = shown('{% line_chart chart "near" "Gaps count for nothing." %}')
    assert html.count('<svg class="only-narrow"') == html.count('<svg class="only-wide"') == 1
    assert "Gaps count for nothing." in html
    assert "<caption>How near." in html
    assert html.count("<tr>") == 1 + 12


def test_ids_on_a_page_are_never_used_twice():
    html = shown('{% line_chart chart "near" %}{% small_chart chart "heard" %}')
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == 8


def test_names_are_escaped_in_key_and_table():
    html = shown('{% line_chart chart "near" %}')
    assert "<Ben>" not in html
    assert html.count("&lt;Ben&gt;") == 2


def test_dates_are_written_as_the_reader_writes_them():
    assert ">5 Jan</text>" in shown('{% line_chart chart "near" %}')
    with translation.override("de"):
        assert ">5. Jan</text>" in shown('{% line_chart chart "near" %}')


def test_a_small_line_in_words_says_what_it_is():
    assert 'aria-label="Warmth"' in shown('{% spark values "Warmth" %}')
