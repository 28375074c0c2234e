"""What a row of the table `message` says."""

from typing import Final, NamedTuple

from nearward_dialogue.readers._sqlite import Value
from nearward_dialogue.readers._times import whole_seconds
from nearward_dialogue.readers._typedstream import NoWords, words
from nearward_dialogue.shapes import Flag, Kind

COLUMNS: Final = (
    "text",
    "attributedBody",
    "handle_id",
    "is_from_me",
    "date",
    "date_edited",
    "date_retracted",
    "item_type",
    "group_action_type",
    "associated_message_type",
    "thread_originator_guid",
    "cache_has_attachments",
    "is_audio_message",
    "balloon_bundle_id",
)
FROM_2001: Final = 978_307_200
_UNITS: Final = ((10**11, 1), (10**14, 10**3), (10**17, 10**6))
"""Below each bound, so many counts are a second: seconds, milliseconds, microseconds; beyond, nanoseconds."""

OBJECT: Final = "\ufffc"
"""Stands in the words where a picture or file stood."""

STICKER: Final = 1000
REACTIONS: Final = range(2000, 4000)


class Message(NamedTuple):
    """A row that could be read; `length` is that of its words in UTF-8, 0 without words."""

    time: int
    from_me: bool
    handle: int
    kind: Kind
    flags: int
    length: int


def message_of(row: dict[str, Value]) -> Message | str:
    """Read a row, or say why it cannot be read."""
    date = row.get("date")
    time = _seconds(date) if isinstance(date, int | float) else None
    if time is None:
        return "it has no time that can be read"
    try:
        text, attached = words_of(row)
    except NoWords as error:
        return f"its words cannot be read: {error}"
    kind, flags = _kind(row, text, attached=attached)
    handle = row.get("handle_id")
    length = len(text.encode("utf-8", "replace")) if kind in {Kind.TALK, Kind.SYSTEM} else 0
    number = handle if isinstance(handle, int) else 0
    return Message(time, bool(row.get("is_from_me")), number, kind, int(flags), length)


def words_of(row: dict[str, Value]) -> tuple[str, bool]:
    """Return the words of a row, and whether a picture or file stood among them. Raises NoWords."""
    text, archive = row.get("text"), row.get("attributedBody")
    if not isinstance(text, str) or not text:
        text = words(archive) if isinstance(archive, bytes) and archive else ""
    return text.replace(OBJECT, "").replace("\ufffd", "").strip(), OBJECT in text


def _seconds(date: float) -> int | None:
    per_second = next((unit for bound, unit in _UNITS if abs(date) < bound), 10**9)
    seconds = whole_seconds(date, per_second)
    return None if seconds is None else seconds + FROM_2001


def _kind(row: dict[str, Value], text: str, *, attached: bool) -> tuple[Kind, int]:
    about = row.get("associated_message_type")
    if isinstance(about, int) and about in REACTIONS:
        return Kind.REACTION, Flag.NONE
    if row.get("item_type") or row.get("group_action_type"):
        return Kind.SYSTEM, Flag.NONE
    if row.get("date_retracted") or (row.get("date_edited") and not text and not attached):
        return Kind.DELETED, Flag.NONE
    return _written(row, text, attached=attached or bool(row.get("cache_has_attachments")) or about == STICKER)


def _written(row: dict[str, Value], text: str, *, attached: bool) -> tuple[Kind, int]:
    flags = Flag.EDITED if row.get("date_edited") else Flag.NONE
    if row.get("thread_originator_guid"):
        flags |= Flag.REPLY
    balloon = str(row.get("balloon_bundle_id") or "")
    if text:
        return Kind.TALK, flags | Flag.ATTACHED if attached else flags
    if "polls" in balloon.lower():
        return Kind.POLL, flags
    if attached or balloon:
        return Kind.MEDIA, flags | Flag.VOICE if row.get("is_audio_message") else flags
    return Kind.EMPTY, flags
