"""The library: every entry by its id, read once, kind by kind, when first asked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from nearward_library.errors import BrokenEntry, LibraryError, Problem, UnknownEntry
from nearward_library.reading import read_entry
from nearward_library.schema import (
    KINDS,
    Cause,
    Country,
    Entry,
    Format,
    HelpPage,
    Hint,
    Item,
    Practice,
    Quality,
    Question,
    QuestionPack,
    Sign,
    Source,
    Telehealth,
    Words,
)

CONTENT: Final = Path(__file__).parent / "content"
E_ = TypeVar("E_", bound=Entry)


class Library:
    """Everything Nearward has to say, as read-only mappings from id to entry.

    Each kind is read when first asked for and kept. Entries are frozen, so one library serves all threads.
    Raises BrokenEntry on first use of a kind in which a file is not valid.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def signs(self) -> Mapping[str, Sign]:
        """What a person notices."""
        return read_kind(self._root, "signs", Sign)

    @cached_property
    def causes(self) -> Mapping[str, Cause]:
        """What may lie behind it."""
        return read_kind(self._root, "causes", Cause)

    @cached_property
    def practices(self) -> Mapping[str, Practice]:
        """What the two can do."""
        return read_kind(self._root, "practices", Practice)

    @cached_property
    def qualities(self) -> Mapping[str, Quality]:
        """What closeness looks like when it is there."""
        return read_kind(self._root, "qualities", Quality)

    @cached_property
    def telehealth(self) -> Mapping[str, Telehealth]:
        """What professional help at a distance offers."""
        return read_kind(self._root, "telehealth", Telehealth)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """What is asked, in the order in which it is asked."""
        found = read_kind(self._root, "items", Item)
        return MappingProxyType(dict(sorted(found.items(), key=lambda pair: (pair[1].when, pair[1].order))))

    @cached_property
    def formats(self) -> Mapping[str, Format]:
        """Guided conversations."""
        return read_kind(self._root, "formats", Format)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """What the entries lean on."""
        return read_kind(self._root, "sources", Source)

    @cached_property
    def question_packs(self) -> Mapping[str, QuestionPack]:
        """The questions of the day by topic."""
        return read_kind(self._root, "questions", QuestionPack)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the day by their own id, topics in order."""
        packs = self.question_packs.values()
        return MappingProxyType({question.id: question for pack in packs for question in pack.questions})

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """Words to begin with."""
        return read_kind(self._root, "words", Words)

    @cached_property
    def hints(self) -> Mapping[str, Hint]:
        """What to look at again in a sentence, in the order in which it is told."""
        found = read_kind(self._root, "hints", Hint)
        return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1].order)))

    @cached_property
    def help(self) -> Mapping[str, HelpPage]:
        """Pages about getting help, in their order."""
        found = read_kind(self._root, "help", HelpPage)
        return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1].order)))

    @cached_property
    def lines(self) -> Mapping[str, Country]:
        """Lines to call, by country code in small letters."""
        return read_kind(self._root, "lines", Country)

    def items_when(self, when: str) -> tuple[Item, ...]:
        """Items asked at this time ("core", "rotating", "weekly", "monthly", "map"), in order."""
        return tuple(item for item in self.items.values() if item.when == when)

    def practices_for_cause(self, cause: str) -> tuple[Practice, ...]:
        """Practices that answer this cause: first those its own page names, then the rest by grade."""
        try:
            first = [self.practices[help_.practice] for help_ in self.causes[cause].helps]
        except KeyError as error:
            raise UnknownEntry("causes", cause) from error
        return _likeliest(first, (p for p in self.practices.values() if cause in p.causes))

    def practices_for_sign(self, sign: str) -> tuple[Practice, ...]:
        """Practices that answer this sign, the best tested first."""
        return _likeliest([], (p for p in self.practices.values() if sign in p.signs))

    def sources_of(self, entry: Sign | Cause | Practice | Quality | Item | Format) -> tuple[Source, ...]:
        """What this entry leans on, in the order it gives."""
        return tuple(self.sources[source] for source in entry.sources)


@lru_cache(maxsize=4)
def library(root: Path = CONTENT) -> Library:
    """The library below `root`; the same object every time."""
    if not root.is_dir():
        msg = f"there is no library at {root}"
        raise LibraryError(msg)
    return Library(root)


def read_kind(root: Path, kind: str, model: type[E_]) -> Mapping[str, E_]:
    """Every entry of one kind by id, in the order of ids. Raises BrokenEntry with all faults of all its files."""
    entries: dict[str, E_] = {}
    problems: list[Problem] = []
    for path in sorted((root / kind).glob("*.yaml")):
        try:
            entries[path.stem] = read_entry(path, model)
        except BrokenEntry as broken:
            problems.extend(broken.problems)
    if problems:
        raise BrokenEntry(tuple(problems))
    return MappingProxyType(entries)


def _likeliest(first: list[Practice], rest: Iterable[Practice]) -> tuple[Practice, ...]:
    ordered = {practice.id: practice for practice in first}
    for practice in sorted(rest, key=lambda p: (p.grade, p.safety_class, p.id)):
        ordered.setdefault(practice.id, practice)
    return tuple(ordered.values())


__all__ = ["CONTENT", "KINDS", "Library", "library", "read_kind"]
