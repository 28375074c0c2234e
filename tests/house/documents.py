"""Documents that cannot grow old unnoticed: settings, links, decisions, promises, locks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.draw import floors
from tests.house.mirror import all_tests
from tests.house.tree import files, parsed, python_files, told

DOCUMENTS = ("*.md", "docs/**/*.md")
COMMANDS = ("python3 start.py", "python3 start.py test")
PROMISES = 22

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_VARIABLE = re.compile(r"^NEARWARD_[A-Z_]+$")
_NO_ROOM = re.compile(r"^There is no room `(\w+)` yet\b", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|https?://", re.IGNORECASE)


def untold_settings(root: Path) -> list[str]:
    """Variables of the environment that the code reads and docs/operating.md does not tell."""
    told_ones = set(re.findall(r"NEARWARD_[A-Z_]+", _text(root / "docs" / "operating.md")))
    return [
        told(root, path, f"{name} is not told in docs/operating.md", line)
        for path in (*python_files(root, "src"), *files(root, "start.py"))
        for line, name in _variables_of(parsed(path))
        if name not in told_ones
    ]


def broken_links(root: Path) -> list[str]:
    """Links between documents, and to files and headings, that lead nowhere."""
    return [
        told(root, path, f"leads nowhere: {link}")
        for path in files(root, *DOCUMENTS)
        for link in _LINK.findall(re.sub(r"```.*?```|`[^`\n]*`", "", _text(path), flags=re.DOTALL))
        if not link.startswith(("https://", "http://", "mailto:")) and not _leads_somewhere(path, link)
    ]


def missing_commands(root: Path) -> list[str]:
    """The two commands, where README does not name them."""
    lines = {line.split("#")[0].strip().removeprefix("$ ") for line in _text(root / "README.md").splitlines()}
    return [f"README.md does not name the command: {command}" for command in COMMANDS if command not in lines]


def wrong_decisions(root: Path) -> list[str]:
    """Decision records that are not numbered one after the other, or whose heading does not carry their number."""
    found = files(root, "docs/decisions/*.md")
    faults = []
    for number, path in enumerate(found, start=1):
        if not re.match(rf"{number:04d}-[a-z0-9-]+\.md$", path.name):
            faults.append(told(root, path, f"is the record number {number:04d} and not named so"))
        elif not _text(path).startswith(f"# {number:04d}. "):
            faults.append(told(root, path, f"does not begin with “# {number:04d}. ”"))
    return faults


def unnamed_parts(root: Path) -> list[str]:
    """Parts of the house of which docs/architecture.md does not tell in its table what they are for."""
    text = _text(root / "docs" / "architecture.md")
    return [
        f"docs/architecture.md does not tell what {part} is for"
        for floor in floors(root)
        for part in floor
        if f"| `{part.removeprefix('nearward.')}` |" not in text
    ]


def broken_promises(root: Path) -> list[str]:
    """Promises that docs/promises.md leaves out or that no test holds, and tests it names that do not exist.

    Only a promise of a room that does not exist may have no test, and says so: “There is no room `vault` yet.”
    """
    path = root / "docs" / "promises.md"
    text = _text(path)
    numbers = [int(number) for number in re.findall(r"^### (\d+)\. ", text, re.MULTILINE)]
    faults = [] if numbers == list(range(1, PROMISES + 1)) else [told(root, path, f"has not 1 to {PROMISES} in order")]
    existing = set(all_tests(root))
    faults += [
        told(root, path, f"no such test: {file}::{name}")
        for file, name in _TEST.findall(text)
        if (file, name) not in existing
    ]
    for number, section in zip(numbers, re.split(r"^### \d+\. ", text, flags=re.MULTILINE)[1:], strict=True):
        absent = _NO_ROOM.findall(section)
        faults += [
            told(root, path, f"promise {number}: there is a room {room}") for room in absent if _is_room(root, room)
        ]
        if not _TEST.search(section) and not absent:
            faults.append(told(root, path, f"promise {number} has no test, and is not of a room that is still to come"))
    return faults


def _is_room(root: Path, name: str) -> bool:
    return (root / "src" / "nearward" / name).exists()


def addresses_in_locks(root: Path) -> list[str]:
    """Lines of the locks that say where packages come from."""
    return [
        told(root, path, "names where packages come from", number)
        for path in files(root, "requirements*.lock", "pyproject.toml")
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if _INDEX.search(line) or "tool.uv.index" in line
    ]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _variables_of(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Names that are handed to a call (`env.text("...")`), or by which a mapping is asked (`environ["..."]`)."""
    for node in ast.walk(module):
        handed = node.args if isinstance(node, ast.Call) else [node.slice] if isinstance(node, ast.Subscript) else []
        for one in handed:
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and _VARIABLE.match(one.value):
                yield node.lineno, one.value


def _leads_somewhere(path: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = (path.parent / name) if name else path
    if not target.exists():
        return False
    return not heading or target.suffix != ".md" or heading in _headings(_text(target))


def _headings(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
