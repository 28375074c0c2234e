"""Reads the acts of every message of a chat, part by part, so that memory does not grow with the words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

from nearward_dialogue.acts.cues import CUES, cues
from nearward_dialogue.acts.features import LONGEST
from nearward_dialogue.acts.language import languages_of
from nearward_dialogue.acts.linear import scored
from nearward_dialogue.acts.weights import LEARNED, weights
from nearward_dialogue.columns import let_go, new_column
from nearward_dialogue.errors import DialogueError
from nearward_dialogue.shapes import Chat, Kind
from nearward_dialogue.words import parts

ACTS: Final = (*LEARNED, "apology")
SHOWN: Final = ("thanks", "apology", "disclosure")
"""Acts of which nine in ten were right among the made-up messages of couples too (docs/model-card.md)."""

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

    `known` (bool): whether it was read: talk of a person who writes in English. `chance` (float16,
    messages x ACTS): how likely each act is, by what was learned from public corpora; 0 where not known. `cue` (bool,
    messages x CUES): whether the words plainly say it.
    """

    languages: tuple[str, ...]
    known: Bool
    chance: Chances
    cue: Bool

    def of(self, act: str) -> Chances:
        """The probabilities of one act. Raises DialogueError for another than ACTS."""
        if act not in ACTS:
            raise DialogueError(f"{act!r} is none of {', '.join(ACTS)}")
        return self.chance[:, ACTS.index(act)]

    def likely(self, act: str) -> Bool:
        """Messages above the threshold that is best on text like the corpora; between two people it is often wrong."""
        return np.asarray(self.known & (self.of(act) >= even(act)))

    def plainly(self, act: str) -> Bool:
        """Messages whose words plainly say it, of one of CUES. Raises DialogueError for another act."""
        if act not in CUES:
            raise DialogueError(f"{act!r} is none of {', '.join(CUES)}")
        return np.asarray(self.known & self.cue[:, CUES.index(act)])

    def sure(self, act: str) -> Bool:
        """Messages of which nine in ten do this: fit to be shown. None at all of an act that is not in SHOWN."""
        if act not in SHOWN:
            return np.zeros(len(self.known), np.bool_)
        return self.plainly(act) if act in CUES else np.asarray(self.known & (self.of(act) >= sure_from(act)))


def even(act: str) -> float:
    """From what probability on an act is likely; rules say all or nothing."""
    return float(weights().even[LEARNED.index(act)]) if act in LEARNED else 0.5


def sure_from(act: str) -> float:
    """From what probability on nine in ten were right on the development part, infinite where there is no such."""
    return float(weights().sure[LEARNED.index(act)])


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
            acts.chance[rows], acts.cue[rows] = _read(chat, rows)
        let_go(chat.offset, chat.length, chat.kind, chat.sender, acts.known, acts.chance, acts.cue)
    return acts


def _room(languages: tuple[str, ...], size: int, scratch: Path | None) -> Acts:
    """Columns to be filled, in memory or in scratch files."""

    def column(name: str, dtype: DTypeLike, *width: int) -> NDArray[Any]:
        if scratch and size:
            return new_column(scratch / f"{name}.column", dtype, (size, *width))
        return np.zeros((size, *width), dtype)

    known = column("acts_known", np.bool_)
    chance, cue = column("acts_chance", np.float16, len(ACTS)), column("acts_cue", np.bool_, len(CUES))
    return Acts(languages, known, chance, cue)


def _read(chat: Chat, rows: NDArray[np.intp]) -> tuple[Chances, Bool]:
    """The chances and the cues of these messages."""
    buffer, start, end = chat.texts.gather(np.asarray(chat.offset[rows]), np.asarray(chat.length[rows]))
    chance = np.zeros((len(rows), len(ACTS)), np.float16)
    chance[:, : len(LEARNED)] = scored(buffer, (start, end), weights())
    cue = np.zeros((len(rows), len(CUES)), np.bool_)
    raw, bounds = buffer.tobytes(), np.stack([start, np.minimum(end, start + LONGEST)], axis=1)
    for row, (first, last) in enumerate(bounds.tolist()):
        cue[row] = cues(raw[first:last].decode("utf-8", "ignore"))
    chance[:, -1] = cue[:, CUES.index("apology")]
    return chance, cue
