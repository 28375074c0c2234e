"""How questions begin, as tables in which the first words of many sentences are looked up at once."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.lexicon.phrases import Phrases, phrases
from nearward_dialogue.shapes import Bytes, Int64

OPEN, CLOSED, REQUEST, UNMARKED, ASIDE = 1, 2, 4, 32, 64
SPACE: Final = ord(" ")
INSIDE, LAST, TELLING, POINTING = 8, 8, 16, 128
"""Of two words: they ask wherever they stand. Of one: it asks at the end; it tells; one more may follow it."""

KINDS = OPEN | CLOSED | REQUEST
ASIDES: Final = 3
"""So many words may stand before the one with which a question begins."""

SKIP, HALF, LONGEST = 8, 8, 16
"""Bytes of signs before a word that are stepped over; bytes of the longest word that is looked up."""

PAD: Final = 2 * (SKIP + LONGEST)
_KEEP: Final = np.array([(1 << 8 * size) - 1 for size in range(HALF + 1)], np.uint64)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)

_SMALL: Final = np.arange(256, dtype=np.uint8)
_SMALL[ord("A") : ord("Z") + 1] += 32

WITHIN: Final = np.zeros(256, np.bool_)
"""Bytes within a word: letters, digits, the apostrophe, and Latin letters with accents."""

for _byte in b"abcdefghijklmnopqrstuvwxyz0123456789'":
    WITHIN[_byte] = True
WITHIN[0x80:0xC0] = WITHIN[0xC3:0xCA] = True

FIRST: Final = WITHIN.copy()
FIRST[0x80:0xC0] = FIRST[ord("'")] = False
FIRST[ord("A") : ord("Z") + 1] = True

JOINS: Final = np.zeros(256, np.bool_)
"""Bytes that behind a sign make it part of a word, a number or an address."""

for _byte in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789=&%/_-":
    JOINS[_byte] = True

STOPS: Final = np.zeros(256, np.bool_)
STOPS[[*b".!?\n", 0xBF]] = True
"""Bytes that end a sentence; 0xBF is the second one of ¿, which begins one."""

BREAKS: Final = np.zeros(256, np.bool_)
BREAKS[[*b".!\n,"]] = True
"""Bytes behind which a message may ask without a question mark."""


@dataclass(frozen=True, slots=True)
class Openings:
    """The n words of all openings as sorted keys (uint64); `single` [n + 1] and `pair` [n + 1, n + 1] hold bits.

    Word 0 stands for every word that is in none. `begins` [65,536]: with which two bytes an opening begins; `amid`,
    with which a question begins that is told wherever it stands. `slots` [a power of two]: the word of a key at its
    place, or behind it where that was taken; 0 for none.
    """

    keys: NDArray[np.uint64]
    slots: NDArray[np.uint16]
    single: Bytes
    pair: Bytes
    begins: NDArray[np.bool_]
    amid: NDArray[np.bool_]

    def of(self, buffer: Bytes, at: Int64, end: Int64) -> Bytes:
        """The bits of the opening (uint8, nought for none) of each of the sentences that stand at these places.

        A word of an open or closed question that is all there is counts as UNMARKED too, and so does a pointing one
        with one more word. `buffer` needs PAD bytes to spare behind the last.
        """
        found = np.zeros(len(at), np.uint8)
        left = np.arange(len(at))
        word, begin, after = self._words(buffer, at)
        word[begin >= end] = 0
        for _ in range(ASIDES + 1):
            following, begin, behind = self._words(buffer, after)
            alone = begin >= end[left]
            following[alone] = 0
            bits = self.pair[word, following]
            bits = np.where(bits > 0, bits, self.single[word])
            bits[alone & ((bits & (OPEN | CLOSED)) > 0)] |= UNMARKED
            points = np.flatnonzero(((self.single[word] & POINTING) > 0) & ~alone)
            points = points[(self.single[following[points]] & TELLING) == 0]
            bits[points[self._words(buffer, behind[points])[1] >= end[left[points]]]] |= UNMARKED
            aside = bits == ASIDE
            found[left[~aside]] = bits[~aside]
            left, word, after = left[aside], following[aside], behind[aside]
            if not len(left):
                break
        return found

    def inside(self, buffer: Bytes, at: Int64, span: tuple[Int64, Int64]) -> Bytes:
        """Whether and how a question begins at each of these words (uint8, bits), each behind a space of a message.

        `span`: where its message starts and ends. A question word before it says how; a telling word, that it does not,
        and so does an aside where nothing follows.
        """
        start, end = span
        word, begin, after = self._words(buffer, at)
        following, begins, behind = self._words(buffer, after)
        last = begins >= end
        bits = np.where(last, self.single[word] & LAST, self.pair[word, following])
        bits[~last & ((begins != after + 1) | (buffer[after] != SPACE))] = 0  # a sign parts what only looks like a pair
        likely = np.flatnonzero((word > 0) & (begin == at) & ((bits & INSIDE) > 0))
        found = np.zeros(len(at), np.uint8)
        before = self.single[self._before(buffer, at[likely], start[likely])]
        ends = last[likely] | (self._words(buffer, behind[likely])[1] >= end[likely])  # "so do we"
        silenced = (before & np.where(ends, TELLING | ASIDE, TELLING)) > 0
        kind = np.where(last[likely], self.single[word[likely]], before) & (OPEN | CLOSED)
        found[likely] = np.where(silenced, 0, np.where(kind > 0, kind, bits[likely] & KINDS))
        return found

    def _before(self, buffer: Bytes, at: Int64, start: Int64) -> Int64:
        """The number of the word that a space parts from each place; 0 where a sign or nothing stands there."""
        space = at - 1
        begin = np.maximum(behind_last(np.flatnonzero(~WITHIN[_SMALL[buffer]]), space), start)
        word, found, _ = self._words(buffer, begin)
        return np.where(found < space, word, 0)

    def _words(self, buffer: Bytes, at: Int64) -> tuple[Int64, Int64, Int64]:
        """The number of the next word after each place, where it begins, and the place behind it."""
        begin = at.copy()
        later = np.flatnonzero(~FIRST[buffer[at]])
        begin[later] += np.argmax(FIRST[buffer[at[later, None] + np.arange(SKIP)]], axis=1)
        low, size = _half(buffer, begin)
        high = np.zeros(len(at), np.uint64)
        full = np.flatnonzero(size == HALF)
        high[full], more = _half(buffer, begin[full] + HALF)
        size[full] += more
        keys = low ^ (high * _MIX)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, place + 1, 0), begin, begin + size

    def may_begin(self, buffer: Bytes, at: Int64) -> NDArray[np.bool_]:
        """Whether an opening can stand at each place, by its first two bytes: never wrong where one does."""
        first, second = _SMALL[buffer[at]], _SMALL[buffer[at + 1]]
        return np.asarray(~FIRST[first] | self.begins[first.astype(np.int32) << 8 | second])

    def may_ask(self, buffer: Bytes, at: Int64) -> NDArray[np.bool_]:
        """Whether a question that is told wherever it stands can begin at each word: never wrong where one does."""
        first, second = _SMALL[buffer[at]], _SMALL[buffer[at + 1]]
        return np.asarray(self.amid[first.astype(np.int32) << 8 | second])


def behind_last(places: Int64, at: Int64) -> Int64:
    """Just behind the last of these places that lies before each `at`; 0 where none does."""
    which = np.searchsorted(places, at, side="left")
    return np.where(which > 0, np.append(places, 0)[which - 1] + 1, 0)


def _half(buffer: Bytes, at: Int64) -> tuple[NDArray[np.uint64], Int64]:
    """Eight bytes of a word in small letters, nought behind its end, and how many they are."""
    whole = np.ndarray((len(buffer) - HALF + 1,), np.dtype("<u8"), buffer, strides=(1,))
    letters = _SMALL[whole[at].view(np.uint8).reshape(-1, HALF)]
    within = WITHIN[letters]
    size = np.where(within.all(axis=1), HALF, np.argmin(within, axis=1))
    return letters.view("<u8")[:, 0] & _KEEP[size], size


def _keys(letters: Bytes) -> NDArray[np.uint64]:
    halves = letters.view("<u8")
    return np.asarray(halves[:, 0] ^ (halves[:, 1] * _MIX))


def _unmarked(known: Phrases) -> set[str]:
    ways = {phrase for phrase in known.open | known.closed if " " not in phrase}
    asking = {f"{way} {verb}" for way in ways for verb in known.verbs}
    return asking | {f"{verb} {subject}" for verb in known.verbs for subject in known.subjects}


def _inside(known: Phrases) -> set[str]:
    return {*known.inside} | {f"{verb} {pronoun}" for verb in known.auxiliaries for pronoun in known.pronouns}


@cache
def openings(*languages: str) -> Openings:
    """The openings of these languages together. Raises DialogueError for a language without phrases."""
    bits: dict[tuple[str, ...], int] = {}
    for language in languages:
        known = phrases(language)
        for group, bit in (
            (known.aside, ASIDE),
            (known.open, OPEN),
            (known.closed, CLOSED),
            (known.request, CLOSED | REQUEST),
            (known.unmarked | _unmarked(known), UNMARKED),
            (_inside(known), INSIDE),
            (known.last, LAST),
            (known.telling - known.aside, TELLING),
            (known.pointing, POINTING),
        ):
            for phrase in group:
                bits[tuple(phrase.split()[:2])] = bits.get(tuple(phrase.split()[:2]), 0) | bit
    words = sorted({word for phrase in bits for word in phrase})
    keys = _keys(np.array([list(word.encode()[:LONGEST].ljust(LONGEST, b"\0")) for word in words], np.uint8))
    order = np.argsort(keys)
    number = {words[place]: at + 1 for at, place in enumerate(order.tolist())}
    single, pair = np.zeros(len(words) + 1, np.uint8), np.zeros((len(words) + 1, len(words) + 1), np.uint8)
    for opening, bit in bits.items():
        if len(opening) == 1:
            single[number[opening[0]]] = bit & ~ASIDE or ASIDE
    for opening, bit in bits.items():
        if len(opening) == 2:
            kind = int(single[number[opening[0]]]) & (OPEN | CLOSED) or CLOSED
            pair[number[opening[0]], number[opening[1]]] = bit if bit & (OPEN | CLOSED) else bit | kind
    begins = _begin_with({opening[0] for opening, bit in bits.items() if bit != TELLING})
    amid = _begin_with({opening[0] for opening, bit in bits.items() if bit & INSIDE})
    return Openings(keys[order], _slots(keys[order]), single, pair, begins, amid)


def _slots(keys: NDArray[np.uint64]) -> NDArray[np.uint16]:
    bits = (4 * len(keys)).bit_length()
    slots = np.zeros(1 << bits, np.uint16)
    for number, place in enumerate((keys * _MIX >> np.uint64(64 - bits)).tolist(), 1):
        free = place
        while slots[free]:
            free = (free + 1) % len(slots)
        slots[free] = number
    return slots


def _begin_with(words: set[str]) -> NDArray[np.bool_]:
    """With which two bytes these words begin [65,536]; behind a word of one letter there may be any byte."""
    table = np.zeros(1 << 16, np.bool_)
    for word in words:
        first = word.encode() + b" "
        table[first[0] << 8 | first[1]] = True
        table[first[0] << 8 : (first[0] + 1) << 8] |= len(word) == 1
    return table
