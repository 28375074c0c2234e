"""In which language each person writes, by the small words of our lists ("the", "und", "que").

Nothing is guessed: where too few words are known, or two languages are near each other, the answer is "".
"""

from functools import cache
from typing import Final

import numpy as np

from nearward_dialogue.lexicon import CATEGORIES, FUNCTION, Lexicon, languages, lexicon
from nearward_dialogue.shapes import Chat
from nearward_dialogue.words import count_words

SAMPLE: Final = 4_000
"""Messages of each person that are looked at, evenly through the chat."""

FEW_WORDS: Final = 50
LEAST_SHARE: Final = 0.25
"""Of a person's words that many, at least, are small words of the language; in prose it is about half."""

CLEARLY: Final = 2
"""By what factor the first language has to be ahead of the second."""


def languages_of(chat: Chat) -> tuple[str, ...]:
    """For each of `chat.people` the two letters of the language they write in, "" where that is not clear."""
    return tuple(_language(chat, person) for person in range(len(chat.people)))


def _language(chat: Chat, person: int) -> str:
    rows = np.flatnonzero(chat.talk() & (chat.sender == person))
    sample = chat.take(rows[:: -(-len(rows) // SAMPLE) or 1])
    found = []
    for name in languages():
        counts = count_words(sample, small_words(name))
        found.append((int(counts.counts[:, 0].sum(dtype=np.int64)), int(counts.words.sum(dtype=np.int64)), name))
    (most, words, name), (second, _, _) = sorted(found, reverse=True)[:2]
    return name if words >= FEW_WORDS and most >= LEAST_SHARE * words and most > CLEARLY * second else ""


@cache
def small_words(language: str) -> Lexicon:
    """The function words of a language, all as one category."""
    function = sum(1 << CATEGORIES.index(name) for name in FUNCTION)
    return Lexicon((language,), tuple((word, 1) for word, mask in lexicon(language).words if mask & function))
