"""Help from others: pages about it, lines to call by country, and what telehealth can offer."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from nearward_library.schema.base import Entry, Id, Label, Line, Para, Part, Says, Title


class Section(Part):
    """A headed stretch of a help page."""

    heading: Title
    paragraphs: Annotated[tuple[Para, ...], Field(max_length=3)] = ()
    points: Annotated[tuple[Line, ...], Field(max_length=8)] = ()

    @model_validator(mode="after")
    def says_something(self) -> "Section":
        """A heading alone helps nobody."""
        if not self.paragraphs and not self.points:
            msg = "a section has paragraphs or points"
            raise ValueError(msg)
        return self


class HelpPage(Entry):
    """A page about getting help."""

    title: Title
    says: Says
    order: Annotated[int, Field(ge=1, le=40)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=8)]
    causes: Annotated[tuple[Id, ...], Field(max_length=12)] = ()
    sources: Annotated[tuple[Id, ...], Field(max_length=6)] = ()


Number = Annotated[str, StringConstraints(pattern=r"^[0-9+][0-9 +-]{1,24}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+(/[^\s]*)?$", max_length=160)]


class HelpLine(Part):
    """One line to call, write or look up."""

    name: Title
    about: Literal["emergency", "crisis", "abuse", "abuse-men", "lgbt", "children", "relationship", "addiction"]
    phone: Number | None = None
    text: Line | None = None
    """How to reach it in writing, in words ("Text SHOUT to 85258")."""
    site: Address | None = None
    hours: Label
    free: bool | None = None
    """None where we do not know."""
    note: Line | None = None
    source: Address
    """The page the number was read on; the provider's own, or an authority's."""

    @model_validator(mode="after")
    def can_be_reached(self) -> "HelpLine":
        """A line nobody can reach is no line."""
        if not (self.phone or self.text or self.site):
            msg = "a line has a phone, a text or a site"
            raise ValueError(msg)
        return self


class Country(Entry):
    """The lines of one country; the file's name is its code (ISO 3166-1, two small letters)."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    name: Title
    checked: Annotated[date, Field(strict=False)] | None = None
    """The day on which a person last compared every number here with its source; None while nobody has, and then
    the page says so."""
    emergency: Number
    lines: Annotated[tuple[HelpLine, ...], Field(min_length=1, max_length=10)]


class Telehealth(Entry):
    """Something a platform for professional help at a distance offers."""

    title: Title
    says: Says
    description: Annotated[tuple[Para, ...], Field(min_length=1, max_length=3)]
    look_for: Annotated[tuple[Line, ...], Field(min_length=2, max_length=5)]
    """What to look for, or to ask, before choosing one."""
    here: Para
    """What Nearward itself does towards it, and where it stops."""
    practices: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
    sources: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
