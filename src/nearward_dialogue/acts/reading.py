"""Reads the acts of every message of a chat, part by part, so that memory does not grow with the words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

from nearward_dialogue.acts.apology import apology
from nearward_dialogue.acts.features import LONGEST
from nearward_dialogue.acts.language import languages_of
from nearward_dialogue.acts.linear import scored
from nearward_dialogue.acts.question import Question, question
from nearward_dialogue.acts.weights import LEARNED, weights
from nearward_dialogue.columns import let_go
from nearward_dialogue.errors import DialogueError
from nearward_dialogue.shapes import Chat, Int8, Kind
from nearward_dialogue.words import parts

ACTS: Final = (*LEARNED, "apology")
LANGUAGE: Final = "en"
"""The one language whose messages the weights were learned from."""

Bool = NDArray[np.bool_]
Chances = NDArray[np.float16]


class NotThisLanguage(DialogueError):
    """Nobody writes in the language that acts can be read in. `languages` holds what each person writes in, or ""."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__("acts can be read in English only")
        self.languages = languages


@dataclass(frozen=True, slots=True)
class Acts:
    """For each message of a chat what it does.

    `known` (bool): whether it was read: talk of a person who writes in English. `question` (int8) holds values of
    Question. `chance` (float16, messages x ACTS): how likely each act is; 0 where not known.
    """

    languages: tuple[str, ...]
    known: Bool
    question: Int8
    chance: Chances

    def of(self, act: str) -> Chances:
        """The probabilities of one act. Raises DialogueError for another than ACTS."""
        if act not in ACTS:
            raise DialogueError(f"{act!r} is none of {', '.join(ACTS)}")
        return self.chance[:, ACTS.index(act)]

    def likely(self, act: str) -> Bool:
        """Messages that more likely do this than not: for sums over many messages, never to be shown one by one."""
        return np.asarray(self.known & (self.of(act) >= _points(act)[0]))

    def sure(self, act: str) -> Bool:
        """Messages of which nine in ten do this: fit to be shown. None at all where the weights know no such point."""
        return np.asarray(self.known & (self.of(act) >= _points(act)[1]))

    def asks(self, *kinds: Question) -> Bool:
        """Messages that ask, in one of these ways (in any, without one)."""
        wanted = kinds or (Question.CLOSED, Question.FACT, Question.OPEN)
        return np.asarray(self.known & np.isin(self.question, wanted))


def _points(act: str) -> tuple[float, float]:
    """From where on an act is likely, and from where on sure; rules say all or nothing."""
    if act not in LEARNED:
        return 0.5, 0.5
    which = LEARNED.index(act)
    return float(weights().even[which]), float(weights().sure[which])


def can_be_shown(act: str) -> bool:
    """Whether there is a point from which nine in ten are right (see `Acts.sure`)."""
    return bool(np.isfinite(_points(act)[1]))


def read_acts(chat: Chat, scratch: Path | None = None) -> Acts:
    """Read the acts of every message of people who write in English.

    `scratch` is a folder for the columns of very long chats (numbers only). Raises NotThisLanguage when nobody writes
    in English, DialogueError for weights that are not ours, BrokenFile when the file has changed since it was read.
    """
    languages = languages_of(chat)
    if LANGUAGE not in languages:
        raise NotThisLanguage(languages)
    english = np.array([*(name == LANGUAGE for name in languages), False])
    acts = _room(languages, len(chat), scratch)
    order = np.argsort(chat.offset, kind="stable")
    for begin, end in parts(chat, order):
        rows = order[begin:end]
        rows = rows[(np.asarray(chat.kind[rows]) == Kind.TALK) & english[chat.sender[rows]]]
        if len(rows):
            acts.known[rows] = True
            acts.question[rows], acts.chance[rows] = _read(chat, rows)
        let_go(chat.offset, chat.length, chat.kind, chat.sender, acts.known, acts.question, acts.chance)
    return acts


def _room(languages: tuple[str, ...], size: int, scratch: Path | None) -> Acts:
    """Columns to be filled, in memory or in scratch files."""

    def column(name: str, dtype: DTypeLike, *width: int) -> NDArray[Any]:
        if scratch and size:
            return np.memmap(scratch / f"{name}.column", dtype, "w+", shape=(size, *width))
        return np.zeros((size, *width), dtype)

    known, asks = column("acts_known", np.bool_), column("acts_question", np.int8)
    return Acts(languages, known, asks, column("acts_chance", np.float16, len(ACTS)))


def _read(chat: Chat, rows: NDArray[np.intp]) -> tuple[Int8, Chances]:
    """The questions and the chances of these messages."""
    buffer, start, end = chat.texts.gather(np.asarray(chat.offset[rows]), np.asarray(chat.length[rows]))
    chance = np.zeros((len(rows), len(ACTS)), np.float16)
    chance[:, : len(LEARNED)] = scored(buffer, (start, end), weights())
    asks = np.zeros(len(rows), np.int8)
    raw, bounds = buffer.tobytes(), np.stack([start, np.minimum(end, start + LONGEST)], axis=1)
    for row, (first, last) in enumerate(bounds.tolist()):
        text = raw[first:last].decode("utf-8", "ignore")
        asks[row], chance[row, -1] = question(text), apology(text)
    return asks, chance
