"""What a piece of HTML says, for the few tags that messengers write in their exports."""

import html
import re
from typing import Final

_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_BREAK: Final = re.compile(r" ?<(?:br|/p|/div|/li)\b[^<>]*> ?", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_TAG_BYTES: Final = re.compile(rb"<[^<>]*>")


def inner(piece: bytes, opening: bytes, closing: bytes = b"</div>") -> tuple[int, int] | None:
    """Where the inside of the first element that is opened like this begins and ends; None without one."""
    start = piece.find(opening)
    if start < 0:
        return None
    start += len(opening)
    end = piece.find(closing, start)
    return (start, end) if end >= 0 else None


def words(raw: bytes) -> str:
    """Return the text that a browser would show, with line breaks; never raises."""
    text = _SPACE.sub(" ", raw.decode("utf-8", "replace"))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    try:
        return html.unescape(text).strip()
    except ValueError:  # a number of a character with thousands of digits
        return text.strip()


def is_blank(raw: bytes) -> bool:
    """Whether nothing but white space and invisible marks would be shown."""
    return not _TAG_BYTES.sub(b"", raw).strip() or not words(raw).strip("\u200b\u200e\u200f\u2060\ufeff")
