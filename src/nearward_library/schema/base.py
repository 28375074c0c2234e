"""What all entries share: frozen, strict, and texts that are single, clean paragraphs."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

MARKUP: Final = re.compile('["<>*_`#|]')


def clean(text: str) -> str:
    """Refuse what would show as a slip on the page: stray space, line ends, markup, straight double quotes."""
    if text != text.strip() or "\n" in text or "  " in text:
        msg = "one paragraph, with no space at the ends, no line end and no double space"
        raise ValueError(msg)
    if found := MARKUP.search(text):
        msg = f"plain text without {found[0]!r}; spoken words stand in “curly quotes”"
        raise ValueError(msg)
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=28), AfterValidator(clean)]
Title = Annotated[str, StringConstraints(min_length=3, max_length=60), AfterValidator(clean)]
Says = Annotated[str, StringConstraints(min_length=12, max_length=140), AfterValidator(clean)]
Line = Annotated[str, StringConstraints(min_length=3, max_length=220), AfterValidator(clean)]
Para = Annotated[str, StringConstraints(min_length=30, max_length=640), AfterValidator(clean)]

Grade = Literal["A", "B", "C"]
"""How sure we are that it helps couples: A more than one good trial, B one trial or steady observation,
C clinical experience or correlations only."""

SafetyClass = Annotated[int, Field(ge=0, le=3)]
"""0 open to all, 1 light caution, 2 needs an open safety gate, 3 needs an open gate and is never pushed."""


class Part(BaseModel):
    """A piece of an entry: nothing unknown, nothing converted in passing, nothing changed later."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Entry(Part):
    """One file of the library; `id` is the file's name, `language` and `draft` come with a translation."""

    id: Id
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]+)*$")] = "en"
    """The language its texts are in."""
    draft: Literal["machine"] | None = None
    """How a translation was made that no person has reviewed yet."""


Also = Annotated[tuple[Label, ...], Field(max_length=10)]
"""Other words by which somebody may look for it, the trade's own among them; found by search and never shown."""


class Source(Entry):
    """Something published that an entry leans on."""

    authors: Annotated[str, StringConstraints(min_length=2, max_length=200)]
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    where: Annotated[str, StringConstraints(min_length=3, max_length=160)]
    """Journal or publisher with volume and pages, as far as known."""
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    doi_seen: bool = False
    """Whether this DOI stood on a page about the study that we read; false means it was filled in."""
    authors_sure: bool = True
    """False where the excerpt read did not show every author."""
    seen: Literal["record", "second-hand", "memory"]
    """record: we read its abstract or record; second-hand: only through others; memory: still to be checked."""
    design: Literal[
        "meta-analysis", "review", "trial", "experiment", "diary", "longitudinal", "survey", "measure",
        "method", "guidance", "programme",
    ]  # fmt: skip
    couples: bool
    """Whether the people studied were couples (or partners in one)."""
    shows: Annotated[str, StringConstraints(min_length=20, max_length=260), AfterValidator(clean)]
    """What it shows, in one sentence a reader without training understands."""

    @property
    def address(self) -> str | None:
        """Where it can be read, if it has a DOI."""
        return f"https://doi.org/{self.doi}" if self.doi else None
