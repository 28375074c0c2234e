"""The library: every entry by its id, read once, kind by kind, when first asked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from nearward_library.errors import BrokenEntry, LibraryError, Problem, UnknownEntry
from nearward_library.reading import read_entry, read_translation
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
TRANSLATIONS: Final = "translations"
"""The folder beside the content that holds, by language and kind, the texts of entries in other languages."""

ENGLISH: Final = "en"
E_ = TypeVar("E_", bound=Entry)


class Library:
    """Everything Nearward has to say, as read-only mappings from id to entry.

    Each kind is read when first asked for and kept. Entries are frozen, so one library serves all threads.
    Raises BrokenEntry on first use of a kind in which a file is not valid.
    """

    def __init__(self, root: Path, language: str = ENGLISH) -> None:
        self._root = root
        self.language = language

    @cached_property
    def signs(self) -> Mapping[str, Sign]:
        """What a person notices."""
        return self._read("signs", Sign)

    @cached_property
    def causes(self) -> Mapping[str, Cause]:
        """What may lie behind it."""
        return self._read("causes", Cause)

    @cached_property
    def practices(self) -> Mapping[str, Practice]:
        """What the two can do."""
        return self._read("practices", Practice)

    @cached_property
    def qualities(self) -> Mapping[str, Quality]:
        """What closeness looks like when it is there."""
        return self._read("qualities", Quality)

    @cached_property
    def telehealth(self) -> Mapping[str, Telehealth]:
        """What professional help at a distance offers."""
        return self._read("telehealth", Telehealth)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """What is asked, in the order in which it is asked."""
        found = self._read("items", Item)
        return MappingProxyType(dict(sorted(found.items(), key=lambda pair: (pair[1].when, pair[1].order))))

    @cached_property
    def formats(self) -> Mapping[str, Format]:
        """Guided conversations."""
        return self._read("formats", Format)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """What the entries lean on."""
        return self._read("sources", Source)

    @cached_property
    def question_packs(self) -> Mapping[str, QuestionPack]:
        """The questions of the day by topic."""
        return self._read("questions", QuestionPack)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the day by their own id, topics in order."""
        packs = self.question_packs.values()
        return MappingProxyType({question.id: question for pack in packs for question in pack.questions})

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """Words to begin with."""
        return self._read("words", Words)

    @cached_property
    def hints(self) -> Mapping[str, Hint]:
        """What to look at again in a sentence, in the order in which it is told."""
        found = self._read("hints", Hint)
        return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1].order)))

    @cached_property
    def help(self) -> Mapping[str, HelpPage]:
        """Pages about getting help, in their order."""
        found = self._read("help", HelpPage)
        return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1].order)))

    @cached_property
    def lines(self) -> Mapping[str, Country]:
        """Lines to call, by country code in small letters."""
        return self._read("lines", Country)

    def items_when(self, when: str) -> tuple[Item, ...]:
        """Items asked at this time ("core", "rotating", "weekly", "monthly", "map", "circle", "needs"), in order."""
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

    def _read(self, kind: str, model: type[E_]) -> Mapping[str, E_]:
        if self.language == ENGLISH:
            return read_kind(self._root, kind, model)
        english: Mapping[str, E_] = getattr(library(self._root), _ATTRIBUTES.get(kind, kind))
        return translated_kind(self._root.parent / TRANSLATIONS / self.language / kind, english, self.language)


_ATTRIBUTES: Final = {"questions": "question_packs"}


def library(root: Path = CONTENT, language: str = ENGLISH) -> Library:
    """The library below `root` in a language ("de", "pt-br"); the same object every time.

    What is not translated is there in English, entry by entry: `entry.language` tells. A language of which there is
    nothing at all is English.
    """
    known = languages(root)
    exact = language.lower()
    return _library(root, next((one for one in (exact, exact.partition("-")[0]) if one in known), ENGLISH))


@lru_cache(maxsize=8)
def languages(root: Path = CONTENT) -> tuple[str, ...]:
    """The languages other than English in which some of the library below `root` can be read."""
    return tuple(sorted(path.name for path in (root.parent / TRANSLATIONS).glob("*") if path.is_dir()))


@lru_cache(maxsize=16)
def _library(root: Path, language: str) -> Library:
    if not root.is_dir():
        msg = f"there is no library at {root}"
        raise LibraryError(msg)
    return Library(root, language)


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


def translated_kind(folder: Path, english: Mapping[str, E_], language: str) -> Mapping[str, E_]:
    """The English entries of one kind, translated where `folder` holds a translation, in the same order."""
    files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    entries: dict[str, E_] = {}
    problems: list[Problem] = []
    for name, entry in english.items():
        try:
            entries[name] = read_translation(files.pop(name), entry, language) if name in files else entry
        except BrokenEntry as broken:
            problems.extend(broken.problems)
    gone = "there is no such entry in English"
    problems.extend(Problem(f"{language}/{folder.name}/{left.name}", 1, "", gone) for left in files.values())
    if problems:
        raise BrokenEntry(tuple(problems))
    return MappingProxyType(entries)


def _likeliest(first: list[Practice], rest: Iterable[Practice]) -> tuple[Practice, ...]:
    ordered = {practice.id: practice for practice in first}
    for practice in sorted(rest, key=lambda p: (p.grade, p.safety_class, p.id)):
        ordered.setdefault(practice.id, practice)
    return tuple(ordered.values())


__all__ = [
    "CONTENT",
    "ENGLISH",
    "KINDS",
    "TRANSLATIONS",
    "Library",
    "languages",
    "library",
    "read_kind",
    "translated_kind",
]
