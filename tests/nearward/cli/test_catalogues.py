from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from nearward.cli import catalogues
from nearward.cli.catalogues import brought_up_to_date, extracted, head_of, in_file, untranslated

HEAD = """# German words.
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Draft: machine\\n"
"""
PAGE = """{% load i18n %}<p>{% translate "Good evening" %}</p>
    {% card title=_("Your minute") %}{% endcard %}
  <p>{% blocktranslate count n=days trimmed %}
      One day
    {% plural %}
      {{ n }} days
    {% endblocktranslate %}</p>
{% blocktranslate %}Two circles, {{ name }}{% endblocktranslate %}"""
CODE = """from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
A = _("Kept.")
B = gettext_lazy("As it is")
C = ngettext("%(n)d letter", "%(n)d letters", 2)
D = pgettext("a month", "May")
E = "never marked"
"""


@pytest.fixture(autouse=True)
def _without_measures(monkeypatch):
    monkeypatch.setattr(catalogues, "measures", dict)
    monkeypatch.setattr(catalogues, "CUES", ())


def house(tmp_path, page=PAGE, code=CODE, words=""):
    for name, text in {
        "room/views.py": code,
        "room/templates/room/page.html": page,
        "locale/de/LC_MESSAGES/django.po": f"{HEAD}\n{words}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po"


def test_every_marked_word_of_code_and_templates_is_found(tmp_path):
    house(tmp_path)
    found = {(message.id, message.context) for message in extracted(tmp_path) if message.id}
    assert found == {
        ("Good evening", None),
        ("Your minute", None),
        (("One day", "%(n)s days"), None),
        ("Two circles, %(name)s", None),
        ("Kept.", None),
        ("As it is", None),
        (("%(n)d letter", "%(n)d letters"), None),
        ("May", "a month"),
    }


def test_what_a_measure_says_of_itself_is_found_though_it_is_not_marked(tmp_path, monkeypatch):
    house(tmp_path, page="", code="")
    measure = SimpleNamespace(__name__="talk.answers", TITLE="Answers", LIMITS="A phone may lie elsewhere.")
    monkeypatch.setattr(catalogues, "measures", lambda: {"answers": measure})
    assert {message.id for message in extracted(tmp_path) if message.id} == {measure.TITLE, measure.LIMITS}


def test_a_translation_stays_and_what_is_gone_or_changed_is_dropped(tmp_path):
    words = 'msgid "Kept."\nmsgstr "Behalten."\n\nmsgid "Good evening!"\nmsgstr "Guten Abend!"\n'
    path = house(tmp_path, words=words)
    catalogue = brought_up_to_date(path, extracted(tmp_path))
    assert catalogue["Kept."].string == "Behalten."
    assert "Good evening!" not in catalogue
    assert not catalogue["Good evening"].string
    assert not any(message.fuzzy for message in catalogue if message.id)


def test_a_message_lacks_a_translation_also_when_one_plural_form_is_missing(tmp_path):
    words = 'msgid "One day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "Ein Tag"\nmsgstr[1] ""\n'
    path = house(tmp_path, page=PAGE.partition("<p>")[2], words=words)
    assert "One day" in untranslated(brought_up_to_date(path, extracted(tmp_path)))


def test_writing_a_catalogue_twice_changes_nothing_and_its_head_stays(tmp_path):
    path = house(tmp_path)
    words = extracted(tmp_path)
    path.write_text(in_file(brought_up_to_date(path, words), head_of(path)), encoding="utf-8")
    once = path.read_text(encoding="utf-8")
    assert once.startswith(HEAD)
    assert in_file(brought_up_to_date(path, words), head_of(path)) == once


def test_the_command_tells_what_is_left_to_translate(tmp_path, monkeypatch):
    path = house(tmp_path, words='msgid "Kept."\nmsgstr "Behalten."\n')
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "locale")
    told = CliRunner().invoke(catalogues.catalogues, [])
    assert told.output == "de: 7 of 8 to translate\n"
    assert 'msgid "Two circles, %(name)s"' in path.read_text(encoding="utf-8")
