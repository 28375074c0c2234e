"""Finds signs, causes, practices, pages about help and words to begin with by a few words, and forgives typos."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz, process

from nearward_library.load import Library
from nearward_library.plain import texts_of
from nearward_library.schema import Cause, HelpPage, Practice, Sign, Words

Kind = Literal["signs", "causes", "practices", "help", "words"]
Found = Sign | Cause | Practice | HelpPage | Words

_WORD = re.compile(r"[^\W_]+")
_PASSED_OVER: Final = frozenset(
    _WORD.findall(
        "a about an and are as at be but by can do does for from get has have how i if in is it me my not of on or "
        "our partner s so t that the their them they this to too us was we what when why with you your"
    )
)
_TITLE, _ALSO, _SAYS, _BODY = 6.0, 5.0, 3.0, 1.0
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
    for word in _words_of(f"{entry.title} {entry.id.replace('-', ' ')}"):
        yield word, _TITLE
    also = () if isinstance(entry, HelpPage | Words) else entry.also
    for word in _words_of(" ".join(also)):
        yield word, _ALSO
    for word in _words_of(entry.says):
        yield word, _SAYS
    for text in texts_of(entry):
        for word in _words_of(text.words):
            yield word, _BODY


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(text.lower()) if word not in _PASSED_OVER)
