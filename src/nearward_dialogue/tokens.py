"""Finds the words and emoji of many messages in a buffer of UTF-8, without a Python object for any of them.

A word is a run of letters and digits of any script, apostrophes within it included ("don't" is one); an address that
begins with http is one word. Scripts without spaces give one word a run. An emoji with its skin tone, its joined
parts and its variation is one; two letters of a flag are one.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.shapes import Bytes, Int64

Mask = NDArray[np.bool_]
PAD: Final = 32
"""Bytes that a buffer has to spare behind its last message."""

_SIGN: Final = np.zeros(256, np.uint8)
"""How many bytes a character has that is no letter, by its first byte."""

_SIGN[0xC2], _SIGN[[0xE2, 0xEF]], _SIGN[0xF0:0x100] = 2, 3, 4
_SIGN[0xE3] = 1
"""Some of them: U+3000 to U+303F."""

_LETTERS: Final = bytes(b >= 0x80 or chr(b).isalnum() for b in range(256))
"""1 for a digit, a letter, or a byte beyond ASCII."""

_ADDRESS: Final = re.compile(rb"[^ \t\r\n\0]*")
_SCHEMES: Final = (b"http", b"https")
APOSTROPHE: Final = 0x27


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of a buffer: where each begins and ends (int64), and where emoji begin; places in rising order."""

    start: Int64
    end: Int64
    emoji: Int64


@dataclass(frozen=True, slots=True)
class Folded:
    """A buffer in small letters with PAD bytes of nothing behind it, and where characters beyond ASCII begin."""

    small: Bytes
    beyond: Int64


def folded(text: bytes) -> Folded:
    """Put A to Z and À to Þ into small letters; other scripts stay as they are."""
    small = np.frombuffer(bytearray(text + bytes(PAD)).lower(), np.uint8)
    beyond = np.zeros(0, np.int64) if text.isascii() else np.flatnonzero(small >= 0xC2)
    latin = beyond[small[beyond] == 0xC3] + 1
    second = small[latin]
    small[latin] = second | (((second >= 0x80) & (second <= 0x9E) & (second != 0x97)).astype(np.uint8) << 5)
    return Folded(small, beyond)


def tokens_of(text: Folded) -> Tokens:
    """Return the words and emoji of a folded buffer."""
    small = text.small
    raw = small.tobytes()
    letter = np.frombuffer(bytearray(raw.translate(_LETTERS)), np.bool_)
    signs = text.beyond[_SIGN[small[text.beyond]] > 0]
    _blank(letter, small, signs)
    _apostrophes(letter, small, signs)
    _addresses(letter, raw)
    letter[len(small) - PAD :] = False
    edge = np.flatnonzero(letter[1:] != letter[:-1])
    edge += 1
    if letter[0]:
        edge = np.concatenate([np.zeros(1, np.int64), edge])
    return Tokens(edge[0::2].copy(), edge[1::2], _emoji(small, signs))


def _blank(letter: Mask, small: Bytes, signs: Int64) -> None:
    """Take signs out of the letters: all bytes of each."""
    size = _SIGN[small[signs]]
    true = (size > 1) | (small[signs + 1] == 0x80)
    signs, size = signs[true], np.where(size == 1, 3, size)[true]
    for place in range(4):
        letter[signs[size > place] + place] = False


def _apostrophes(letter: Mask, small: Bytes, signs: Int64) -> None:
    """Put apostrophes between two letters back into their words."""
    straight = np.flatnonzero(small == APOSTROPHE)
    straight = straight[straight > 0]
    inner = straight[letter[straight - 1] & letter[straight + 1]]
    quotes = signs[(small[signs] == 0xE2) & (small[signs + 1] == 0x80) & (small[signs + 2] == 0x99)]
    quotes = quotes[quotes > 0]
    typographic = quotes[letter[quotes - 1] & letter[quotes + 3]]
    letter[inner] = True
    for place in range(3):
        letter[typographic + place] = True


def _addresses(letter: Mask, raw: bytes) -> None:
    """Make each address on the web one word, up to the next white space, which always stands between two messages."""
    colon = raw.find(b"://")
    while colon >= 0:
        begin = colon - (5 if raw[max(0, colon - 5) : colon] == b"https" else 4)
        if raw[max(0, begin) : colon] in _SCHEMES and not (begin and letter[begin - 1]):
            found = _ADDRESS.match(raw, colon)
            colon = found.end() if found else colon
            letter[begin:colon] = True
        colon = raw.find(b"://", colon + 1)


def _emoji(small: Bytes, signs: Int64) -> Int64:
    """Where pictures begin: none that a joiner hangs on the one before, no skin tones, no second flag letters."""
    lead, second, third = (small[signs + place] for place in range(3))
    fourth = small[signs + 3]
    plane = (lead == 0xF0) & (second == 0x9F)
    letters = plane & (third == 0x87) & (fourth >= 0xA6)
    tones = plane & (third == 0x8F) & (fourth >= 0xBB)
    basic = (lead == 0xE2) & (((second >= 0x98) & (second <= 0x9E)) | ((second == 0x8C) & ((third | 1) == 0x9B)))
    picture = ((plane & (third >= 0x84)) | basic) & ~tones
    at = signs[picture]
    joined = (at >= 3) & (small[at - 3] == 0xE2) & (small[at - 2] == 0x80) & (small[at - 1] == 0x8D)
    flag = letters[picture]
    return np.asarray(at[~joined & ~_second_letters(at, flag)], dtype=np.int64)


def _second_letters(at: Int64, flag: Mask) -> Mask:
    """Every second of flag letters that follow each other at once."""
    chained = np.zeros(len(at), np.bool_)
    chained[1:] = flag[1:] & flag[:-1] & (np.diff(at) == 4)
    first = np.maximum.accumulate(np.where(chained, 0, np.arange(len(at))))
    return np.asarray(chained & ((np.arange(len(at)) - first) % 2 == 1))
