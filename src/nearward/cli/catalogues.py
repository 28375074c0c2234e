"""`nearward catalogues`, for translators: the catalogues brought up to date with every word of the house."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from babel.messages import Catalog, pofile
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from nearward.kit.catalogues import INNER
from nearward_dialogue import cues
from nearward_dialogue.measures import measures

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
TO_READ = ("*.py", "templates/**/*.html", "templates/**/*.txt", "templates/**/*.svg")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")},
}
CUES = (cues,)
COMMENT = "Translators:"
WIDTH = 120


@click.command(hidden=True)
def catalogues() -> None:
    """Take words that are new into every catalogue, drop those that are gone, tell what is left to translate."""
    words = extracted(PACKAGE)
    for path in sorted(LOCALE.glob(f"*/{INNER}.po")):
        catalogue = brought_up_to_date(path, words)
        path.write_text(in_file(catalogue, head_of(path)), encoding="utf-8")
        click.echo(f"{catalogue.locale_identifier}: {len(untranslated(catalogue))} of {len(catalogue)} to translate")


def extracted(package: Path) -> Catalog:
    """Return every word that is marked for translation in the code and the templates below `package`."""
    words = Catalog()
    for path in sorted({found for pattern in TO_READ for found in package.rglob(pattern)}):
        for message, comments, context in _messages(path):
            words.add(
                message,
                locations=[(path.relative_to(package).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    for module in measures().values():  # what a measure says of itself is shown too, and knows no gettext
        for said in (getattr(module, "TITLE", ""), module.LIMITS):
            if said:
                words.add(said, locations=[(f"{module.__name__.replace('.', '/')}.py", 0)])
    for module in CUES:
        words.add(module.LIMITS, locations=[(f"{module.__name__.replace('.', '/')}.py", 0)])
    return words


def brought_up_to_date(path: Path, words: Catalog) -> Catalog:
    """Return the catalogue at `path` with the messages of `words`; a translation stays only where the English does."""
    catalogue = read(path)
    catalogue.update(words, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def read(path: Path) -> Catalog:
    """Read a catalogue; raise `PoFileError` where it is not one."""
    with path.open("rb") as opened:
        return pofile.read_po(opened, locale=path.parts[-3], abort_invalid=True)


def head_of(path: Path) -> str:
    """Return the head of a catalogue, which people write and no tool changes."""
    return path.read_text(encoding="utf-8").partition("\n\n")[0].strip()


def in_file(catalogue: Catalog, head: str) -> str:
    """Return a catalogue as its file holds it, the same for the same words: sorted, and without line numbers."""
    held = io.BytesIO()
    pofile.write_po(held, catalogue, width=WIDTH, sort_output=True, include_lineno=False, omit_header=True)
    return f"{head}\n\n{held.getvalue().decode()}"


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages that lack a translation or one of its plural forms."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and not all(_strings(message.string, catalogue.num_plurals if message.pluralizable else 1))
    ]


def _strings(string: str | Iterable[str] | None, wanted: int) -> list[str]:
    held = [string] if isinstance(string, str) else list(string or ())
    return [*held, *[""] * (wanted - len(held))]


def _messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    found = extract(
        "python", io.BytesIO(text.encode()), KEYWORDS, [COMMENT], {"encoding": "utf-8"}, strip_comment_tags=True
    )
    for _line, message, comments, context in found:
        yield message, comments, context
