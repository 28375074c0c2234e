"""Decodes entries of a JSON text into typed records, a batch at a time, and finds where their values stand.

`msgspec` decodes and validates. Where an entry is not quite JSON (half of a surrogate pair, raw control characters,
bytes that are no UTF-8) a copy with the same number of bytes is mended and decoded instead, so that positions stay
true; the words are decoded from the file itself when somebody asks for them.
"""

import json
import re
from collections.abc import Iterator
from typing import Final, Generic, TypeVar

import msgspec
import numpy as np

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._json_entries import Batch

T = TypeVar("T")
Raw = msgspec.Raw
HARDLY: Final = 5_000
"""Bad entries after which, when the good ones are fewer, a file is given up."""

_HIGH: Final = rb"\\u[dD][89abAB][0-9a-fA-F]{2}"
_LOW: Final = rb"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_HALF_PAIR: Final = re.compile(_HIGH + rb"(?!" + _LOW + rb")|(?<!" + _HIGH + rb")" + _LOW)
_CONTROL_TO_SPACE: Final = bytes(max(byte, 0x20) for byte in range(256))
_BLANK: Final = re.compile(
    rb'"(?:\s|\\[nrt]'
    rb"|\\u(?:000[0-9aAbBcCdD]|00[aA]0|20[02][b-fB-F]|202[89aA]|2060|3000|[fF][eE][fF][fF])"
    rb'|\xc2\xa0|\xe2\x80[\x80-\x8f\xa8-\xaf]|\xe2\x81\xa0|\xe3\x80\x80|\xef\xbb\xbf)*+"|null|\[\s*\]'
)


def string(raw: bytes) -> str:
    """Return the text of a JSON string literal; never raises, what is no text becomes U+FFFD or the raw text."""
    try:
        value = json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return raw.decode("utf-8", "replace")
    return whole(value) if isinstance(value, str) else ""


def whole(text: str) -> str:
    """Return the text with U+FFFD in the place of halves of surrogate pairs."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_blank(raw: bytes | Raw | msgspec.UnsetType) -> bool:
    """Whether a JSON literal is absent, null, an empty list, or a string of white space and invisible marks only."""
    return raw is msgspec.UNSET or _BLANK.fullmatch(raw) is not None


def given(raw: Raw | msgspec.UnsetType) -> bool:
    """Whether a value is there and not null."""
    return raw is not msgspec.UNSET and memoryview(raw)[0] != ord("n")


class Decoder(Generic[T]):
    """Decodes entries as records of one msgspec type; `bad` counts those that are none, `good` the others."""

    def __init__(self, type_: type[T]) -> None:
        self._many = msgspec.json.Decoder(list[type_])  # type: ignore[valid-type]
        self._one = msgspec.json.Decoder(type_)
        self.good = 0
        self.bad = 0

    def records(self, batch: Batch) -> Iterator[tuple[T | None, int, str]]:
        """Yield each record with its anchor (for `span`), or None, 0 and the reason why it is none.

        Raises BrokenFile when hardly any entry is a record.
        """
        extra = 1 if batch.comma else 0
        text = b"[" + batch.text + b"]" if extra else batch.text
        records = self._all(text, extra)
        if len(records) != len(batch.starts):
            text = _same_length(text)
            records = self._all(text, extra)
        if len(records) != len(batch.starts):
            yield from self._one_by_one(batch)
            return
        self.good += len(records)
        anchor = _address(text) + extra - batch.base
        for record in records:
            yield record, anchor, ""

    def _all(self, text: bytes, extra: int) -> list[T]:
        try:
            return self._many.decode(text) if extra else self._one.decode_lines(text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return []

    def refuse(self, reason: str) -> str:
        """Count an entry that was decoded as bad after all; returns the reason."""
        self.good -= 1
        self._refused(reason)
        return reason

    def _one_by_one(self, batch: Batch) -> Iterator[tuple[T | None, int, str]]:
        before = 0
        for start, end in zip(batch.starts.tolist(), batch.ends.tolist(), strict=True):
            entry = batch.text[start:end]
            if before and batch.text[before:start].strip() != batch.comma:
                yield self._refused("it is no message")
            before = end
            try:
                record = self._one.decode(entry)
            except RecursionError:
                yield self._refused("it is nested too deeply")
                continue
            except (msgspec.DecodeError, UnicodeDecodeError):
                entry = _same_length(entry)
                try:
                    record = self._one.decode(entry)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                    yield self._refused(str(error))
                    continue
            self.good += 1
            yield record, _address(entry) - batch.base - start, ""

    def _refused(self, reason: str) -> tuple[None, int, str]:
        self.bad += 1
        if self.bad > HARDLY and self.bad > self.good:
            raise BrokenFile(f"hardly any entry is a message ({reason})")
        return None, 0, reason


def span(raw: Raw | msgspec.UnsetType, anchor: int) -> tuple[int, int]:
    """Return offset and length, in its source, of a literal that was decoded with this anchor; (0, 0) of none."""
    if raw is msgspec.UNSET:
        return 0, 0
    return _address(raw) - anchor, len(memoryview(raw))


def _address(data: bytes | Raw) -> int:
    """Where the bytes lie in memory: msgspec's raw values are views of what was decoded, so the distance is theirs."""
    return int(np.frombuffer(data, np.uint8).__array_interface__["data"][0])


def _same_length(entry: bytes) -> bytes:
    """A copy without halves of surrogate pairs, control characters and bytes that are no UTF-8, as long as before."""
    entry = _HALF_PAIR.sub(rb"\\ufffd", entry).translate(_CONTROL_TO_SPACE)
    return entry.decode("utf-8", "surrogateescape").encode("utf-8", "replace")
