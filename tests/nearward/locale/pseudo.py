"""A language that nobody speaks: every word of the house in letters that run from right to left, and longer."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages import Catalog, mofile

from nearward.cli.catalogues import PACKAGE, extracted
from nearward.kit.catalogues import INNER

CODE = "he"
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz" + "abcdefghijklmnopqrstuvwxyz".upper(), "אבגדהוזחטיכלמנסעפצקרשתםןףץ" * 2
)
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w*\}|<[^>]*>|&\w+;|\n)")


def pseudo(text: str) -> str:
    """Return a text half as long again, short ones twice as long; what is filled in later stays as it is."""
    parts = [part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in _KEPT.split(text)]
    words = [word for part in parts if not _KEPT.fullmatch(part) for word in part.split()]
    more = words if len(text) < 12 else words[: len(words) // 2]
    end = text[len(text.rstrip()) :]
    return " ".join(["".join(parts).rstrip(), *more]) + end


def write(folder: Path) -> Path:
    """Write the catalogue below `folder` as Django looks for it."""
    catalogue = Catalog(CODE)
    for message in extracted(PACKAGE):
        if message.context:  # how a day is written: letters of a filter, no words
            continue
        if message.pluralizable:
            many = tuple(pseudo(message.id[min(form, 1)]) for form in range(catalogue.num_plurals))
            catalogue.add(message.id, many)
        elif message.id:
            catalogue.add(message.id, pseudo(message.id))
    path = folder / CODE / INNER.with_suffix(".mo")
    path.parent.mkdir(parents=True)
    with path.open("wb") as written:
        mofile.write_mo(written, catalogue)
    return folder
