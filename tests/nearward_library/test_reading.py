from pathlib import Path

import pytest

from nearward_library.errors import BrokenEntry
from nearward_library.reading import line_of, read_entry
from nearward_library.schema import Source, Words

SOURCE = """\
authors: Able & Baker
year: 2020
where: Journal of Examples 1:2
seen: record
design: trial
couples: true
shows: It shows that an example can be read.
"""


def written(tmp_path: Path, text: str, name: str = "able-2020.yaml") -> Path:
    path = tmp_path / "sources" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(BrokenEntry) as caught:
        read_entry(path, Source)
    assert all(problem.file == f"sources/{path.name}" for problem in caught.value.problems)
    return [(problem.line, problem.field, problem.message) for problem in caught.value.problems]


def test_the_name_of_the_file_is_the_id(tmp_path: Path) -> None:
    entry = read_entry(written(tmp_path, SOURCE), Source)
    assert (entry.id, entry.year, entry.couples) == ("able-2020", 2020, True)


def test_a_wrong_value_is_told_with_its_line_and_field(tmp_path: Path) -> None:
    [(line, field, message)] = faults(written(tmp_path, SOURCE.replace("2020", "long ago")))
    assert (line, field) == (2, "year")
    assert "integer" in message


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = SOURCE.replace("design: trial", "design: rumour") + "colour: green\n"
    assert [(line, field) for line, field, _ in faults(written(tmp_path, text))] == [(5, "design"), (8, "colour")]


def test_a_missing_field_is_told_where_the_entry_begins(tmp_path: Path) -> None:
    assert [fault[:2] for fault in faults(written(tmp_path, SOURCE.replace("couples: true\n", "")))] == [(1, "couples")]


def test_a_fault_deep_inside_is_told_with_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "words" / "hello.yaml"
    path.parent.mkdir()
    path.write_text(
        "title: Hello there\nsays: A way to say hello.\nlead: >-\n  A paragraph of more than thirty letters.\n"
        "lines: [One is here, Two is here, Three]\nturned:\n  - instead_of: Go away\n    say: Come in\n"
        "  - instead_of: Stop it\n    say: x\nif_it_lands_badly: Say sorry\ncautions: [Mind the gap]\nsafety_class: 0\n"
    )
    with pytest.raises(BrokenEntry) as caught:
        read_entry(path, Words)
    [problem] = caught.value.problems
    assert (problem.line, problem.field) == (10, "turned.1.say")
    assert str(problem).startswith("words/hello.yaml:10: turned.1.say: ")


def test_a_field_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert faults(written(tmp_path, SOURCE + "year: 2021\n"))[0][:2] == (8, "year")


def test_an_id_inside_the_file_is_refused(tmp_path: Path) -> None:
    assert faults(written(tmp_path, "id: other\n" + SOURCE))[0][1] == "id"


def test_a_file_name_that_is_no_id_is_refused(tmp_path: Path) -> None:
    assert "pattern" in faults(written(tmp_path, SOURCE, "Able 2020.yaml"))[0][2]


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "just words\n", "title: 'open\n", "a: [1, 2\n", "a: b: c\n", "\x00"]
)
def test_what_is_no_entry_at_all_is_told_and_never_crashes(tmp_path: Path, text: str) -> None:
    assert faults(written(tmp_path, text))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    path.write_bytes(b"title: \xff\xfe")
    assert faults(path)[0][2] == "not UTF-8"


def test_no_and_yes_stay_words_and_apostrophes_become_typographic(tmp_path: Path) -> None:
    text = SOURCE.replace("Able & Baker", "no").replace("an example", "a partner's example")
    entry = read_entry(written(tmp_path, text), Source)
    assert entry.authors == "no"
    assert "partner’s" in entry.shows


def test_a_quoted_number_stays_text(tmp_path: Path) -> None:
    assert faults(written(tmp_path, SOURCE.replace("2020", "'2020'")))[0][1] == "year"


def test_an_entry_cannot_be_changed(tmp_path: Path) -> None:
    entry = read_entry(written(tmp_path, SOURCE), Source)
    with pytest.raises(ValueError, match="frozen"):
        entry.year = 1999  # type: ignore[misc]


def test_the_line_of_a_field_is_found_without_reading_the_entry(tmp_path: Path) -> None:
    path = written(tmp_path, SOURCE)
    assert line_of(path, ("design",)) == 5
    assert line_of(path, ("nowhere", 3)) == 1
