"""What a linear reader sees of a message: its words, pairs and triples of words, and pieces of words, each as a number.

No list of words is needed: the bytes of a piece are summed into a 64-bit number, and its upper bits are its place among
the weights ("feature hashing", Weinberger and others 2009, doi:10.1145/1553374.1553516). Sums run along the whole
buffer once, so that the number of any piece is one subtraction away; each different word is taken apart only once.

Small and capital letters are one, so are the two apostrophes and all digits. Signs that are no letters are tokens too:
a run of one sign ("!!!") is one of at most three. Of a message longer than `LONGEST` bytes only its beginning is seen.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.shapes import Bytes, Int64
from nearward_dialogue.tokens import Folded, folded, tokens_of

Hashes = NDArray[np.uint64]
Places = NDArray[np.int32]

BITS: Final = 17
SIZE: Final = 1 << BITS
PIECES: Final = (2, 3, 4, 5)
"""Lengths of the pieces of words in bytes; the edge of a word counts as one."""

LONGEST: Final = 4096
LONGEST_RUN: Final = 3
FIRST, LAST = np.uint64(0x9D8A7C3B5E1F2647), np.uint64(0xC2B2AE3D27D4EB4F)
"""What stands before the first token of a message, and after its last."""

WORD, HEAD, TAIL, INNER, PAIR, TRIPLE = range(1, 7)
"""Kinds of pieces, so that "the" as a word, a beginning, an end and a middle are four things."""

_BASE: Final = 0x9E3779B97F4A7C15
_BACK: Final = pow(_BASE, -1, 1 << 64)
_STEPS: Final = np.array([0xBF58476D1CE4E5B9, 0x94D049BB133111EB], np.uint64)


def scrambled(numbers: Hashes) -> Hashes:
    """Spread each number over all 64 bits (splitmix64, Steele and others 2014, doi:10.1145/2660193.2660195)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _STEPS[0]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _STEPS[1]
    return np.asarray(numbers ^ (numbers >> np.uint64(31)))


def _numbers(size: int) -> Hashes:
    return scrambled(np.arange(1, size + 1, dtype=np.uint64) * np.uint64(_BASE))


NUMBERS: Final = _numbers(256)
"""One number a byte; all digits have the same."""

NUMBERS[ord("0") : ord("9") + 1] = NUMBERS[ord("0")]
_KINDS: Final = _numbers(512)[256:]


def places(hashes: Hashes, kind: int) -> Places:
    """Where among the weights pieces of this kind stand."""
    return (scrambled(hashes + _KINDS[kind : kind + 1]) >> np.uint64(64 - BITS)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in n messages with t tokens, of which k are different.

    `bounds` (int64, n + 1): where the tokens of each message begin. `which` (int64, t): which of the different tokens
    each is. Different token i has the places `pieces[piece_bounds[i]:piece_bounds[i + 1]]`. `pairs` (t + n) holds for
    each token the place of the pair that ends with it, and after the last of each message that of the pair with LAST.
    `triples` (t): the place of the triple that begins one before each token and ends one after it.
    """

    bounds: Int64
    which: Int64
    piece_bounds: Int64
    pieces: Places
    pairs: Places
    triples: Places

    def sizes(self) -> Int64:
        """How many pieces, pairs and triples there are in each message."""
        each = np.append(0, np.cumsum(np.diff(self.piece_bounds)[self.which]))
        tokens = np.diff(self.bounds)
        return np.asarray(each[self.bounds[1:]] - each[self.bounds[:-1]] + 2 * tokens + 1)


def seen(buffer: Bytes, start: Int64, end: Int64) -> Seen:
    """Look at the messages that span these places of a buffer of UTF-8, in rising order, at least a byte apart."""
    end = _shortened(buffer, start, end)
    text, start, end = _plain(buffer, start, end)
    first, last = _tokens(text, start, end)
    sums, back = _sums(text.small)
    hashes = _span(sums, back, first, last)
    bounds = np.append(np.searchsorted(first, start), len(first))
    _, one, which = np.unique(hashes, return_index=True, return_inverse=True)
    piece_bounds, pieces = _pieces(sums, back, first[one], last[one])
    pairs, triples = _runs(hashes, bounds)
    return Seen(bounds, np.asarray(which, np.int64), piece_bounds, pieces, pairs, triples)


def _shortened(buffer: Bytes, start: Int64, end: Int64) -> Int64:
    """Ends at most LONGEST behind the starts, none of them within a character."""
    end = np.where(end - start > LONGEST, start + LONGEST, end)
    for _ in range(3):
        inner = (end > start) & (end < len(buffer))
        end = end - (inner & ((buffer[np.minimum(end, len(buffer) - 1)] & 0xC0) == 0x80))
    return np.asarray(end, np.int64)


def _plain(buffer: Bytes, start: Int64, end: Int64) -> tuple[Folded, Int64, Int64]:
    """The messages in small letters, with ' for each typographic apostrophe (three bytes of UTF-8)."""
    text = folded(buffer.tobytes())
    lead = text.beyond[text.small[text.beyond] == 0xE2]
    lead = lead[(text.small[lead + 1] == 0x80) & ((text.small[lead + 2] | 1) == 0x99)]
    if not len(lead):
        return text, start, end
    plain = buffer.copy()
    plain[lead] = ord("'")
    kept = np.ones(len(buffer), np.bool_)
    kept[lead + 1] = kept[lead + 2] = False
    return folded(plain[kept].tobytes()), start - 2 * np.searchsorted(lead, start), end - 2 * np.searchsorted(lead, end)


def _tokens(text: Folded, start: Int64, end: Int64) -> tuple[Int64, Int64]:
    """Where each token of the messages begins and ends, in rising order: words, pictures, runs of one sign."""
    small = text.small
    some = end > start
    within = _covered(len(small), start[some], end[some])
    words = tokens_of(text)
    sign = within & ~_covered(len(small), words.start, words.end) & (small > ord(" ")) & (small < 0x7F)
    signs, ends = _sign_runs(small, sign)
    pictures = words.emoji[within[words.emoji]]
    chosen = within[words.start]
    first = np.concatenate([words.start[chosen], signs, pictures])
    last = np.concatenate([words.end[chosen], ends, pictures + np.where(small[pictures] >= 0xF0, 4, 3)])
    order = np.argsort(first, kind="stable")
    first, last = first[order], last[order]
    message = np.searchsorted(start, first, side="right") - 1
    return first, np.minimum(last, end[message])


def _covered(size: int, first: Int64, last: Int64) -> NDArray[np.bool_]:
    """Which of `size` places lie in one of these spans, which do not overlap."""
    steps = np.zeros(size + 1, np.int8)
    steps[first] += 1
    steps[last] -= 1
    return np.cumsum(steps[:-1], dtype=np.int8).astype(np.bool_)


def _sign_runs(small: Bytes, sign: NDArray[np.bool_]) -> tuple[Int64, Int64]:
    """Where runs of one sign begin and end; what goes beyond LONGEST_RUN is left out."""
    begins = sign.copy()
    begins[1:] &= ~(sign[:-1] & (small[1:] == small[:-1]))
    signs = np.flatnonzero(begins)
    size = np.ones(len(signs), np.int64)
    for place in range(1, LONGEST_RUN):
        size += (size == place) & sign[signs + place] & (small[signs + place] == small[signs])
    return signs, signs + size


def _sums(small: Bytes) -> tuple[Hashes, Hashes]:
    """For each place the sum over all bytes before it of number times power, and the inverse of its power."""
    powers, back = np.full(len(small), _BASE, np.uint64), np.full(len(small) + 1, _BACK, np.uint64)
    powers[0] = back[0] = 1
    np.multiply.accumulate(powers, out=powers)
    np.multiply.accumulate(back, out=back)
    sums = np.zeros(len(small) + 1, np.uint64)
    np.cumsum(NUMBERS[small] * powers, out=sums[1:])
    return sums, back


def _span(sums: Hashes, back: Hashes, first: Int64, last: Int64) -> Hashes:
    """The number of the bytes from `first` to before `last`, the same wherever they stand."""
    return np.asarray((sums[last] - sums[first]) * back[first])


def _pieces(sums: Hashes, back: Hashes, first: Int64, last: Int64) -> tuple[Int64, Places]:
    """The places of each of these tokens: of the whole, and of its pieces."""
    size = last - first
    rows, found = [np.arange(len(first))], [places(_span(sums, back, first, last), WORD)]
    for length in PIECES:
        edge = np.flatnonzero(size >= length - 1)
        head, tail = first[edge], last[edge]
        inner = np.maximum(size - length + 1, 0)
        row = np.repeat(np.arange(len(first)), inner)
        at = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(inner) - inner, inner)
        rows += [edge, edge, row]
        found.append(places(_span(sums, back, head, head + length - 1), HEAD))
        found.append(places(_span(sums, back, tail - length + 1, tail), TAIL))
        found.append(places(_span(sums, back, at, at + length), INNER))
    order = np.argsort(np.concatenate(rows), kind="stable")
    counts = np.bincount(np.concatenate(rows), minlength=len(first))
    return np.append(0, np.cumsum(counts)), np.concatenate(found)[order]


def _runs(hashes: Hashes, bounds: Int64) -> tuple[Places, Places]:
    """The places of pairs and triples of tokens that follow each other, the ends of a message among them."""
    messages = np.arange(len(bounds) - 1)
    where = np.arange(len(hashes)) + np.repeat(2 * messages + 1, np.diff(bounds))
    line = np.full(len(hashes) + 2 * len(messages), LAST, np.uint64)
    line[bounds[:-1] + 2 * messages] = FIRST
    line[where] = hashes
    ends = np.ones(len(line), np.bool_)
    ends[bounds[:-1] + 2 * messages] = False
    at = np.flatnonzero(ends)
    pairs = scrambled(line[at - 1]) + line[at]
    triples = scrambled(scrambled(line[where - 1]) + line[where]) + line[where + 1]
    return places(pairs, PAIR), places(triples, TRIPLE)
