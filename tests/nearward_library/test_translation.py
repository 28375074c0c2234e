import re
import shutil
from pathlib import Path

import pytest

from nearward_library import BrokenEntry, languages, library
from nearward_library.check import problems
from nearward_library.load import CONTENT, TRANSLATIONS
from nearward_library.plain import texts_of
from nearward_library.schema import KINDS, Practice, Scale, Step, Tags
from nearward_library.translation import put_into, text_fields

MOST_USED = {
    "daily-check-in", "listen-reflect", "gratitude", "i-statement", "unplug", "weekly-date", "small-moments",
    "touch-rituals", "pause-and-return", "open-questions", "small-kindness", "listen-not-fix",
}  # fmt: skip
PAUSE = "de/practices/pause-and-return.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A library of one's own with its translations, to break."""
    shutil.copytree(CONTENT.parent / TRANSLATIONS, tmp_path / TRANSLATIONS)
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def change(copy: Path, name: str, old: str, new: str) -> None:
    path = copy.parent / TRANSLATIONS / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_twelve_most_used_practices_speak_the_language(language: str) -> None:
    told = {practice.id for practice in library(language=language).practices.values() if practice.language == language}
    assert told >= MOST_USED


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("when", ["core", "rotating", "weekly"])
def test_the_minute_speaks_the_language(language: str, when: str) -> None:
    assert {item.language for item in library(language=language).items_when(when)} == {language}


@pytest.mark.parametrize("language", languages())
def test_a_translated_question_is_answered_on_the_same_scale(language: str) -> None:
    for name, item in library(language=language).items.items():
        english = library().items[name].scale
        assert (item.scale.kind, item.scale.high) == (english.kind, english.high)
        assert [choice.away for choice in item.scale.choices] == [choice.away for choice in english.choices]


@pytest.mark.parametrize("language", languages())
def test_a_translation_changes_texts_and_nothing_else(language: str) -> None:
    for name, told in library(language=language).practices.items():
        english = library().practices[name]
        if told.language == "en":
            assert told is english
            continue
        kept = (
            set(type(told).model_fields)
            - text_fields(Practice)
            - {"language", "draft", "steps", "dose", "goes_wrong", "variants"}
        )
        assert {field: getattr(told, field) for field in kept} == {field: getattr(english, field) for field in kept}
        assert len(told.steps) == len(english.steps)
        same = {text.words for text in texts_of(told)} & {text.words for text in texts_of(english)}
        assert not same, f"{name} says in {language} what it says in English: {same}"


@pytest.mark.parametrize("language", languages())
def test_every_translation_says_that_no_person_has_reviewed_it(language: str) -> None:
    for kind in KINDS:
        shelf = getattr(library(language=language), "question_packs" if kind == "questions" else kind)
        assert all(entry.draft == "machine" for entry in shelf.values() if entry.language != "en")


def test_what_is_not_translated_is_there_in_english_and_says_so() -> None:
    assert library(language="de").practices["forgive"] is library().practices["forgive"]
    assert library(language="de").practices["forgive"].language == "en"


@pytest.mark.parametrize(("asked", "got"), [("de", "de"), ("de-at", "de"), ("DE", "de"), ("en-gb", "en"), ("xx", "en")])
def test_a_language_is_known_by_its_code_or_by_that_of_its_mother(asked: str, got: str) -> None:
    assert library(language=asked).language == got
    assert library(language=asked) is library(language=got)


def test_entries_stand_in_the_same_order_in_every_language() -> None:
    assert list(library(language="de").items) == list(library().items)


def test_texts_are_told_from_ids_numbers_and_marks() -> None:
    assert text_fields(Step) == {"do", "say"}
    assert text_fields(Tags) == frozenset()
    assert text_fields(Scale) == {"low_end", "high_end", "away"}


def test_a_missing_text_is_told_with_its_place(copy: Path) -> None:
    change(copy, PAUSE, "    say: Tee. Um halb neun bin ich wieder da.\n", "")
    with pytest.raises(BrokenEntry, match=r"de/practices/pause-and-return\.yaml:\d+: steps\.1\.say: not translated"):
        _ = library(copy, "de").practices


def test_a_list_of_another_length_is_told(copy: Path) -> None:
    change(copy, PAUSE, "  - Da bin ich wieder. Danke fürs Warten\n", "")
    with pytest.raises(BrokenEntry, match=r"starters: 3 of them in English, so 3 here"):
        _ = library(copy, "de").practices


@pytest.mark.parametrize("line", ["minutes: 5", "grade: A", "colour: green", "id: other"])
def test_what_is_no_text_of_the_entry_is_refused(copy: Path, line: str) -> None:
    change(copy, PAUSE, "draft: machine", f"draft: machine\n{line}")
    with pytest.raises(BrokenEntry, match=f"{line.partition(':')[0]}: this field is not in the English entry"):
        _ = library(copy, "de").practices


def test_a_text_where_parts_belong_is_told_and_never_crashes() -> None:
    pause = library().practices["pause-and-return"]
    for given in ("words", ("words",) * len(pause.steps), ()):
        _, faults = put_into(pause, {"steps": given})
        assert any(field[0] == "steps" for field, _why in faults)


def test_the_limits_of_the_english_texts_hold(copy: Path) -> None:
    change(copy, PAUSE, "often: Wenn es zu heiß wird", "often: Immer dann, wenn es euch beiden zu heiß wird")
    with pytest.raises(BrokenEntry, match=r"dose\.often: .* 28 characters"):
        _ = library(copy, "de").practices


def test_a_draft_is_made_by_a_machine_or_is_none(copy: Path) -> None:
    change(copy, PAUSE, "draft: machine\n", "")
    assert library(copy, "de").practices["pause-and-return"].draft is None
    change(copy, "es/practices/pause-and-return.yaml", "draft: machine", "draft: hurried")
    with pytest.raises(BrokenEntry, match="draft: "):
        _ = library(copy, "es").practices


@pytest.mark.parametrize("line", ["language: de", "draft: machine"])
def test_an_english_entry_has_neither_language_nor_draft(copy: Path, line: str) -> None:
    path = copy / "practices" / "unplug.yaml"
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(BrokenEntry, match="only a translation has this"):
        _ = library(copy).practices


def test_the_check_tells_what_is_wrong_with_translations(copy: Path) -> None:
    change(copy, PAUSE, "Danke fürs Warten", "Du solltest warten")
    folder = copy.parent / TRANSLATIONS / "es"
    shutil.copy(folder / "practices" / "unplug.yaml", folder / "practices" / "nowhere.yaml")
    (folder / "poems").mkdir()
    told = [str(problem) for problem in problems(copy)]
    assert len(told) == 3
    assert re.match(r"de/practices/pause-and-return\.yaml:\d+: starters\.2: we do not use 'solltest'", told[0])
    assert told[1:] == [
        "es/poems:1: no kind of entry is called so",
        "es/practices/nowhere.yaml:1: there is no such entry in English",
    ]
