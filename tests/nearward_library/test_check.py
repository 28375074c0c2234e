import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nearward_library import check, library
from nearward_library.load import CONTENT
from nearward_library.plain import reading_grade, texts_of
from nearward_library.schema import KINDS

TWO_YEARS_OF_DAYS = 730


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A library of one's own, to break."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture(scope="module")
def before() -> frozenset[check.Problem]:
    """What is wrong before anything is broken, so that a planted fault is seen by itself."""
    return frozenset(check.problems())


def test_nothing_is_wrong_with_the_library() -> None:
    assert [str(problem) for problem in check.problems()] == []


def test_every_id_of_the_catalogue_has_its_entry() -> None:
    for kind, ids in check.wanted().items():
        assert set(ids) <= {path.stem for path in (CONTENT / kind).glob("*.yaml")}, kind


def test_the_catalogue_asks_for_what_the_mission_names() -> None:
    counts = {kind: len(set(ids)) for kind, ids in check.wanted().items()}
    assert {kind: counts[kind] for kind in ("signs", "causes", "practices", "qualities", "telehealth")} == {
        "signs": 26, "causes": 33, "practices": 44, "qualities": 10, "telehealth": 13,
    }  # fmt: skip
    assert set(counts) <= set(KINDS)


@pytest.mark.shared
def test_no_id_of_the_mission_is_missing_from_the_catalogue() -> None:
    import yaml  # noqa: PLC0415

    mission = Path(__file__).parents[3] / "shared" / "mission" / "catalogue.yaml"
    if not mission.exists():
        pytest.skip("the mission's catalogue does not lie beside the project")
    named = yaml.safe_load(mission.read_text(encoding="utf-8"))
    for kind, entries in named.items():
        assert set(entries) <= set(check.wanted()[kind]), kind


def test_there_is_a_question_for_every_day_of_two_years() -> None:
    assert len(library().questions) >= TWO_YEARS_OF_DAYS


def test_there_are_many_questions_of_every_depth_and_no_topic_has_only_one() -> None:
    depths = {pack.id: [question.depth for question in pack.questions] for pack in library().question_packs.values()}
    assert all(len(set(found)) >= 2 for found in depths.values()), depths
    everywhere = [depth for found in depths.values() for depth in found]
    assert all(everywhere.count(depth) >= 100 for depth in (1, 2, 3))


def test_a_person_alone_is_never_asked_about_us_in_words_for_two() -> None:
    for question in library().question_packs["us"].questions:
        assert " we " not in f" {question.alone or question.ask} ".replace("?", " "), question.id


def test_every_cause_is_answered_by_two_practices_and_one_of_them_alone() -> None:
    for cause in library().causes:
        found = library().practices_for_cause(cause)
        assert len(found) >= 2, cause
        assert any("alone" in practice.modes for practice in found), cause


def test_every_sign_is_answered_by_a_practice() -> None:
    for sign in library().signs:
        assert len(library().practices_for_sign(sign)) >= 2, sign


def test_every_practice_reads_at_a_level_most_grown_ups_read_with_ease() -> None:
    grades = {p.id: reading_grade(text.words for text in texts_of(p)) for p in library().practices.values()}
    assert max(grades.values()) <= 9
    assert min(grades.values()) > 0


Breaking = Callable[[Path], None]


def rewrite(kind: str, entry: str, old: str, new: str) -> Breaking:
    def breaking(root: Path) -> None:
        path = root / kind / f"{entry}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return breaking


def written(kind: str, entry: str, text: str) -> Breaking:
    return lambda root: (root / kind / f"{entry}.yaml").write_text(text, encoding="utf-8") and None


HARD = """\
title: Considerations regarding conversational initiation
says: Preliminary considerations concerning the initiation of difficult conversations.
lead: Individuals contemplating difficult conversations habitually underestimate environmental considerations.
lines: [Circumstantial considerations necessitate deliberation, Individual preferences vary considerably, Interpersonal]
if_it_lands_badly: Acknowledge dissatisfaction and facilitate reconsideration at a subsequent opportunity.
cautions: [Psychological considerations supersede organisational considerations]
safety_class: 0
"""

PLANTED: dict[str, tuple[Breaking, str]] = {
    "reference": (rewrite("signs", "unheard", "kuhn-2018", "nobody-2018"), "sources.2: no 'nobody-2018' among"),
    "word": (
        rewrite("signs", "unheard", "does not get through", "is toxic"),
        "unheard.yaml:2: says: we do not use 'toxic'",
    ),
    "choice": (rewrite("signs", "unheard", "group: talk", "group: walk"), "unheard.yaml:4: group: Input should be"),
    "length": (rewrite("signs", "numb", "Feeling little or nothing", "ab"), "signs/numb.yaml:1: title: String should"),
    "whereabouts": (
        rewrite("questions", "day", "Which hour of today would you gladly live again?", "Who were you with today?"),
        "day-005: 'Who were you with': it asks about whereabouts",
    ),
    "alike": (
        rewrite(
            "questions",
            "day",
            "Which hour of today would you gladly live again?",
            "What was the best ten minutes of your day today?",
        ),
        "day-005: nearly the same as day-001",
    ),
    "hard": (written("words", "hard", HARD), "words/hard.yaml:1: reading grade"),
    "missing": (
        lambda root: (root / "signs" / "lonely.yaml").unlink(),
        "signs/lonely.yaml:1: the catalogue asks for it",
    ),
    "stray": (lambda root: (root / "signs" / "notes.txt").touch(), "signs/notes.txt:1: only .yaml files belong here"),
}


@pytest.mark.parametrize(("breaking", "told"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_told_at_its_place(
    copy: Path, breaking: Breaking, told: str, before: frozenset[check.Problem]
) -> None:
    breaking(copy)
    new = [str(problem) for problem in check.problems(copy) if problem not in before]
    assert any(told in problem for problem in new), new


def test_the_command_prints_problems_only_of_the_files_it_was_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = (check.Problem("signs/numb.yaml", 3, "says", "too long"), check.Problem("items/sleep.yaml", 1, "", "no"))
    monkeypatch.setattr(check, "problems", lambda: found)
    assert check.main(["content/signs/numb.yaml"]) == 1
    assert capsys.readouterr().out == "signs/numb.yaml:3: says: too long\n1 problems\n"
    assert check.main(["signs/lonely.yaml"]) == 0
    assert capsys.readouterr().out == "all well\n"
