"""What WhatsApp itself writes in place of words, in many languages, from `whatsapp.phrases` beside this file."""

import re
from functools import cache
from pathlib import Path
from typing import Final

LONGEST: Final = 400
_QUOTED: Final = re.compile(r'["“”„«»「].*?["“”„«»」]')
FILE: Final = Path(__file__).with_name("whatsapp.phrases")


@cache
def listed(heading: str) -> tuple[str, ...]:
    """The phrases below a heading, in the order of the file."""
    return tuple(_sections()[heading])


def speaks_of_a_group(notice: str, people: tuple[str, ...] = ()) -> bool:
    """Whether a notice says the word for a group in any language, beside the names of people and what is quoted."""
    low = _QUOTED.sub(" ", notice[:LONGEST]).lower()
    for name in people:
        low = low.replace(name.lower(), " ")
    return any(word in low for word in listed("group"))


@cache
def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            here.append(line)
    return sections
