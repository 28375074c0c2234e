"""The grammar of a WhatsApp header in any language: slow, general, one line at a time.

What it finds is learned by `_whatsapp_layout`, which then recognises all lines of the same shape at once.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from nearward_dialogue.readers._whatsapp_phrases import listed

MARK: Final = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]*"
SPACE: Final = "[ \t\u00a0\u202f\u2009]"
MORNING: Final = frozenset(listed("before noon"))
EVENING: Final = frozenset(listed("after noon"))
_WORDS: Final = "|".join(
    sorted(
        (
            *(r"[ap]\.?\s?m\b\.?", r"[πμ]\.?\s?μ\b\.?", r"[קלא][א-ת\"״׳']{3,6}", r"п[рп]\.?\s?об\.?", r"сл\.?\s?об\.?"),
            *(r"[دقب]\.?\s?ظ\.?", r"म\.?\s?[पूउ]+\.?", r"(?:ਪੂ|ਬਾ)\.?\s?ਦੁ\.?", r"(?:по|пре)\s?подне"),
            *(re.escape(word) + r"\.?" for word in MORNING | EVENING if len(word) > 1),
            "ص", "م",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_HALF: Final = rf"(?:{_WORDS})(?![^\W\d_])"
_PART: Final = rf"{MARK}(?:\s?[./\-]{{1,2}}|[년年])[ ]?{MARK}"
_PART_2: Final = rf"{MARK}(?:\s?[./\-]{{1,2}}|[월月])[ ]?{MARK}"
_DATE: Final = (
    rf"(?P<era>[RHS]|令和|平成)?(?P<a>\d{{1,4}}){_PART}(?P<b>\d{{1,4}}){_PART_2}(?P<c>\d{{1,4}})"
    rf"(?:[일日]|\.|\s?г\.|{SPACE}?(?:BE|AD|CE|พ\.ศ\.|ค\.ศ\.))?"
)
_TIME: Final = (
    rf"(?:(?P<before>{_HALF}){SPACE}*{MARK})?(?P<h>\d{{1,2}}){MARK}(?P<colon>[:.;٫]|{SPACE}?h{SPACE}?){MARK}(?P<m>\d{{2}})"
    rf"(?:{MARK}[:.;٫]{MARK}(?P<s>\d{{2}}))?(?:{SPACE}*{MARK}(?P<after>{_HALF}))?(?:{SPACE}?(?:ч\.|Uhr\b|น\.))?"
)
_GAP: Final = rf"{MARK}(?P<gap>T(?=\d)|[,،、]?{MARK}{SPACE}*{MARK}(?:(?!{_HALF})[^\W\d_]{{1,6}}\.?{SPACE}+)?){MARK}"
_CLOSE: Final = (
    rf"{MARK}(?:(?P<bracketed>\])(?:{SPACE})?|(?P<close>{SPACE}*[-–—](?:{SPACE}|$)|[:,]{SPACE}|{SPACE}(?=\S)))"
)
_OPEN: Final = rf"{MARK}(?P<bracket>\[)?{MARK}"


@cache
def _spelt(first: str, second: str) -> re.Pattern[str]:
    return re.compile(f"{_OPEN}{first}{_GAP}{second}{_CLOSE}", re.IGNORECASE)


_CLOCK: Final = re.compile(rf"{MARK}\[?{MARK}\D{{0,8}}\d{{1,2}}{MARK}(?:[:.;٫]| ?h ?){MARK}\d\d")
LONGEST: Final = 160
"""Bytes of a line in which a header must end."""

ERAS: Final = {"r": 2018, "令和": 2018, "h": 1988, "平成": 1988, "s": 1925}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Header:
    """A header of one line: how many bytes it takes, its numbers as bytes spans, and what its words add to them.

    `fields` holds spans for the three numbers of the date in the order written, hour, minute and second (an empty
    span where there is none). `era` (place, years) is added to a number of the date; `half` is 0 for a clock of 24
    hours, 1 before noon, 2 after, 3 around noon (中午, of eleven and of twelve). `style` is equal for all true headers
    of a file.
    """

    length: int
    fields: tuple[Span, Span, Span, Span, Span, Span]
    era: tuple[int, int]
    half: int
    style: tuple[object, ...]
    dotted: bool


def header_of(line: bytes) -> Header | None:
    """Return the header with which a line begins, if it does."""
    text = line[:LONGEST].decode("utf-8", "surrogateescape")
    match = _spelt(_DATE, _TIME).match(text)
    time_first = not match and bool(_CLOCK.match(text))
    if time_first:
        match = _spelt(_TIME, _DATE).match(text)
    if match and bool(match["bracket"]) == bool(match["bracketed"]) and _closes(match):
        return _header(match, time_first=time_first)
    return None


def _closes(match: re.Match[str]) -> bool:
    """A comma ends only the headers of older Korean exports; elsewhere it parts columns of a table."""
    return not (match["close"] or "").startswith(",") or "년" in match[0]


def _header(match: re.Match[str], *, time_first: bool) -> Header:
    text = match.string
    at = [0]
    for character in text[: match.end()]:
        at.append(at[-1] + len(character.encode("utf-8", "surrogateescape")))
    names = ("a", "b", "c", "h", "m", "s")
    spans = [(at[match.start(name)], at[match.end(name)]) if match[name] else (0, 0) for name in names]
    era = ERAS.get((match["era"] or "").lower(), 0)
    half = _half(match["before"] or match["after"] or "")
    long = tuple(len(match[name]) > 2 for name in names[:3])
    gap = "".join(c for c in match["gap"] if c.isalpha() or c == ",")
    between = tuple(text[match.end(one) : match.start(two)].strip() for one, two in (("a", "b"), ("b", "c")))
    style = (bool(match["bracket"]), time_first, between, gap, bool(match["s"]), bool(half), bool(era), long)
    close = (match["close"] or "").strip().replace("–", "-").replace("—", "-")
    zero = _zero(match["a"][0])
    dotted = between[0].strip("\u200e\u200f").startswith(".")
    return Header(
        at[match.end()], (spans[0], spans[1], spans[2], spans[3], spans[4], spans[5]), (0, era), half,
        (*style, close, zero), dotted,
    )  # fmt: skip


def _half(word: str) -> int:
    if not word:
        return 0
    plain = "".join(c for c in word.lower() if c.isalpha() or unicodedata.category(c).startswith("M"))
    if plain == "中午":
        return 3
    return 1 if plain in _PLAIN_MORNING else 2


_PLAIN_MORNING: Final = frozenset(
    "".join(c for c in word.lower() if c.isalpha() or unicodedata.category(c).startswith("M")) for word in MORNING
)


def _zero(digit: str) -> int:
    return ord(digit) - unicodedata.decimal(digit)
