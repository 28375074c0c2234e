"""Readers, found by their presence: each module here that is not private offers `looks_like` and `read`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from nearward_dialogue.shapes import Ask, Reading
from nearward_dialogue.sources import Source

FIRST = "whatsapp"


class Reader(Protocol):
    """What a module of this package offers."""

    @staticmethod
    def looks_like(head: bytes, name: str) -> float:
        """How sure it is, 0 to 1, that a source with these first bytes (up to 64 KiB) and this name is of its format.

        Never raises. 0.5 and more means "mine"; the name may add a little but content decides. From 0.95 on no other
        reader is asked, nor loaded.
        """

    @staticmethod
    def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
        """Read the sources of this format, all those for which `looks_like` gave 0.5 or more, as one chat.

        Names are given as they stand in the file; a group is read like any other chat. Raises the errors of
        `nearward_dialogue.errors`, never for a bad line, which goes into `Reading.bad`.
        """


def names() -> tuple[str, ...]:
    """Names of all readers, the most common format first."""
    found = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(found, key=lambda name: (name != FIRST, name)))


@cache
def load(name: str) -> Reader:
    """Load a reader by the name of its module."""
    return cast(Reader, import_module(f"{__name__}.{name}"))
