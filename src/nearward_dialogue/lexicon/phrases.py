"""Our own phrases and rules, by language: how questions and requests begin, and the few phrases that are cues.

One text file a language (`en.phrases`): headings in square brackets, below them phrases parted by commas, in small
letters. How a question is told:

- `open`, `closed`, `request`: its first one or two words; two words go before one. What begins otherwise is closed;
- `verbs`, `subjects`: a verb before a subject asks without a question mark, and an open or closed word before a verb;
- `unmarked`: two words more with which a message asks without a question mark;
- `aside`: words that may stand before the first word;
- `inside`: two words that ask wherever they stand, and so does a word of `auxiliaries` before one of `pronouns`, but
  not behind a word of `telling` ("I know how it is");
- `last`: words that ask where a message ends with them, but not behind a word of `telling` or an aside;
- `pointing`: words that ask with one more word and no other, if that is none of `telling` ("which helped").

How a cue is told: `news` (good news of one's own) and `belittling` are runs of words, in which words of `between` may
stand; a message with a word of `unless` is left alone. The rarest word of each, by which messages are found, is the
last or the one with a star. A phrase of `news` with ^ counts only where a message begins: "that's good news" is an
answer.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from nearward_dialogue.errors import DialogueError

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, each in small letters with single spaces."""

    aside: frozenset[str]
    open: frozenset[str]
    closed: frozenset[str]
    request: frozenset[str]
    verbs: frozenset[str]
    subjects: frozenset[str]
    unmarked: frozenset[str]
    inside: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    telling: frozenset[str]
    last: frozenset[str]
    pointing: frozenset[str]
    news: frozenset[str]
    belittling: frozenset[str]
    between: frozenset[str]
    unless: frozenset[str]
    rare: frozenset[str]


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language. Raises DialogueError where there are none, or for a list that is not well written."""
    path = FOLDER / f"{language}.phrases"
    if not path.exists():
        raise DialogueError(f"there are no phrases for {language!r}")
    found: dict[str, set[str]] = {name: set() for name in Phrases.__dataclass_fields__}
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
            if heading not in found:
                raise DialogueError(f"{path.name}: there is no heading {heading!r}")
        elif heading and not line.startswith("#"):
            said = {" ".join(part.split()) for part in line.split(",")} - {""}
            found[heading] |= {phrase.replace("*", "") for phrase in said}
            if heading in {"news", "belittling"}:
                found["rare"] |= {_rarest(phrase) for phrase in said}
    if any(phrase != phrase.lower() for group in found.values() for phrase in group):
        raise DialogueError(f"{path.name}: phrases are written in small letters")
    return Phrases(**{name: frozenset(group) for name, group in found.items()})


def _rarest(phrase: str) -> str:
    words = phrase.split()
    return next((word.strip("^*") for word in words if "*" in word), words[-1])
