"""What a message does, by rules of our own: asks openly or for a fact, asks for something, tells good news, belittles.

A question is a sentence that ends with a question mark (never one within an address), or a message that begins as
questions do, or one that holds words that seldom are anything else, since many leave out the signs between sentences.
Whether it is open is told by its first words, else by those after its last comma. Good news and belittling words are
told by a few phrases and left alone wherever they might be quoted, denied or meant in fun.
"""

from enum import IntFlag
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.columns import let_go
from nearward_dialogue.lexicon import FUNCTION, languages, lexicon
from nearward_dialogue.lexicon.phrases import phrases
from nearward_dialogue.openings import (
    BREAKS,
    CLOSED,
    JOINS,
    KINDS,
    OPEN,
    PAD,
    SPACE,
    STOPS,
    UNMARKED,
    Openings,
    behind_last,
    openings,
)
from nearward_dialogue.shapes import Bytes, Chat, Int64
from nearward_dialogue.talk import Talk
from nearward_dialogue.words import PART_ROWS, WordCounts, count_words

if TYPE_CHECKING:
    from nearward_dialogue.kernel import Kernel

SAMPLE: Final = 2_000
"""Messages by which the language is known."""

QUOTES: Final = ('"', "“", "„", "«", "»", "'")
_QUESTION, _COMMA = ord("?"), ord(",")
_CURLY: Final = "’".encode()


class Mark(IntFlag):
    """What a message does; a message may do several things."""

    OPEN = 1
    """Asks so that the other tells, explains or proposes something."""
    CLOSED = 2
    """Asks for yes or no, a choice, or a fact of a word or a number."""
    REQUEST = 4
    """Asks the other to do something."""
    NEWS = 8
    """Tells good news of one's own."""
    BELITTLING = 16
    """Holds belittling words for the one who reads it."""
    ASKS = 3


def language_of(talk: Talk) -> str:
    """The language that most small words of the first two thousand messages belong to."""
    rows = np.zeros(len(talk.chat), np.bool_)
    rows[talk.rows[:SAMPLE]] = True
    some = talk.chat.take(rows)
    small = {name: count_words(some, lexicon(name)).counts[:, : len(FUNCTION)].sum() for name in languages()}
    return max(small, key=lambda name: small[name])


def listen(talk: Talk, *spoken: str, scratch: Path | None = None, kernel: "Kernel | None" = None) -> WordCounts:
    """Count the words of a talk and mark what its messages do, in the languages `spoken`, else in the one it is in.

    Of the categories only the small words (`FUNCTION`) are counted; the others are held or not. `scratch` and `kernel`
    as in `count_words`. Raises what `count_words` raises, and DialogueError for a language without lists.
    """
    spoken = spoken or (language_of(talk),)
    known = openings(*spoken)

    def asks(buffer: Bytes, span: tuple[Int64, Int64]) -> Bytes:
        buffer, span = _plain(buffer, span)
        return kernel.asked(buffer, span, known) if kernel else asked(buffer, *span, known)

    counts = count_words(talk.chat, lexicon(*spoken), scratch, kernel, asks, kept=len(FUNCTION))
    _mark_cues(talk.chat, counts, spoken)
    return counts


def _plain(buffer: Bytes, span: tuple[Int64, Int64]) -> tuple[Bytes, tuple[Int64, Int64]]:
    """The buffer and the places in it with ' for the apostrophe that telephones write, as our lists have it."""
    at = np.flatnonzero(buffer[:-2] == _CURLY[0])
    at = at[(buffer[at + 1] == _CURLY[1]) & (buffer[at + 2] == _CURLY[2])]
    if not len(at):
        return buffer, span
    plain = buffer.copy()
    plain[at] = ord("'")
    start, end = (column - 2 * np.searchsorted(at, column) for column in span)
    return np.delete(plain, np.concatenate([at + 1, at + 2])), (start, end)


def _mark_cues(chat: Chat, counts: WordCounts, spoken: tuple[str, ...]) -> None:
    for at in range(0, len(chat), PART_ROWS):
        rows = np.arange(at, min(at + PART_ROWS, len(chat)))
        rows = rows[counts.holds("cue", rows)]
        teasing = counts.holds("laughter", rows) | counts.holds("affection", rows)
        for row, fun in zip(rows.tolist(), teasing.tolist(), strict=True):
            counts.marks[row] |= cue(chat.text(row), spoken, teasing=fun)
        let_go(counts.held, counts.marks)


def asked(buffer: Bytes, start: Int64, end: Int64, known: Openings) -> NDArray[np.uint8]:
    """For messages that start and end at these places in a buffer of UTF-8: whether they ask, and how (bits)."""
    padded = np.zeros(len(buffer) + PAD, np.uint8)
    padded[: len(buffer)] = buffer
    found = np.zeros(len(start), np.uint8)
    mark, row = _questions(padded, start, end)
    if len(mark):
        stops = _stops(padded[: len(buffer)], padded)
        begin = np.maximum(start[row], behind_last(stops, mark))
        bits = known.of(padded, begin, mark)
        unknown = np.flatnonzero((bits & (OPEN | CLOSED)) == 0)
        clause = behind_last(np.flatnonzero(padded == _COMMA), mark[unknown])
        again = known.of(padded, np.maximum(begin[unknown], clause), mark[unknown])
        bits[unknown] = np.where(again & (OPEN | CLOSED), again, CLOSED)
        np.bitwise_or.at(found, row, bits & np.uint8(KINDS))
    silent = np.flatnonzero((found == 0) & (end > start))
    last = behind_last(np.flatnonzero(BREAKS[padded]), end[silent] - 1)
    more = last > start[silent]
    begin, which = np.concatenate([start[silent], last[more]]), np.concatenate([silent, silent[more]])
    likely = np.flatnonzero(known.may_begin(padded, begin))
    bits = known.of(padded, begin[likely], end[which[likely]])
    asks = (bits & UNMARKED) > 0
    np.bitwise_or.at(found, which[likely[asks]], bits[asks] & np.uint8(KINDS))
    _ask_inside(padded, (start, end), known, found)
    found[(found & OPEN) > 0] &= ~np.uint8(CLOSED)
    return found


def _ask_inside(padded: Bytes, span: tuple[Int64, Int64], known: Openings, found: Bytes) -> None:
    """Mark messages that have not asked yet and do so further on, with no sign between one sentence and the next."""
    start, end = span
    at = np.flatnonzero(padded[:-PAD] == SPACE) + 1
    at = at[known.may_ask(padded, at)]
    row = np.searchsorted(start, at, side="right") - 1
    silent = (row >= 0) & (at > start[row]) & (at < end[row]) & (found[row] == 0)
    at, row = at[silent], row[silent]
    np.bitwise_or.at(found, row, known.inside(padded, at, (start[row], end[row])))


def _questions(padded: Bytes, start: Int64, end: Int64) -> tuple[Int64, Int64]:
    """Where a question ends, and in which message; of several question marks in a row the first."""
    mark = np.flatnonzero(padded == _QUESTION)
    mark = mark[~JOINS[padded[mark + 1]] & ((padded[mark - 1] != _QUESTION) | (mark == 0))]
    row = np.searchsorted(start, mark, side="right") - 1
    inside = (row >= 0) & (mark < end[row])
    return mark[inside], row[inside]


def _stops(buffer: Bytes, padded: Bytes) -> Int64:
    """Where sentences end: a stop within a number, a name or an address is none, ¿ is one."""
    stops = np.flatnonzero(STOPS[buffer])
    byte = buffer[stops]
    within = JOINS[padded[stops + 1]] & (byte != 0xBF)
    turned = (byte == 0xBF) & (buffer[np.maximum(stops - 1, 0)] != 0xC2)
    return np.asarray(stops[~within & ~turned], dtype=np.int64)


def cue(text: str, spoken: tuple[str, ...], *, teasing: bool) -> int:
    """The bits NEWS and BELITTLING of one message; `teasing`: it holds a laugh or a word of affection."""
    quoted = any(text.count(sign) >= (2 if sign in "\"'" else 1) for sign in QUOTES)
    if quoted:
        return 0
    plain = text.lower().replace("’", "'")
    words = "".join(sign if sign.isalnum() or sign in "'-" else " " for sign in plain).split()
    bits = 0
    for language in spoken:
        known = phrases(language)
        said = f"^{' '.join(words)} "
        if "?" not in text and any(_stands(phrase, said) for phrase in known.news):
            bits |= Mark.NEWS
        if not teasing and "?" not in text and _belittles(words, language):
            bits |= Mark.BELITTLING
    return int(bits)


def _stands(phrase: str, said: str) -> bool:
    """Whether a phrase stands in what is said, which begins with ^; one with ^ of its own stands at the beginning."""
    return said.startswith((f"{phrase} ", f"^{phrase} ")) or f" {phrase} " in said


def _belittles(words: list[str], language: str) -> bool:
    known = phrases(language)
    said = f" {' '.join(word for word in words if word not in known.between)} "
    return any(
        f" {phrase} " in said and known.unless.isdisjoint(set(words) - set(phrase.split()))
        for phrase in _bare(language)
    )


@cache
def _bare(language: str) -> frozenset[str]:
    known = phrases(language)
    return frozenset(
        " ".join(word for word in phrase.split() if word not in known.between) for phrase in known.belittling
    )
