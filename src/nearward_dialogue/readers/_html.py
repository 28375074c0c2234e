"""What a piece of HTML says, for the few tags that messengers write in their exports."""

import html
import re
from typing import Final

_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_BREAK: Final = re.compile(r" ?<(?:br|/p|/div|/li)\b[^<>]*> ?", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")


def words(raw: bytes) -> str:
    """Return the text that a browser would show, with line breaks; never raises."""
    text = _SPACE.sub(" ", raw.decode("utf-8", "replace"))
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()


def is_blank(raw: bytes) -> bool:
    """Whether nothing but white space and invisible marks would be shown."""
    return not words(raw).strip("\u200b\u200e\u200f\u2060\ufeff")
