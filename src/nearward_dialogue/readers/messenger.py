"""Messenger: the JSON of a Facebook download, and the files of end-to-end encrypted chats."""

from nearward_dialogue.readers import _meta
from nearward_dialogue.shapes import Ask, Reading
from nearward_dialogue.sources import Source

_MARKS = (b'"type"', b'"senderName"', b"facebook", b'"joinable_mode"', b"stickers_used", b"messenger")


def looks_like(head: bytes, name: str) -> float:
    """How sure it is that these are the first bytes of a Messenger conversation."""
    if not _meta.is_meta(head):
        return 0.0
    return 0.9 if "facebook" in name.lower() or any(mark in head for mark in _MARKS) else 0.7


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    return _meta.read_as("messenger", sources, ask)
