"""Tells words of a person from what WhatsApp writes in their place.

A message that could be such a line is found by its first and last bytes, all messages at once; only those few are
looked at one by one, by their shape and by known phrases.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.readers._whatsapp_layout import Words
from nearward_dialogue.readers._whatsapp_phrases import listed, speaks_of_a_group
from nearward_dialogue.shapes import Bytes, Flag, Int64, Kind

REMEMBERED: Final = 128
LONGEST_NOTICE: Final = 4096
"""Bytes of a message beyond which it is somebody's words without a second look."""

_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff"
_M: Final = f"[{_MARKS}]{{0,4}}"
_FILE: Final = r"[^\n<>]{1,250}\.[A-Za-z0-9]{2,5}"
_ATTACHED: Final = re.compile(rf"{_M}({_FILE}) ?(?:\([^()\n]{{4,40}}\)|<{_M}[^<>\n:]{{4,30}}>){_M}(?:\r?\n|$)")
_NAMED: Final = re.compile(rf"{_M}<{_M}[^:<>\n]{{3,30}}: ?{_M}({_FILE}) ?>{_M}")
_OMITTED: Final = re.compile(rf"{_M}<{_M}([^<>\n\d]{{5,70}})>{_M}\.?$")
_EDITED: Final = re.compile(rf"[ \n]?{_M}<{_M}[^<>\n:]{{8,70}}>{_M}$")
_PAGES: Final = re.compile(r"[^\n]*\u200e[^\n]{5,50}$")
_PLACE: Final = re.compile(r"[^\n]{0,40}?https?://(?:maps\.google\.com/\?q=|foursquare\.com/v/|maps\.apple\.com/)\S+$")
_OPTION: Final = re.compile(r"^[^\n:]{3,20}: ?[^\n(]{0,200}\([^()\n]{0,20}\d[^()\n]{0,20}\)$", re.MULTILINE)
_VOICE_WORDS: Final = "audio|voice|sprachnachricht|nota de voz|аудио|ses |音频|語音|オーディオ|오디오"
_VOICE: Final = re.compile(rf"ptt-|-audio-|\.opus|{_VOICE_WORDS}", re.IGNORECASE)
_VIDEO: Final = re.compile("|".join(listed("video")))

DELETED: Final = frozenset(listed("deleted"))
MISSED: Final = listed("missed")
CALLS: Final = listed("calls")
SYSTEM: Final = listed("system")
POLLS: Final = frozenset(f"{word}:" for word in listed("polls"))
PLACES: Final = listed("places")
_PLACES: Final = (*PLACES, "http")
_FILES: Final = ("IMG-", "VID-", "PTT-", "AUD-", "STK-", "DOC-", "GIF-", "null")
_CALL_WORDS: Final = 8
_SMALL: Final = np.uint64(0x2020202020202020)
"""Makes capital letters of most scripts and their small ones the same in UTF-8."""

_SMALL_4: Final = np.uint64(0x20202020)
_CALLED: Final = (
    *("call", "anruf", "llamada", "appel", "chamada", "ligação", "chiamat", "oproep", "gesprek", "звонок", "arama"),
    *("panggilan", "gọi", "połączen", "hovor", "samtal", "anrop", "opkald", "puhelu", "apel", "poziv"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a message is, and how many bytes at its ends are not the sender's words."""

    kind: Kind
    flags: Flag = Flag.NONE
    before: int = 0
    after: int = 0


TALK: Final = Told(Kind.TALK)


def rows_of(buffer: Bytes, start: Int64, end: Int64, *, marked: bool) -> NDArray[np.int64]:
    """What each message between these places is: kind, flags, bytes before and after its words (n x 4); see `kind_of`.

    Most are short ones that come again: each is looked at once, and remembered for the next call.
    """
    body, ends = buffer.data, np.minimum(end, start + LONGEST_NOTICE)
    raws = [body[first:last].tobytes() for first, last in zip(start.tolist(), ends.tolist(), strict=True)]
    place = {raw: number for number, raw in enumerate(dict.fromkeys(raws))}
    rows = [_remembered(raw, marked) if len(raw) <= REMEMBERED else _row(kind_of(raw, marked=marked)) for raw in place]
    told = np.array(rows, np.int64).reshape(-1, 4)[np.fromiter(map(place.__getitem__, raws), np.intp, len(raws))]
    told[ends < end, 3] = 0  # nothing can follow the words of a message whose end was not looked at
    return told


@lru_cache(maxsize=512)
def _remembered(raw: bytes, marked: bool) -> tuple[int, int, int, int]:  # noqa: FBT001  # a key of the memory
    return _row(kind_of(raw, marked=marked))


def _row(told: Told) -> tuple[int, int, int, int]:
    return int(told.kind), int(told.flags), told.before, told.after


def kind_of(raw: bytes, *, marked: bool) -> Told:
    """What one message is. `marked` says that the file marks WhatsApp's own lines with U+200E, as iPhones do."""
    text = raw.decode("utf-8", "surrogateescape")  # so that bytes can be counted back
    bare = text.strip().strip(_MARKS).strip()
    if not bare:
        return Told(Kind.EMPTY)
    if found := _media(text, raw) or _notice(bare):
        return found
    if (
        "<" in text
        and (match := _EDITED.search(text, _last_bracket(text)))
        and text[: match.start()].strip(_MARKS + " \n")
    ):
        cut = len(text[match.start() :].encode("utf-8", "surrogateescape"))
        inner = kind_of(raw[: len(raw) - cut], marked=marked)
        flags = inner.flags | Flag.EDITED if inner.flags else Flag.EDITED  # a flag's own sum takes microseconds
        return Told(inner.kind, flags, inner.before, inner.after + cut)
    if _OMITTED.match(text) and (" " in bare or not bare.isascii()):
        return Told(Kind.MEDIA, _voice(bare))
    if marked and "\u200e" in text:
        return _marked(text, bare)
    return TALK


def _media(text: str, raw: bytes) -> Told | None:
    """Files with or without words of the sender's own, places."""
    opened = "<" in text
    match = ("." in text and (opened or "(" in text) and _ATTACHED.match(text)) or (opened and _NAMED.match(text))
    if match:
        words = text[match.end() :]
        before = len(raw) - len(words.encode("utf-8", "surrogateescape"))
        if words.strip(_MARKS + " \r\n"):
            return Told(Kind.TALK, Flag.ATTACHED, before)
        return Told(Kind.MEDIA, _voice(match[1]))
    if opened and (match := _NAMED.search(text, _last_bracket(text))) and not text[match.end() :].strip():
        after = len(text[match.start() :].encode("utf-8", "surrogateescape"))
        return Told(Kind.TALK, Flag.ATTACHED, 0, after)
    low = text.strip(_MARKS).lower()
    if low.startswith(_PLACES) and _PLACE.match(low):
        return Told(Kind.MEDIA)
    return None


def _last_bracket(text: str) -> int:
    """Where to look for what ends a message in brackets: before the last that opens, a space and four marks at most."""
    return max(0, text.rfind("<") - 5)


def _notice(bare: str) -> Told | None:
    """Deleted messages, calls, polls: known phrases in known languages."""
    low = bare.lower().replace("\u200e", "").rstrip(".。")
    if low in DELETED:
        return Told(Kind.DELETED)
    first = low.split("\n", 1)[0].strip()
    if (first.replace(" :", ":") in POLLS) and _OPTION.search(bare):
        return Told(Kind.POLL)
    if "\n" in low or len(low) > 90:
        return None
    if low.startswith(MISSED) and _is_call(low):
        return Told(Kind.CALL, Flag.MISSED | _spoken(low))
    if low.startswith(CALLS) and (low in CALLS or low[-1].isdigit() or "\u200e" in bare or _is_short(low)):
        return Told(Kind.CALL, _spoken(low))
    return Told(Kind.EMPTY) if bare == "null" else None


def _is_call(low: str) -> bool:
    return len(low.split()) <= _CALL_WORDS and (not low[0].isascii() or any(word in low for word in _CALLED))


def _is_short(low: str) -> bool:
    """Whether nothing but a length of time or two words of outcome follow the name of a call."""
    rest = next(low[len(call) :] for call in sorted(CALLS, key=len, reverse=True) if low.startswith(call))
    return rest[:1] in {",", ".", " ", "("} and len(rest.split()) <= 3 and any(c.isdigit() for c in rest)


def _spoken(low: str) -> Flag:
    return Flag.NONE if _VIDEO.search(low) else Flag.VOICE


def _voice(text: str) -> Flag:
    return Flag.VOICE if _VOICE.search(text) else Flag.NONE


def _marked(text: str, bare: str) -> Told:
    """Lines that an iPhone marks as its own; what is short and unknown stands for a picture or a file."""
    low = bare.lower()
    if (
        low.startswith(SYSTEM)
        or speaks_of_a_group(low)
        or (text.lstrip("\u200f\ufeff").startswith("\u200e") and len(bare) > 45)
    ):
        return Told(Kind.SYSTEM)
    if text.lstrip("\u200f\ufeff").startswith("\u200e") and "\n" not in bare:
        return Told(Kind.MEDIA, _voice(bare))
    if "•" in text and _PAGES.match(text):
        return Told(Kind.MEDIA)
    return TALK


def is_system(line: str) -> bool:
    """Whether a line without a sender of its own begins as WhatsApp's own lines do."""
    return line.strip(_MARKS + " ").lower().startswith(SYSTEM)


def _word(raw: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(raw.ljust(8, b"\0"), "little"))


def _hashed(word: Words) -> Int64:
    return ((word * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)).view(np.int64)


def _small(size: int) -> np.uint64:
    """The first bytes of _SMALL."""
    return np.uint64(int(_SMALL) & ((1 << 8 * size) - 1))


class _Set:
    """Numbers that are looked for in many: most are ruled out by a table, the others compared."""

    def __init__(self, numbers: Iterable[np.uint64]) -> None:
        self._sorted = np.unique(np.array(list(numbers), np.uint64))
        self._perhaps = np.zeros(1 << 16, np.bool_)
        self._perhaps[_hashed(self._sorted)] = True

    def holds(self, words: Words) -> NDArray[np.bool_]:
        found = self._perhaps.take(_hashed(words))
        rows = np.flatnonzero(found)
        near = np.searchsorted(self._sorted, words[rows]).clip(max=len(self._sorted) - 1)
        found[rows] = self._sorted[near] == words[rows]
        return found


_STOPS: Final = (b"", b".", "。".encode())
_HTTPS: Final = _word(b"https://")
_MAPS: Final = _word(b"maps")


class Sieve:
    """Finds the messages that need a second look, by their first bytes, last bytes and length."""

    def __init__(self) -> None:
        firsts = {
            each for phrase in (*_FILES, *MISSED, *CALLS, *PLACES, *POLLS) for each in (phrase, phrase.capitalize())
        }
        self._first = _Set(_word(each.encode()[:4]) | _SMALL_4 for each in firsts)
        spelt = [each.encode()[:8] for each in firsts]
        self._begun = {
            n: _Set(_word(each) | _small(n) for each in spelt if len(each) == n) for n in set(map(len, spelt))
        }
        whole = [
            each.encode() + stop for phrase in DELETED for each in (phrase, phrase.capitalize()) for stop in _STOPS
        ]
        self._whole = _Set((_word(raw[:8]) | _SMALL) ^ np.uint64(len(raw) << 48) for raw in whole)
        self._begin = np.zeros(256, np.bool_)
        self._begin[[*b"< \t\r\n", 0xC2, 0xEF]] = True

    def caught(self, buffer: Bytes, words: Words, start: Int64, end: Int64) -> NDArray[np.bool_]:
        """Which messages (spans in the buffer, which has 8 bytes to spare) could be other than words."""
        length = end - start
        head = words[start]
        first = (head & np.uint64(0xFF)).astype(np.uint8)
        last = buffer.take(np.maximum(end - 1, start))
        found = (length <= 1) | self._begin[first]
        found |= (head & np.uint64(0xFFFF)) == np.uint64(0x80E2)
        found |= (head & np.uint64(0xFFFF)) == np.uint64(0x9CD8)  # U+061C
        found |= last == ord(">")
        before = buffer.take(np.maximum(end - 2, start))
        found |= (last == ord(")")) & (((before | 0x20) >= ord("a")) & ((before | 0x20) <= ord("z")) | (before >= 0x80))
        found |= (last == 0x8E) & (before == 0x80)
        found |= self._begins(head)
        found |= self._whole.holds((head | _SMALL) ^ length.astype(np.uint64) << np.uint64(48))
        links = np.flatnonzero(head == _HTTPS)
        found[links] |= (words[start[links] + 8] & np.uint64(0xFFFFFFFF)) == _MAPS
        return found & (length <= LONGEST_NOTICE)

    def _begins(self, head: Words) -> NDArray[np.bool_]:
        """Which messages begin as one of the phrases does: by four bytes, and those that do by up to eight."""
        found = self._first.holds(head & np.uint64(0xFFFFFFFF) | _SMALL_4)
        rows = np.flatnonzero(found)
        found[rows] = False
        for size, begun in self._begun.items():
            shift = np.uint64(64 - 8 * size)
            found[rows] |= begun.holds((head[rows] << shift >> shift) | _small(size))
        return found
