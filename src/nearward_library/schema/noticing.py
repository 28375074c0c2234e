"""What a person notices (signs), what is asked (items), and what closeness looks like (qualities)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from nearward_library.schema.base import Also, Entry, Id, Label, Line, Para, Part, Says, Title


class Contrast(Part):
    """Something that looks alike and is not the same."""

    what: Line
    why: Line


class Sign(Entry):
    """Something a person notices between the two of them."""

    title: Title
    says: Says
    """The sign in the words of somebody who notices it."""
    also: Also = ()
    group: Literal["talk", "tone", "warmth", "feeling"]
    description: Annotated[tuple[Para, ...], Field(min_length=1, max_length=3)]
    from_my_side: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
    """How it can look and feel to the one who notices it."""
    from_their_side: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
    """How the very same thing can look and feel to the other."""
    is_not: Annotated[tuple[Contrast, ...], Field(min_length=1, max_length=3)]
    items: Annotated[tuple[Id, ...], Field(min_length=1, max_length=6)]
    causes: Annotated[tuple[Id, ...], Field(min_length=3, max_length=8)]
    """What often lies behind it, the likeliest first."""
    serious_when: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    """When it is to be taken seriously at once."""
    sources: Annotated[tuple[Id, ...], Field(max_length=6)] = ()


class Choice(Part):
    """One answer of a scale; its value is its place, counted from 0."""

    says: Label
    away: bool = False
    """The answer "does not apply today"; it carries no value."""


class Scale(Part):
    """How an item is answered.

    circles: two circles moved together, 0 (apart) to 100 (one). slider: a line from 0 to 100, unset at first.
    choice: exactly one of `choices`; ordered ones have values 0, 1, 2... tick: any number of them.
    """

    kind: Literal["circles", "slider", "choice", "tick"]
    low_end: Label | None = None
    high_end: Label | None = None
    choices: Annotated[tuple[Choice, ...], Field(max_length=9)] = ()
    away: Label | None = None
    """For circles and slider: the answer for a day on which the question does not apply."""

    @model_validator(mode="after")
    def has_what_its_kind_needs(self) -> "Scale":
        """Ends for a line, at least two answers for a choice."""
        line = self.kind in {"circles", "slider"}
        if line and (self.choices or not (self.low_end and self.high_end)):
            msg = "circles and slider need low_end and high_end, and no choices"
            raise ValueError(msg)
        if not line and (len(self.choices) < 2 or self.low_end or self.high_end or self.away):
            msg = "choice and tick need at least two choices, and no ends"
            raise ValueError(msg)
        return self

    @property
    def low(self) -> int:
        """The lowest value an answer can have."""
        return 0

    @property
    def high(self) -> int:
        """The highest value an answer can have; for a choice, the place of its last valued answer."""
        return 100 if not self.choices else len([c for c in self.choices if not c.away]) - 1


class Follows(Part):
    """Asked only after another item has had one of these answers (their values)."""

    item: Id
    values: Annotated[tuple[int, ...], Field(min_length=1, max_length=6)]


class Item(Entry):
    """One question of the daily minute, the week, the month, the map, the circle of two or what each needs."""

    prompt: Line
    label: Label
    """The short name on charts and tables."""
    when: Literal["core", "rotating", "weekly", "monthly", "map", "circle", "needs"]
    order: Annotated[int, Field(ge=1, le=60)]
    """The place within its `when`."""
    scale: Scale
    nearer: Literal["more", "less", "neutral"]
    """Whether a higher value means nearer, farther, or neither by itself."""
    recall: Literal["now", "today", "last-night", "this-week", "this-month", "lately"]
    signs: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
    quality: Id | None = None
    audience: Literal["me"] = "me"
    """Who sees an answer unless its author says otherwise."""
    opt_in: bool = False
    """Asked only of those who have switched it on."""
    follows: Follows | None = None
    idea: Line
    """Where the idea for asking this comes from."""
    sources: Annotated[tuple[Id, ...], Field(max_length=6)] = ()


class Quality(Entry):
    """What closeness looks like when it is there; progress is measured on these."""

    title: Title
    says: Says
    description: Annotated[tuple[Para, ...], Field(min_length=1, max_length=3)]
    looks_like: Annotated[tuple[Line, ...], Field(min_length=2, max_length=5)]
    """Small scenes by which two people recognise it."""
    items: Annotated[tuple[Id, ...], Field(min_length=1, max_length=6)]
    practices: Annotated[tuple[Id, ...], Field(min_length=2, max_length=8)]
    sources: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
