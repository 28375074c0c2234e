"""The shape of every entry. A kind is a folder of `content/`; its files are read into these models."""

from typing import Final

from nearward_library.schema.base import Entry, Grade, Part, Source
from nearward_library.schema.causes import Cause, Probe
from nearward_library.schema.helping import Country, HelpLine, HelpPage, Telehealth
from nearward_library.schema.hints import Hint
from nearward_library.schema.noticing import Item, Quality, Scale, Sign
from nearward_library.schema.practices import Mode, Practice, Step, Tags
from nearward_library.schema.talking import Format, Paraphrase, Question, QuestionPack, Turn, Words

KINDS: Final[dict[str, type[Entry]]] = {
    "signs": Sign,
    "causes": Cause,
    "practices": Practice,
    "qualities": Quality,
    "telehealth": Telehealth,
    "items": Item,
    "formats": Format,
    "sources": Source,
    "questions": QuestionPack,
    "words": Words,
    "hints": Hint,
    "help": HelpPage,
    "lines": Country,
}
"""Folder name to model."""

__all__ = [
    "KINDS",
    "Cause",
    "Country",
    "Entry",
    "Format",
    "Grade",
    "HelpLine",
    "HelpPage",
    "Hint",
    "Item",
    "Mode",
    "Paraphrase",
    "Part",
    "Practice",
    "Probe",
    "Quality",
    "Question",
    "QuestionPack",
    "Scale",
    "Sign",
    "Source",
    "Step",
    "Tags",
    "Telehealth",
    "Turn",
    "Words",
]
