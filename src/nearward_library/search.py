"""Finds what the library has to say about a few words, and forgives typos."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz, process

from nearward_library.load import Library
from nearward_library.plain import texts_of
from nearward_library.schema import Cause, Format, HelpPage, Practice, Quality, Sign, Telehealth, Words

Kind = Literal["signs", "causes", "practices", "help", "words", "qualities", "talks", "telehealth"]
Found = Sign | Cause | Practice | HelpPage | Words | Quality | Format | Telehealth

_WORD = re.compile(r"[^\W_]+")
_PASSED_OVER: Final = frozenset(
    _WORD.findall(
        "a about all always am an and any anymore are as at be because been but by can cannot cant could d did didn "
        "didnt do does doesn doesnt doing don dont ever every for from get gets getting got had has hasn hasnt have "
        "haven havent having he her him his how i if in is isn isnt it its just ll m me my never not of on or our "
        "partner re really s she so such t than that the their them then there they this to too us ve very was wasn "
        "we were what when where which who why will with won wont would you your"
    )
)
_TITLE, _ALSO, _SAYS, _BODY = 6.0, 5.0, 3.0, 1.0
_FURTHER: Final = 0.6
"""Share of its weight for a page that says more, so that signs, causes and practices stand before it."""

_CLOSE_ENOUGH: Final = 82.0
"""Least likeness (percent, Indel ratio) at which a word counts as a slip for another."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; `score` only orders hits of the same search."""

    kind: Kind
    entry: Found
    score: float


class Finder:
    """An index over one library. Building it takes some milliseconds; keep it."""

    def __init__(self, library: Library) -> None:
        self._entries: list[tuple[Kind, Found]] = [
            *(("signs", sign) for sign in library.signs.values()),
            *(("causes", cause) for cause in library.causes.values()),
            *(("practices", practice) for practice in library.practices.values()),
            *(("help", page) for page in library.help.values()),
            *(("words", words) for words in library.words.values()),
            *(("qualities", quality) for quality in library.qualities.values()),
            *(("talks", talk) for talk in library.formats.values()),
            *(("telehealth", page) for page in library.telehealth.values()),
        ]
        self._phrases = [
            (phrase, place) for place, (_, entry) in enumerate(self._entries) for phrase in _phrases_of(entry)
        ]
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        for place, (_, entry) in enumerate(self._entries):
            for word, weight in _weighed(entry):
                self._weights[word][place] = max(weight, self._weights[word].get(place, 0.0))
        self._words = list(self._weights)

    def find(self, asked: str, limit: int = 12) -> tuple[Hit, ...]:
        """Entries for these words, the best first; none for nothing and for words that resemble nothing here."""
        scores: Counter[int] = Counter()
        words = _words_of(asked)
        for word in words:
            best: dict[int, float] = {}
            for known, likeness in self._like(word):
                rare = math.log(1 + len(self._entries) / len(self._weights[known]))
                for place, weight in self._weights[known].items():
                    best[place] = max(best.get(place, 0.0), weight * likeness * rare)
            scores.update(best)
        said = f" {_plain(asked)} "
        as_rare_as_can_be = math.log(1 + len(self._entries))
        scores.update({place: _ALSO * as_rare_as_can_be for phrase, place in self._phrases if phrase in said})
        ordered = sorted(scores.items(), key=lambda pair: (-pair[1], self._entries[pair[0]][1].id))
        return tuple(Hit(*self._entries[place], score) for place, score in ordered[:limit])

    def _like(self, word: str) -> Iterator[tuple[str, float]]:
        for known, ratio, _ in process.extract(
            word, self._words, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH if len(word) > 4 else 86.0, limit=8
        ):
            yield known, (ratio / 100.0) ** 2
        for known in self._words:
            shorter, longer = sorted((word, known), key=len)
            if len(shorter) >= 4 and shorter != longer and longer.startswith(shorter):
                yield known, len(shorter) / len(longer)


def _weighed(entry: Found) -> Iterator[tuple[str, float]]:
    share = _FURTHER if isinstance(entry, Quality | Format | Telehealth) else 1.0
    for word, weight in _words_by_place(entry):
        yield word, weight * share


def _words_by_place(entry: Found) -> Iterator[tuple[str, float]]:
    for word in _words_of(f"{entry.title} {entry.id.replace('-', ' ')}"):
        yield word, _TITLE
    for word in _words_of(" ".join(_also_of(entry))):
        yield word, _ALSO
    for word in _words_of(entry.says):
        yield word, _SAYS
    for text in texts_of(entry):
        for word in _words_of(text.words):
            yield word, _BODY


def _also_of(entry: Found) -> tuple[str, ...]:
    return entry.also if isinstance(entry, Sign | Cause | Practice) else ()


def _phrases_of(entry: Found) -> Iterator[str]:
    """Other words of more than one word: somebody who says just that means this, whatever its words mean elsewhere."""
    for also in _also_of(entry):
        if len(plain := _plain(also).split()) > 1:
            yield f" {' '.join(plain)} "


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(re.sub("['’]", "", text.lower())))


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(text.lower()) if word not in _PASSED_OVER)
