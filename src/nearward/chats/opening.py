"""The messages that a number came from, opened in the file at hand. Alone, never a word of the other's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from nearward.chats.describing import heard
from nearward.chats.words import HOURS
from nearward_dialogue.cases import rows_of
from nearward_dialogue.cues import CUES, cue_rows
from nearward_dialogue.measures import measures, responsiveness
from nearward_dialogue.talk import Talk

LONGEST = 2_000
"""Letters of one message that are shown."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is shown: `words` is None where it is the other's and only its time may be told.

    `since` is when the message came that it answered, where the number is about waiting.
    """

    at: datetime
    mine: bool
    words: str | None
    since: datetime | None = None


def rows_behind(talk: Talk, name: str, people: Sequence[int]) -> list[int]:
    """Return the rows that a measure's figures of these people, their hours or a cue come from, the newest first."""
    if name in CUES:
        words = heard(talk)
        return sorted({int(row) for person in people for row in cue_rows(talk, words, name, person)}, reverse=True)
    if name == HOURS:
        cases = responsiveness.cases_by_hour(talk)
        message = cases.message[np.isin(cases.person, people)]
        return sorted({int(row) for row in talk.rows[message]}, reverse=True)
    module = measures()[name]
    counted = heard(talk) if getattr(module, "WORDS", False) else None
    found = {int(row) for person in people for row in rows_of(module, talk, person, words=counted)}
    return sorted(found, reverse=True)


def opened(talk: Talk, rows: Sequence[int], me: int, *, joint: bool) -> list[Message]:
    """Open some messages. What the other wrote is opened for both only."""
    places = np.searchsorted(talk.rows, np.asarray(rows, np.int64)).tolist()
    begun = _begun(talk, places)
    return [_message(talk, place, row, me, begun, joint=joint) for place, row in zip(places, rows, strict=True)]


def _message(talk: Talk, place: int, row: int, me: int, begun: dict[int, int], *, joint: bool) -> Message:
    mine = int(talk.sender[place]) == me
    words = talk.chat.text(row)[:LONGEST] if mine or joint else None
    since = _instant(talk, begun[place]) if place in begun else None
    return Message(_instant(talk, place), mine, words, since)


def _begun(talk: Talk, places: Sequence[int]) -> dict[int, int]:
    """For each of these messages that answered, the one that it answered."""
    waited = talk.waited
    which = np.flatnonzero(waited.answered & np.isin(waited.ended, places))
    return dict(zip(waited.ended[which].tolist(), waited.begun[which].tolist(), strict=True))


def _instant(talk: Talk, place: int) -> datetime:
    """When it was by the clock of the export; shown as it is, whatever the reader's own zone."""
    return datetime.fromtimestamp(int(talk.time[place]), UTC).replace(tzinfo=None)
