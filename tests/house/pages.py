"""What templates, styles and scripts may hold: every word translatable, nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.house.tree import files, told

PAGES = ("src/**/templates/**/*.html",)
STYLES = ("src/**/static/**/*.css",)
SCRIPTS = ("src/**/static/**/*.js", "src/**/templates/**/*.js", "tests/js/**/*.js")

BRAND = frozenset({"Nearward"})
SPOKEN = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"})
FOREIGN_FILES = ("*.min.js", "*.min.css", "*.js.map", "*.css.map", "*.woff", "*.woff2", "*.ttf", "*.otf", "*.eot")
FETCHED = re.compile(
    r"""(?:src|srcset|data|action|formaction|poster|manifest)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE
)
LINKED = re.compile(r"""<link\b[^>]*href\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
NAMESPACE = re.compile(r"http://www\.w3\.org/[\w/]+")
INLINE = {
    r"<style\b": "a style sheet within the page",
    r"\sstyle\s*=": "a style attribute",
    r"\son[a-z]+\s*=\s*[\"']": "a script in an attribute",
    r"javascript:": "a script in an address",
    r"<script\b(?![^>]*\b(?:src|type=\"(?:application/json|importmap|speculationrules)\"))": "a script within the page",
}

_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")  # 1800RESPECT and 48px are names
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_ATTRIBUTE = re.compile(r"""[\w-]+=["'][^"']*["']""")  # the content of a template block may be an attribute
_BLOCK = re.compile(
    r"{%\s*(blocktranslate|blocktrans|comment|verbatim)\b.*?{%\s*end\1\s*%}|{#.*?#}|{{.*?}}|{%.*?%}", re.DOTALL
)


def bare_words(root: Path) -> list[str]:
    """Words of templates that no translator would ever see."""
    return [
        told(root, path, f"not translatable: {words!r}", line)
        for path in files(root, *PAGES)
        for line, words in _words_of(path.read_text(encoding="utf-8"))
    ]


def inline_parts(root: Path) -> list[str]:
    """Styles and scripts that stand in a page, where the content policy would have to let them through."""
    return [
        told(root, path, what, text.count("\n", 0, found.start()) + 1)
        for path in files(root, *PAGES)
        for text in [path.read_text(encoding="utf-8")]
        for pattern, what in INLINE.items()
        for found in re.finditer(pattern, text, re.IGNORECASE)
    ]


def foreign_requests(root: Path) -> list[str]:
    """Addresses elsewhere that a page, a style or a script would fetch. A link that a person may follow is none."""
    return [
        told(root, path, f"asks elsewhere: {found.group()}", text.count("\n", 0, found.start()) + 1)
        for patterns, wanted in ((PAGES, (FETCHED, LINKED)), (STYLES, (ADDRESS,)), (SCRIPTS, (ADDRESS,)))
        for path in files(root, *patterns)
        for text in [NAMESPACE.sub("", path.read_text(encoding="utf-8"))]
        for pattern in wanted
        for found in pattern.finditer(text)
    ]


def foreign_files(root: Path) -> list[str]:
    """Fonts, and scripts or styles that somebody else wrote or a machine shrank."""
    return [
        told(root, path, "not written by hand here")
        for pattern in FOREIGN_FILES
        for path in files(root, f"src/**/{pattern}", f"docs/**/{pattern}", f"tests/js/**/{pattern}")
    ]


def unchecked_scripts(root: Path) -> list[str]:
    """Scripts whose types nobody checks."""
    return [
        told(root, path, "begins without // @ts-check")
        for path in files(root, *SCRIPTS)
        if not path.read_text(encoding="utf-8").startswith("// @ts-check\n")
    ]


class _Reader(HTMLParser):
    """Collects what is read aloud: text, and the attributes that are spoken, save where translate="no" stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._spoken(attrs)
            return
        own = tag in {"script", "style"} or ("translate", "no") in attrs
        self._silent.append(own or self._silent[-1])
        self._spoken(attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._spoken(attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._silent) > 1:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def _spoken(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN and value:
                self._keep(value)

    def _keep(self, text: str) -> None:
        words = " ".join(_ATTRIBUTE.sub("", text).split())
        if not self._silent[-1] and _WORD.search(words) and words not in BRAND:
            self.found.append((self.getpos()[0], words))


def _words_of(text: str) -> Iterator[tuple[int, str]]:
    reader = _Reader()
    reader.feed(_BLOCK.sub(lambda found: "\n" * found.group().count("\n"), text))
    reader.close()
    yield from reader.found
