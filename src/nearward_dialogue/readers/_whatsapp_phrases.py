"""What WhatsApp itself writes in place of words, in many languages, from `whatsapp.phrases` beside this file."""

from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("whatsapp.phrases")


@cache
def listed(heading: str) -> tuple[str, ...]:
    """The phrases below a heading, in the order of the file."""
    return tuple(_sections()[heading])


@cache
def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            here.append(line)
    return sections
