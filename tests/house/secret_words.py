"""Secrets that somebody left in a file: keys in the forms that their makers give them, and values named as secrets."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

LARGEST = 2_000_000
FORMS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"),
    "a secret key of age": re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{50,}"),
    "a key of a cloud": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of a forge": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|glpat-[A-Za-z0-9_-]{20,}|github_pat_\w{50,})"),
    "a token of a package index": re.compile(r"\bpypi-AgE[A-Za-z0-9_-]{50,}"),
    "a signed token": re.compile(r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}"),
    "an address with a password": re.compile(
        r"\b[a-z]{3,12}://[^\s/:@\"'`{}<>]+:(?!password@|secret@|\.\.\.)[^\s/:@\"'`{}<>]{6,}@"
    ),
    "a ring of keys": re.compile(r'"keys": ?\{"\d+": ?"(?!A{20})[A-Za-z0-9+/]{43}="'),
}
HARMLESS = frozenset({"rosebud", "p%40ss"})  # what tests write where a password would stand


def secrets_left(root: Path) -> list[str]:
    """Places in the project's files, as git knows them, where something looks like a secret."""
    return [
        f"{path.relative_to(root).as_posix()}:{line}: looks like {what}"
        for path in _files(root)
        for what, line in _in(path.read_text(encoding="utf-8", errors="replace"))
    ]


def _in(text: str) -> Iterator[tuple[str, int]]:
    for what, form in FORMS.items():
        for found in form.finditer(text):
            if not any(word in found[0] for word in HARMLESS):
                yield what, text.count("\n", 0, found.start()) + 1


def _files(root: Path) -> Iterator[Path]:
    """Every file that is or would be committed; every file there is where there is no git."""
    if (root / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
        found = [root / name for name in listed.split("\0") if name]
    else:
        found = sorted(root.rglob("*"))
    yield from (path for path in found if path.is_file() and path.stat().st_size <= LARGEST)
