"""The columns of a table, read from the CREATE TABLE that the database keeps."""

import re
from typing import Final

_PIECE: Final = re.compile(
    r"""\s+|--[^\n]*|/\*.*?\*/|"(?:[^"]|"")*"|'(?:[^']|'')*'|`[^`]*`|\[[^\]]*\]|\w+|.""", re.DOTALL
)
_NO_COLUMN: Final = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
LONGEST: Final = 200_000


def columns_of(sql: str) -> tuple[tuple[str, ...], int]:
    """Return the columns in order, and the index of the one that is an INTEGER PRIMARY KEY (-1 without one)."""
    names: list[str] = []
    rowid = -1
    for definition in _definitions(sql[:LONGEST]):
        first = definition[0]
        if first.upper() in _NO_COLUMN:
            continue
        names.append(_unquoted(first))
        words = [word.upper() for word in definition[1:]]
        if words[:1] == ["INTEGER"] and "PRIMARY" in words:
            rowid = len(names) - 1
    return tuple(names), rowid


def _definitions(sql: str) -> list[list[str]]:
    """What stands between the commas of the outermost brackets, as words."""
    found: list[list[str]] = []
    depth, words = 0, list[str]()
    for match in _PIECE.finditer(sql):
        piece = match[0]
        if piece.isspace() or piece.startswith(("--", "/*")):
            continue
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and piece == ")":
            break
        if depth == 1 and piece == ",":
            found.append(words)
            words = []
        elif depth >= 1 and not (depth == 1 and piece == "("):
            words.append(piece)
    found.append(words)
    return [each for each in found if each]


def _unquoted(name: str) -> str:
    if name[:1] in {'"', "'", "`", "["} and len(name) > 1:
        return name[1:-1].replace('""', '"')
    return name
