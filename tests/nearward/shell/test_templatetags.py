import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateDoesNotExist

from nearward import shell
from nearward.sharing.rules import Audience
from nearward.shell.templatetags.shell import AUDIENCES

ICONS = sorted((Path(shell.__file__).parent / "templates" / "shell" / "icons").glob("*.svg"))


def drawn(text: str, **words: object) -> str:
    return Template("{% load shell %}" + text).render(Context(words))


@pytest.mark.parametrize("icon", [path.stem for path in ICONS])
def test_every_icon_is_decoration_that_takes_its_colour_from_the_words(icon):
    html = drawn("{% icon name %}", name=icon)
    assert html.startswith('<svg class="icon')
    assert 'aria-hidden="true"' in html
    assert not re.search(r"#[0-9a-f]{3,6}|style=|href", html)


def test_an_icon_with_a_label_says_it():
    assert '<span class="unseen">Kept &amp; safe</span>' in drawn('{% icon "check" label=said %}', said="Kept & safe")


def test_an_icon_that_nobody_drew_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        drawn('{% icon "unicorn" %}')


def test_every_audience_has_its_words():
    assert set(AUDIENCES) == {audience.value for audience in Audience}


def test_the_audience_line_shows_the_lock_and_where_to_change_it():
    html = drawn("{% audience who change %}", who=Audience.ME, change="/change/")
    assert "Only you see this." in html
    assert '<a href="/change/">' in html
    assert "<a" not in drawn('{% audience "us" %}')


def test_a_card_escapes_its_title_and_keeps_its_inside():
    html = drawn(
        '{% card kind="notice" title=title eyebrow="Now" %}<p>{{ inside }}</p>{% endcard %}', title="<b>", inside="<i>"
    )
    assert '<section class="card notice">' in html
    assert "<h2>&lt;b&gt;</h2>" in html
    assert "<p>&lt;i&gt;</p>" in html


def test_names_are_escaped_beside_their_dot():
    html = drawn('{% who name "them" %}', name="<Ben>")
    assert "&lt;Ben&gt;" in html
    assert 'class="dot them"' in html


def test_the_summary_of_mistakes_leads_to_each_field():
    class Small(forms.Form):
        called = forms.CharField(label="Name")

    assert 'href="#id_called"' in drawn("{% error_summary form %}", form=Small({}))
    assert drawn("{% error_summary form %}", form=Small({"called": "Ana"})).strip() == ""


def test_pages_lead_to_newer_and_older_only_where_there_are_any():
    sheets = Paginator(range(5), 2)
    middle = drawn("{% pages page %}", page=sheets.page(2))
    assert 'rel="prev" href="?page=1"' in middle
    assert 'rel="next" href="?page=3"' in middle
    assert "prev" not in drawn("{% pages page %}", page=sheets.page(1))
    assert drawn("{% pages page %}", page=Paginator(range(2), 2).page(1)).strip() == ""


def test_an_empty_place_offers_one_thing_at_most():
    html = drawn('{% empty "Nothing yet" "Soon." "/go/" "Go" %}')
    assert html.count("<a ") == 1
    assert "<a " not in drawn('{% empty "Nothing yet" %}')
