import gettext
from concurrent.futures import ThreadPoolExecutor

import pytest

from nearward.kit.catalogues import compiled, digest

WORDS = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Good evening"
msgstr "{evening}"

msgid "one day"
msgid_plural "%(n)s days"
msgstr[0] "ein Tag"
msgstr[1] "%(n)s Tage"
"""


@pytest.fixture
def source(tmp_path):
    write(tmp_path / "locale")
    return tmp_path / "locale"


def write(source, evening="Guten Abend", language="de"):
    folder = source / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "django.po").write_text(WORDS.format(evening=evening), encoding="utf-8")


def spoken(places, language="de"):
    return gettext.translation("django", places[0], [language])


def test_words_and_their_plural_forms_come_out_as_they_went_in(source, tmp_path):
    german = spoken(compiled(source, tmp_path / "kept"))
    assert german.gettext("Good evening") == "Guten Abend"
    assert [german.ngettext("one day", "%(n)s days", n) for n in (0, 1, 2)] == ["%(n)s Tage", "ein Tag", "%(n)s Tage"]


def test_nothing_is_made_twice(source, tmp_path):
    [place] = compiled(source, tmp_path / "kept")
    made = tmp_path / "kept" / digest(source) / "de" / "LC_MESSAGES" / "django.mo"
    made.write_bytes(b"as it was")
    assert compiled(source, tmp_path / "kept") == [place]
    assert made.read_bytes() == b"as it was"


def test_changed_words_are_made_anew_and_the_old_ones_go(source, tmp_path):
    compiled(source, tmp_path / "kept")
    write(source, evening="Schönen Abend")
    assert spoken(compiled(source, tmp_path / "kept")).gettext("Good evening") == "Schönen Abend"
    assert [each.name for each in (tmp_path / "kept").iterdir()] == [digest(source)]


def test_a_language_that_comes_or_goes_is_another_version(source):
    before = digest(source)
    write(source, language="es")
    assert digest(source) != before


def test_many_starts_at_once_agree(source, tmp_path):
    with ThreadPoolExecutor(8) as starts:
        told = list(starts.map(lambda _start: compiled(source, tmp_path / "kept"), range(16)))
    assert {tuple(places) for places in told} == {(str(tmp_path / "kept" / digest(source)),)}
    assert spoken(told[0]).gettext("Good evening") == "Guten Abend"
    assert [each.name for each in (tmp_path / "kept").iterdir()] == [digest(source)]


def test_words_that_may_not_be_kept_still_speak(source, tmp_path, caplog):
    (tmp_path / "kept").write_text("a file where the folder would be")
    places = compiled(source, tmp_path / "kept")
    assert spoken(places).gettext("Good evening") == "Guten Abend"
    assert "catalogues are not kept" in caplog.text


def test_without_any_place_to_write_there_is_english_only(source, tmp_path, monkeypatch):
    (tmp_path / "kept").write_text("a file where the folder would be")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "kept" / "nowhere"))
    assert compiled(source, tmp_path / "kept") == []
