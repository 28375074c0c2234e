"""Pure decisions of the guide: what signs point at, and what somebody may have meant by what they typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nearward_library.schema import Cause, Sign

# what may lie behind signs

FUSION = 2
"""How much the first place counts above the second; small, so that two signs in second place outweigh one in first."""

RULE_OUT = "rule-out"
NEVER_LISTED = frozenset({"abuse"})
"""Fear and control are never one reason among others; pages say where the private safety words stand instead."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A cause that signs point at, and which of them do."""

    cause: Cause
    signs: tuple[Sign, ...]


def leads(signs: Sequence[Sign], causes: Mapping[str, Cause]) -> tuple[Lead, ...]:
    """Return the causes that these signs point at, likeliest first.

    Each sign lists its causes in order; the lists are joined by reciprocal rank fusion (Cormack, Clarke & Buettcher
    2009, doi:10.1145/1571941.1572114).
    """
    scores: dict[str, float] = {}
    for sign in signs:
        for place, name in enumerate(sign.causes, start=1):
            scores[name] = scores.get(name, 0.0) + 1 / (FUSION + place)
    known = [name for name in scores if name in causes and name not in NEVER_LISTED]
    return tuple(
        Lead(causes[name], tuple(sign for sign in signs if name in sign.causes))
        for name in sorted(known, key=lambda name: -scores[name])
    )


# what somebody may have meant

TITLE, SAYS, MORE = 4.0, 2.0, 1.0
EXACT, BEGINNING, ENDING, TYPO, STEM = 1.0, 0.8, 0.75, 0.6, 0.45
SHORTEST_BEGINNING = 3
SHORTEST_WORD = 4
SHORTEST_STEM, LONGEST_ENDING = 5, 3
MOST_FOUND = 12
_SMALL_WORDS = (
    "a about all am an and any are as at be been but by can do does for from get got had has have how i if in is it its"
    " just me more my no not of on or our ours so than that the their them then there they this to too up us was we"
    " what when which who why will with you your"
)
EMPTY_WORDS = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Findable:
    """Something a search can find, with the words it is found by."""

    kind: str
    id: str
    title: str
    says: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """Every word of every findable thing, and how much it says there."""

    things: tuple[Findable, ...]
    words: Mapping[str, Mapping[int, float]]


def index_of(things: Iterable[Findable]) -> Index:
    """Return the index of these things."""
    kept = tuple(things)
    words: dict[str, dict[int, float]] = {}
    for number, thing in enumerate(kept):
        named = (f"{thing.title} {thing.id}", TITLE), (thing.says, SAYS), (" ".join(thing.more), MORE)
        for text, weight in named:
            for word in words_in(text):
                at = words.setdefault(word, {})
                at[number] = max(at.get(number, 0.0), weight)
    return Index(kept, words)


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded so that case, accents and apostrophes make no difference."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "").replace("'", "")
    return re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def find(index: Index, typed: str) -> tuple[Findable, ...]:
    """Return what was likely meant, best first: words may be unfinished, have another ending, or a slip or two.

    Things that answer to every word come before those that answer to some.
    """
    asked = [word for word in dict.fromkeys(words_in(typed)) if word not in EMPTY_WORDS]
    scores: dict[int, float] = {}
    answered: dict[int, int] = {}
    for word in asked:
        for number, score in _things_for(index, word).items():
            scores[number] = scores.get(number, 0.0) + score
            answered[number] = answered.get(number, 0) + 1
    best = sorted(scores, key=lambda number: (-answered[number], -scores[number], number))
    return tuple(index.things[number] for number in best[:MOST_FOUND])


def slips_allowed(word: str) -> int:
    """Return how many slips of the finger a word of this length may hold."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def have_one_stem(one: str, other: str) -> bool:
    """Whether two words begin alike and differ in a short ending only, as thankful and thanks do."""
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= SHORTEST_STEM and max(len(one), len(other)) - common <= LONGEST_ENDING


def _things_for(index: Index, word: str) -> dict[int, float]:
    best: dict[int, float] = {}
    for known, near in _near_words(index, word).items():
        at = index.words[known]
        rarity = log(1 + len(index.things) / len(at))
        for number, weight in at.items():
            best[number] = max(best.get(number, 0.0), near * weight * rarity)
    return best


def _near_words(index: Index, word: str) -> dict[str, float]:
    """Return the known words that this one may stand for, and how surely."""
    near: dict[str, float] = {}
    if slips := slips_allowed(word):
        for known, distance, _ in process.extract(
            word, index.words.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None
        ):
            near[known] = TYPO - 0.1 * distance
    for known in index.words:
        if len(word) >= SHORTEST_BEGINNING and known.startswith(word):
            near[known] = BEGINNING
        elif len(known) >= SHORTEST_WORD and word.startswith(known):
            near[known] = max(near.get(known, 0.0), ENDING)
        elif have_one_stem(word, known):
            near[known] = max(near.get(known, 0.0), STEM)
    if word in index.words:
        near[word] = EXACT
    return near
