"""Our own word lists, by language: what a word counts as.

One text file a language (`en.txt`): headings in square brackets are categories, everything below is words parted by
white space.
A word may stand below several headings. The category "cue" has no list: it holds the rarest word of every phrase of
`phrases`, so that only messages with such a word need to be opened. Function words follow the nine categories of
language style matching (Ireland & Pennebaker 2010, doi:10.1037/a0020386); the words are our own choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from nearward_dialogue.errors import DialogueError
from nearward_dialogue.lexicon.phrases import phrases

FOLDER: Final = Path(__file__).parent
FUNCTION: Final = (
    *("personal_pronoun", "impersonal_pronoun", "article", "auxiliary", "adverb", "preposition", "conjunction"),
    *("negation", "quantifier"),
)
"""The categories whose matching between two people is language style matching."""

CONTENT: Final = (
    "we",
    "i",
    "you",
    "thanks",
    "apology",
    "affection",
    "feeling",
    "greeting",
    "plan",
    "laughter",
    "question",
    "please",
    "agreement",
    "joy",
    "cue",
)
CATEGORIES: Final = (*FUNCTION, *CONTENT)
LONGEST: Final = 16
"""Bytes of the longest word that can be counted."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in small letters and the categories of each, as bits: bit k stands for `CATEGORIES[k]`."""

    languages: tuple[str, ...]
    words: tuple[tuple[str, int], ...]

    def mask_of(self, word: str) -> int:
        """The categories of one word as bits, 0 when it is in none."""
        return dict(self.words).get(word, 0)


def languages() -> tuple[str, ...]:
    """The languages of which there are lists, by their two letters."""
    return tuple(sorted(path.stem for path in FOLDER.glob("??.txt")))


@cache
def lexicon(*wanted: str) -> Lexicon:
    """The lists of these languages together, with the emoji that belong to no language.

    Raises DialogueError for a language without lists, and for a list that is not well written.
    """
    masks: dict[str, int] = {}
    for name in ("emoji", *wanted):
        if name != "emoji" and name not in languages():
            raise DialogueError(f"there are no word lists for {name!r}; there are {', '.join(languages())}")
        for word, mask in (*_read(name), *_cues(name)):
            masks[word] = masks.get(word, 0) | mask
    return Lexicon(wanted, tuple(sorted(masks.items())))


def _cues(name: str) -> Iterable[tuple[str, int]]:
    if name == "emoji":
        return
    for word in phrases(name).rare:
        yield from ((spelt, _bit(name, "cue")) for spelt in _spelt(word))


def _read(name: str) -> Iterable[tuple[str, int]]:
    bit = 0
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            bit = _bit(name, line.strip("[]"))
        elif not line.startswith("#"):
            for word in line.split():
                if len(word.encode()) > LONGEST or word != word.lower():
                    raise DialogueError(f"{name}.txt: {word!r} is too long or not in small letters")
                yield from ((spelt, bit) for spelt in _spelt(word))


def _spelt(word: str) -> set[str]:
    return {spelt for spelt in (word, word.replace("'", "’")) if len(spelt.encode()) <= LONGEST}


def _bit(name: str, heading: str) -> int:
    if heading not in CATEGORIES:
        raise DialogueError(f"{name}.txt: there is no category {heading!r}")
    return 1 << CATEGORIES.index(heading)
