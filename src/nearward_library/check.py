"""Checks the whole library: every file, every reference, every id of the catalogue, every word, every translation.

`python -m nearward_library.check [FILE ...]` prints what is wrong (only in these files, if any are named) and
exits with 1 if anything is.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

from nearward_library.alike import nearly_alike
from nearward_library.elsewhere import avoided_in
from nearward_library.errors import BrokenEntry, Problem
from nearward_library.load import CONTENT, TRANSLATIONS, languages, translated_kind
from nearward_library.plain import HARDEST_GRADE, avoided_words, never_asked, reading_grade, texts_of
from nearward_library.reading import line_of, read_entry
from nearward_library.references import references
from nearward_library.rules import broken_rules
from nearward_library.schema import KINDS, Entry, Question, QuestionPack
from nearward_library.translation import OWN

Shelf = dict[str, dict[str, Entry]]

WORDS_FREE: Final = frozenset({"sources", "lines"})
"""Kinds whose words are not ours alone: what a study found, and what an organisation is called."""


def problems(root: Path = CONTENT) -> tuple[Problem, ...]:
    """Everything that is wrong below `root`, by file and line."""
    shelf, found = _read_all(root)
    for kind, entries in shelf.items():
        for entry in entries.values():
            found.extend(_of_entry(root, kind, entry, shelf))
    found.extend(_of_questions(root, shelf))
    found.extend(_missing(root))
    found.extend(_of_translations(root, shelf))
    return tuple(sorted(found))


def _read_all(root: Path) -> tuple[Shelf, list[Problem]]:
    shelf: Shelf = {kind: {} for kind in KINDS}
    found: list[Problem] = []
    for kind, model in KINDS.items():
        for path in sorted((root / kind).iterdir()):
            if path.suffix != ".yaml":
                found.append(Problem(f"{kind}/{path.name}", 1, "", "only .yaml files belong here"))
                continue
            try:
                shelf[kind][path.stem] = read_entry(path, model)
            except BrokenEntry as broken:
                found.extend(broken.problems)
    return shelf, found


def _of_entry(root: Path, kind: str, entry: Entry, shelf: Shelf) -> Iterator[Problem]:
    path = root / kind / f"{entry.id}.yaml"

    def problem(field: tuple[str | int, ...], message: str) -> Problem:
        return Problem(f"{kind}/{path.name}", line_of(path, field), ".".join(map(str, field)), message)

    for field, target, entry_id in references(entry):
        if entry_id not in shelf[target]:
            yield problem(field, f"no {entry_id!r} among the {target}")
    for field, message in broken_rules(entry, shelf):
        yield problem(field, message)
    if kind in WORDS_FREE:
        return
    texts = tuple(texts_of(entry))
    for text in texts:
        for word, why in avoided_words(text.words):
            yield problem(text.field, f"we do not use {word!r}: {why}")
    grade = reading_grade(text.words for text in texts)
    if grade > HARDEST_GRADE:
        yield problem((), f"reading grade {grade:.1f}; at most {HARDEST_GRADE:.0f}: shorter sentences, shorter words")


def _of_questions(root: Path, shelf: Shelf) -> Iterator[Problem]:
    asked: dict[str, Question] = {}
    places: dict[str, tuple[str, int]] = {}
    for pack in shelf["questions"].values():
        if isinstance(pack, QuestionPack):
            asked.update({question.id: question for question in pack.questions})
            places.update({question.id: (pack.id, index) for index, question in enumerate(pack.questions)})

    def problem(question_id: str, message: str) -> Problem:
        topic, index = places[question_id]
        path = root / "questions" / f"{topic}.yaml"
        return Problem(f"questions/{path.name}", line_of(path, ("questions", index)), question_id, message)

    for question in asked.values():
        for word, why in never_asked(f"{question.ask} {question.alone or ''}"):
            yield problem(question.id, f"{word!r}: {why}")
    for first, second, cosine in nearly_alike({key: question.ask for key, question in asked.items()}):
        yield problem(second, f"nearly the same as {first} ({cosine:.2f})")


def _of_translations(root: Path, shelf: Shelf) -> Iterator[Problem]:
    for language in languages(root):
        folder = root.parent / TRANSLATIONS / language
        for kind in sorted(path.name for path in folder.iterdir()):
            if kind not in KINDS:
                yield Problem(f"{language}/{kind}", 1, "", "no kind of entry is called so")
                continue
            try:
                told = translated_kind(folder / kind, shelf[kind], language)
            except BrokenEntry as broken:
                yield from broken.problems
            else:
                yield from _of_words(folder / kind, [entry for entry in told.values() if entry.language == language])


def _of_words(folder: Path, told: Iterable[Entry]) -> Iterator[Problem]:
    for entry in told:
        path = folder / f"{entry.id}.yaml"
        for text in (text for text in texts_of(entry) if text.field[-1] not in OWN):
            for word, why in avoided_in(entry.language, text.words):
                field = ".".join(map(str, text.field))
                name = f"{entry.language}/{folder.name}/{path.name}"
                yield Problem(name, line_of(path, text.field), field, f"we do not use {word!r}: {why}")


def wanted(root: Path = CONTENT) -> Mapping[str, tuple[str, ...]]:
    """The ids of each kind that the catalogue asks for."""
    read = yaml.safe_load((root / "catalogue.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(ids) for kind, ids in read.items()}


def _missing(root: Path) -> Iterator[Problem]:
    for kind, ids in wanted(root).items():
        for entry_id in ids:
            if not (root / kind / f"{entry_id}.yaml").exists():
                yield Problem(f"{kind}/{entry_id}.yaml", 1, "", "the catalogue asks for it, and it is missing")


def main(arguments: list[str]) -> int:
    """Print the problems, one a line."""
    files = [path.absolute() for path in map(Path, arguments)]
    names = {"/".join(path.parts[-parts:]) for path in files for parts in (2, 3)}
    found = [problem for problem in problems() if not names or problem.file in names]
    for problem in found:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{len(found)} problems\n" if found else "all well\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
