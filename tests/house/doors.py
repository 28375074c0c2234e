"""Who may enter which room, and by which door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import GROUND, Import, imports, parsed, python_files, told

DOORS = frozenset({"queries", "actions", "models"})
OWN_DOORS = {"shell": frozenset({"charts", "widgets"}), "chats": frozenset({"describing", "page", "senders"})}
"""What the shell makes for all rooms to draw with; and how the mirror is made, which the shell command does too, and
whom the server lets send a whole chat."""

NOUNS = "rules"
"""Classes and constants of this module (an enum, a frozen dataclass, a limit) may be named by others: they are what
the doors hand out. The decisions, its functions, may not."""


def wrong_doors(root: Path) -> list[str]:
    """Imports that enter another room by anything but its doors."""
    return [
        f"{found.importer}:{found.line}: enters {found.module} ({', '.join(found.names) or 'the module'})"
        for found in imports(root, "nearward")
        if not _by_a_door(root, found)
    ]


def items_taken(root: Path) -> list[str]:
    """Imports of the table that holds what people wrote; only `sharing` itself may load from it."""
    return [
        f"{found.importer}:{found.line}: loads items past sharing.queries"
        for found in imports(root, "nearward")
        if found.module == "nearward.sharing.models"
        and "Item" in (found.names or ("Item",))
        and _room_of(found.importer) != "sharing"
    ]


def queries_without_viewer(root: Path) -> list[str]:
    """Public functions of a `queries.py` that read people's data and do not start from the viewer."""
    return [
        told(root, path, f"{function.name} does not take the viewer first", function.lineno)
        for path in python_files(root, "src/nearward")
        if path.name == "queries.py"
        for function in _public_functions(parsed(path))
        if _reads(function, _ways_to_data(parsed(path)))
        and (not function.args.args or function.args.args[0].arg != "viewer")
    ]


def _by_a_door(root: Path, found: Import) -> bool:
    parts = found.module.split(".")
    target = _room_of(found.module)
    if parts[0] != "nearward" or len(parts) < 2 or target in {GROUND, _room_of(found.importer)}:
        return True
    if not (root / "src" / "nearward" / target / "__init__.py").exists():
        return True
    if len(parts) == 2:
        return bool(found.names) and set(found.names) <= DOORS
    doors = DOORS | OWN_DOORS.get(target, frozenset())
    return parts[2] in doors or (parts[2] == NOUNS and bool(found.names) and _are_nouns(root, target, found.names))


def _are_nouns(root: Path, room: str, names: tuple[str, ...]) -> bool:
    body = parsed(root / "src" / "nearward" / room / f"{NOUNS}.py").body
    classes = {node.name for node in body if isinstance(node, ast.ClassDef)}
    return all(name in classes or name.isupper() for name in names)


def _room_of(module: str) -> str:
    return [*module.split("."), ""][1]


def _ways_to_data(module: ast.Module) -> set[str]:
    """Names by which the module reaches what is stored: other rooms' queries and actions, and anybody's tables."""
    return {
        alias.asname or alias.name
        for node in module.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nearward.")
        for alias in node.names
        if DOORS & {(node.module or "").rpartition(".")[2], alias.name}
    }


def _reads(function: ast.FunctionDef, ways: set[str]) -> bool:
    return any(isinstance(node, ast.Name) and node.id in ways for part in function.body for node in ast.walk(part))


def _public_functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    yield from (n for n in module.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))
