"""Recognises all headers of one shape at once, eight bytes at a time, without a Python object per line.

A layout is learned from one header that the grammar has understood: which bytes are the same in every header of that
shape, and which are digits. A file has one shape, or a few where hours and days have one digit or two.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.dates import FIELD_BITS, SECOND_BITS
from nearward_dialogue.readers._whatsapp_header import Header
from nearward_dialogue.shapes import Bytes, Int64

Words = NDArray[np.uint64]
WORD: Final = 8
_HIGH: Final = np.uint64(0xF0F0F0F0F0F0F0F0)
_SIX: Final = 0x0606060606060606


def words_of(buffer: Bytes) -> Words:
    """Look at a buffer (with at least 8 bytes to spare) as the eight bytes that begin at each of its places."""
    return np.ndarray((max(0, len(buffer) - WORD + 1),), np.dtype("<u8"), buffer.data, strides=(1,))


Checks = tuple[tuple[np.uint64, np.uint64], ...]


def checks_of(raw: bytes) -> Checks:
    """These bytes, eight at a time, as a mask and what must stand below it."""
    parts = [raw[begin : begin + WORD] for begin in range(0, len(raw), WORD)]
    return tuple((np.uint64((1 << 8 * len(part)) - 1), np.uint64(int.from_bytes(part, "little"))) for part in parts)


def standing(checks: Checks, words: Words, start: Int64, rows: Int64) -> Int64:
    """Those of the rows at whose start these bytes stand."""
    for index, (mask, value) in enumerate(checks):
        rows = rows[(words[start[rows] + index * WORD] & mask) == value]
    return rows


@dataclass(frozen=True, slots=True)
class Layout:
    """One shape of a header: `length` bytes; per word of eight what must be the same and where digits stand.

    `checks` holds for each word (mask of same bytes, their value, mask of digits, their zeros). `digits` holds for
    each of the six numbers the places of its digits and what stands there for nought.
    """

    length: int
    checks: tuple[tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64], ...]
    digits: tuple[tuple[tuple[int, int], ...], ...]
    era: tuple[int, int]
    half: int

    def matching(self, words: Words, at: Int64) -> NDArray[np.bool_]:
        """Which of the lines that begin at `at` (int64) begin with this header."""
        fits = np.ones(len(at), np.bool_)
        for index, check in enumerate(self.checks):
            rows = at if index == 0 else at[fits]
            found = _fits(words[rows + index * WORD], check)
            if index == 0:
                fits = found
            else:
                fits[fits] = found
        return fits

    def code(self, buffer: Bytes, at: Int64) -> Int64:
        """Packed times of headers that match (see `nearward_dialogue.dates.packed`)."""
        a, b, c, hour, minute, second = (_number(buffer, at, places) for places in self.digits)
        if self.era[1]:
            a = a + self.era[1]
        if self.half:
            hour = hour % 12 + (12 * (hour != 11) if self.half == 3 else 12 * (self.half == 2))
        date = (a << FIELD_BITS | b) << FIELD_BITS | c
        return date << SECOND_BITS | (hour * 60 + minute) * 60 + second


def learned(header: Header, line: bytes) -> Layout | None:
    """The layout of a header; None where digits of its script do not differ in their last byte only."""
    places: list[tuple[tuple[int, int], ...]] = []
    digit_at: dict[int, int] = {}
    for start, end in header.fields:
        found = _digits(line, start, end)
        if found is None:
            return None
        digit_at.update(found)
        places.append(tuple(found.items()))
    checks = []
    for begin in range(0, header.length, WORD):
        same = value = digits = zeros = 0
        for shift, place in enumerate(range(begin, min(begin + WORD, header.length))):
            if place in digit_at:
                digits |= 0xFF << 8 * shift
                zeros |= digit_at[place] << 8 * shift
            else:
                same |= 0xFF << 8 * shift
                value |= line[place] << 8 * shift
        checks.append(tuple(np.uint64(each) for each in (same, value, digits, zeros, _SIX & digits)))
    return Layout(header.length, tuple(checks), tuple(places), header.era, header.half)  # type: ignore[arg-type]


def _digits(line: bytes, start: int, end: int) -> dict[int, int] | None:
    """Places of the last bytes of the digits of one number, with what stands there for nought."""
    found = {}
    at = start
    for character in line[start:end].decode("utf-8"):
        raw = character.encode("utf-8")
        zero = chr(ord(character) - int(character)).encode("utf-8")
        nine = chr(ord(character) - int(character) + 9).encode("utf-8")
        if not raw[:-1] == zero[:-1] == nine[:-1]:
            return None
        at += len(raw)
        found[at - 1] = zero[-1]
    return found


def _fits(word: Words, check: tuple[Any, ...]) -> NDArray[np.bool_]:
    same, value, digits, zeros, six = check
    fits: NDArray[np.bool_] = (word & same) == value
    if digits:
        number = (word & digits) - zeros
        fits &= ((number | (number + six)) & _HIGH) == 0
    return fits


def _number(buffer: Bytes, at: Int64, places: tuple[tuple[int, int], ...]) -> Int64:
    number = np.zeros(len(at), np.int64)
    for place, zero in places:
        number *= 10
        number += buffer.take(at + place) - np.uint8(zero)
    return number
