"""Mends the double encoding of Messenger and Instagram downloads.

They write each byte of the UTF-8 as a character of its own: "café" becomes "caf\\u00c3\\u00a9". A text that is made of
such characters only, and whose bytes are valid UTF-8, is mended; anything else is left as it is, so that the
end-to-end encrypted downloads, which are written properly, stay as they are. What somebody typed as "Ã©" on purpose
would be mended too; no reader can tell.
"""


def mended(text: str) -> str:
    """Return the text as it was written, or the same text when it is not double-encoded."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
