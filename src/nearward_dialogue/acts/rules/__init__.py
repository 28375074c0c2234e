"""Patterns of words by language, as data: one file a language, patterns below headings."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from nearward_dialogue.errors import DialogueError

FOLDER: Final = Path(__file__).parent
_NAME: Final = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one language by heading; a heading without patterns matches nothing."""

    patterns: dict[str, re.Pattern[str]]

    def without(self, heading: str, words: str) -> str:
        """The words with what is below this heading taken out."""
        found = self.patterns.get(heading)
        return found.sub(" ", words) if found else words

    def holds(self, heading: str, words: str) -> bool:
        """Whether a pattern below this heading is somewhere in the words."""
        found = self.patterns.get(heading)
        return bool(found and found.search(words))


@cache
def rules_of(language: str) -> Rules:
    """Read the rules of a language. Raises DialogueError for a language that has none."""
    path = FOLDER / f"{language}.txt"
    if not path.exists():
        raise DialogueError(f"there are no rules in {language!r}")
    parts: dict[str, str] = {}
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and not line.startswith("[\\"):
            heading = line[1:-1]
        elif line and not line.startswith("#"):
            whole = _NAME.sub(lambda name: parts[name[1]], line)
            parts[heading] = f"{parts[heading]}|{whole}" if heading in parts else whole
    return Rules({heading: re.compile(f"(?:{pattern})") for heading, pattern in parts.items()})
