import shutil
from pathlib import Path

import pytest

from nearward_library import BrokenEntry, LibraryError, UnknownEntry, library
from nearward_library.load import CONTENT, read_kind
from nearward_library.schema import KINDS, Sign


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A library of one's own, to break."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def test_the_library_is_read_once_and_shared() -> None:
    assert library() is library()
    assert library().signs is library().signs


def test_nobody_can_change_what_others_read() -> None:
    with pytest.raises(TypeError):
        library().signs["new"] = library().signs["lonely"]  # type: ignore[index]


def test_a_kind_is_read_only_when_it_is_asked_for(copy: Path) -> None:
    (copy / "causes" / "abuse.yaml").write_text("broken", encoding="utf-8")
    mine = library(copy)
    assert "lonely" in mine.signs
    with pytest.raises(BrokenEntry, match=r"causes/abuse\.yaml:1"):
        _ = mine.causes


def test_all_broken_files_of_a_kind_are_told_together(copy: Path) -> None:
    for name in ("lonely", "numb"):
        (copy / "signs" / f"{name}.yaml").write_text("title: x\n", encoding="utf-8")
    with pytest.raises(BrokenEntry) as caught:
        read_kind(copy, "signs", Sign)
    assert {problem.file for problem in caught.value.problems} == {"signs/lonely.yaml", "signs/numb.yaml"}


def test_a_library_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library at"):
        library(tmp_path / "nowhere")


def test_every_kind_has_its_folder_and_its_mapping() -> None:
    kinds = {"questions": "question_packs"}
    for kind in KINDS:
        assert set(getattr(library(), kinds.get(kind, kind))) == {path.stem for path in (CONTENT / kind).iterdir()}


def test_items_come_in_the_order_in_which_they_are_asked() -> None:
    core = [item.id for item in library().items_when("core")]
    assert core == ["closeness", "felt-heard", "valued-today", "own-load", "tension", "repair"]
    for when in ("core", "rotating", "weekly", "monthly", "map", "circle", "needs"):
        orders = [item.order for item in library().items_when(when)]
        assert orders == list(range(1, len(orders) + 1))


def test_help_pages_and_hints_come_in_their_order() -> None:
    for mapping in (library().help, library().hints):
        orders = [entry.order for entry in mapping.values()]
        assert orders == sorted(orders)
        assert len(set(orders)) == len(orders)


def test_practices_for_a_cause_begin_with_those_its_page_names() -> None:
    cause = library().causes["demand-withdraw"]
    found = [practice.id for practice in library().practices_for_cause("demand-withdraw")]
    named = [help_.practice for help_ in cause.helps]
    assert found[: len(named)] == named
    assert len(found) == len(set(found))
    assert set(found) == {p.id for p in library().practices.values() if cause.id in p.causes}


def test_practices_for_a_sign_begin_with_the_best_tested() -> None:
    found = library().practices_for_sign("lonely")
    assert [practice.grade for practice in found] == sorted(practice.grade for practice in found)
    assert all("lonely" in practice.signs for practice in found)


def test_an_unknown_cause_is_told_by_its_kind_and_id() -> None:
    with pytest.raises(UnknownEntry, match=r"'weather' among the causes"):
        library().practices_for_cause("weather")


def test_sources_of_an_entry_come_with_their_addresses() -> None:
    practice = library().practices["listen-reflect"]
    sources = library().sources_of(practice)
    assert tuple(source.id for source in sources) == practice.sources
    assert sources[0].address == "https://doi.org/10.1037/fam0000421"


def test_questions_are_found_by_their_own_id() -> None:
    packs = library().question_packs.values()
    assert len(library().questions) == sum(len(pack.questions) for pack in packs)
    assert library().questions["day-002"].ask == "What made you laugh today, even a little?"
