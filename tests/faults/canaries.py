"""Words that nobody else writes, and a search for them in every shape that a careless program gives to words."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

LEAST = 6  # letters of a word that is looked for in sealed bytes: three stand in 100 kB by chance once in 170 times


def canary() -> str:
    """Return fresh letters that occur nowhere else."""
    return f"canary{secrets.token_hex(10)}"


def shapes(word: str) -> dict[str, list[bytes]]:
    """Return the shapes of a word: as it is, in base64 at each of its three beats, in hex, in UTF-16."""
    plain = word.encode()
    beats = []
    for beat in range(3):
        whole = base64.b64encode(bytes(beat) + plain).rstrip(b"=")
        beats.append(whole[4 if beat else 0 : -4])  # what depends on the neighbours is left out
    return {
        "plain": [plain],
        "base64": [*beats, *(each.translate(bytes.maketrans(b"+/", b"-_")) for each in beats)],
        "hex": [plain.hex().encode(), plain.hex().upper().encode()],
        "utf-16": [word.encode("utf-16-le"), word.encode("utf-16-be")],
    }


def readable(content: bytes | memoryview, *words: str) -> set[str]:
    """Return which of some words stand in bytes that should be sealed.

    Raises:
        ValueError: A word is so short that random bytes hold it by chance.
    """
    if short := [word for word in words if len(word) < LEAST]:
        raise ValueError(f"Please look for words of {LEAST} letters or more, not for {short}.")
    return {word for word in words if word.encode() in bytes(content)}


def found(words: Iterable[str], content: bytes) -> set[str]:
    """Return the shapes in which any of the words stands in some bytes."""
    return {shape for word in words for shape, forms in shapes(word).items() if any(form in content for form in forms)}


def files_with(words: Iterable[str], folder: Path) -> dict[str, set[str]]:
    """Return the files below a folder that hold one of the words, and in which shapes."""
    chosen = list(words)
    told = {}
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        if shapes_there := found(chosen, file.read_bytes()):
            told[file.relative_to(folder).as_posix()] = shapes_there
    return told


class Forms(HTMLParser):
    """The forms of a page, each as its address and what a person who writes the same everywhere would send."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self.words_in = 0
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        if tag == "form":
            self._open = have.get("method", "").lower() == "post"
            if self._open:
                self.forms.append((have.get("action") or "", {}))
        if self._open and (name := have.get("name")):
            self._field(tag, name, have)

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "form"

    def _field(self, tag: str, name: str, have: dict[str, str | None]) -> None:
        sent = self.forms[-1][1]
        kind = (have.get("type") or "text").lower()
        if tag == "textarea" or (tag == "input" and kind in {"text", "search"}):
            self.words_in += 1
            sent[name] = [f"{self.word} {name}"[: int(have.get("maxlength") or 200)]]
        elif tag == "input" and kind == "range":
            sent[name] = ["3"]
        elif tag == "input" and kind in {"radio", "checkbox"}:
            sent.setdefault(name, [have.get("value") or "on"])
        elif tag == "input":
            sent[name] = [have.get("value") or ""]


def forms_in(page: str, word: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Return the forms of a page in which words can be written."""
    reader = Forms(word)
    reader.feed(page)
    yield from (form for form in reader.forms if any(word in value for values in form[1].values() for value in values))
