"""Instagram: the JSON of a download.

Where neither the file nor its folder says which of Meta's two messengers it came from, it is taken as Instagram's;
both are read in the same way.
"""

from nearward_dialogue.readers import _meta
from nearward_dialogue.shapes import Ask, Reading
from nearward_dialogue.sources import Source


def looks_like(head: bytes, name: str) -> float:
    """How sure it is that these are the first bytes of an Instagram conversation."""
    if not _meta.is_meta(head) or b'"senderName"' in head:
        return 0.0
    return 0.95 if "instagram" in name.lower() or b"instagram" in head else 0.7


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read one conversation. Raises BrokenFile, TooLarge, NoMessages, SeveralChats."""
    return _meta.read_as("instagram", sources, ask)
