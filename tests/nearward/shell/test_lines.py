import pytest
from django.template import Context, Template

from nearward.shell.templatetags import lines

OWN = """
name: Freedonia
emergency: "119"
checked: 2026-03-01
lines:
  - name: The quiet line
    about: abuse
    phone: "0100 200"
    hours: Day and night
    source: https://help.example/
"""


@pytest.fixture(autouse=True)
def _afresh(tmp_path, settings):
    settings.DATA = tmp_path
    lines.countries.cache_clear()
    yield
    lines.countries.cache_clear()


def shown(tag: str) -> str:
    return Template("{% load lines %}{% " + tag + " %}").render(Context())


def test_lines_are_told_by_country_and_by_what_they_are_about():
    page = shown('help_lines "abuse"')
    assert "1800 341 900" in page
    assert "Samaritans" not in page
    assert "Samaritans" in shown("help_lines")


def test_it_says_that_nobody_has_checked_and_that_other_countries_are_not_known():
    page = shown("help_lines")
    assert "nobody has called them" in page
    assert "We know no line for other countries" in page


def test_an_operator_puts_a_country_in_place_of_ours(tmp_path):
    (tmp_path / "help-lines").mkdir()
    (tmp_path / "help-lines" / "ie.yaml").write_text(OWN)
    page = shown("help_lines")
    assert "The quiet line" in page
    assert "1800 341 900" not in page


def test_a_broken_file_of_the_operators_takes_nothing_away(tmp_path, caplog):
    (tmp_path / "help-lines").mkdir()
    (tmp_path / "help-lines" / "ie.yaml").write_text("name: half")
    assert "1800 341 900" in shown("help_lines")
    assert "cannot be used" in caplog.text
