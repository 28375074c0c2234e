"""Catalogues of words: the `.po` files that translators write, made into the `.mo` files that gettext reads.

Compiled files are not shipped. They are made in the data folder when a process starts and finds none for the words
as they are now, so that nobody needs the gettext tools.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

INNER = Path("LC_MESSAGES", "django")

_log = logging.getLogger(__name__)


def compiled(source: Path, folder: Path) -> list[str]:
    """Return where the catalogues of `source` lie compiled: below `folder`, or in a passing folder if none may be kept.

    Every version of the words has a folder of its own name, so two starts at once write the same, and a running
    process never finds its words exchanged. Without any place to write there are no translations, only English.
    """
    version = digest(source)
    place = folder / version
    try:
        if not place.is_dir():
            _make(source, folder, version)
            _clear(folder, keep=version)
    except OSError as error:
        _log.warning("catalogues are not kept in %s: %s", folder, error.strerror)
        return _passing(source, version)
    return [str(place)]


def digest(source: Path) -> str:
    """Return a name for the words as they are now."""
    total = hashlib.sha256()
    for language, words in _catalogues(source):
        total.update(language.encode())
        total.update(words.read_bytes())
    return total.hexdigest()[:12]


def _catalogues(source: Path) -> Iterator[tuple[str, Path]]:
    for words in sorted(source.glob(f"*/{INNER}.po")):
        yield words.relative_to(source).parts[0], words


def _make(source: Path, folder: Path, version: str) -> None:
    """Fill a folder of a passing name, then give it its own in one step, so that none is ever seen half-made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix="half-", dir=folder))
    try:
        for language, words in _catalogues(source):
            _compile(words, half / language / INNER.with_suffix(".mo"))
        half.rename(folder / version)
    except OSError:
        if not (folder / version).is_dir():  # another start was quicker, which is as good
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _compile(words: Path, compiled_words: Path) -> None:
    from babel.messages import mofile, pofile  # noqa: PLC0415  (a tenth of a second that most starts do not need)

    with words.open("rb") as read:
        catalogue = pofile.read_po(read, abort_invalid=True)
    compiled_words.parent.mkdir(parents=True)
    with compiled_words.open("wb") as written:
        mofile.write_mo(written, catalogue)


def _clear(folder: Path, keep: str) -> None:
    """Take away what older versions left. What somebody else is making just now stays."""
    for old in folder.iterdir():
        if old.name != keep and not old.name.startswith("half-"):
            shutil.rmtree(old, ignore_errors=True)


def _passing(source: Path, version: str) -> list[str]:
    try:
        folder = Path(tempfile.mkdtemp(prefix="nearward-words-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _make(source, folder, version)
    except OSError:
        return []
    return [str(folder / version)]
