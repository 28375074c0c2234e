"""What may lie behind the distance. Several causes usually do."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from nearward_library.schema.base import Also, Entry, Grade, Id, Line, Para, Part, Says, Title


class Neighbour(Part):
    """A cause that is easily taken for this one, and what tells them apart."""

    cause: Id
    by: Line


class First(Part):
    """Something to rule out before settling on this cause."""

    what: Line
    cause: Id | None = None
    """The entry to read about it, where there is one."""


class Probe(Part):
    """One question for one person alone.

    The answer has five steps. amount: not at all ... very much. often: never ... nearly always.
    truth: not true ... very true. tick: any of `choices`.
    """

    ask: Line
    scale: Literal["amount", "often", "truth", "tick"]
    likelier_when: Literal["more", "less"] = "more"
    """Whether a higher answer makes this cause likelier, or a lower one."""
    choices: Annotated[tuple[Line, ...], Field(max_length=8)] = ()

    @model_validator(mode="after")
    def only_ticks_have_choices(self) -> "Probe":
        """A tick list needs its lines; a five-step answer has its own."""
        if (self.scale == "tick") != (len(self.choices) >= 2):
            msg = "choices (two or more) belong to scale: tick, and to no other"
            raise ValueError(msg)
        return self


class Help(Part):
    """A practice that tends to help with this cause; the likeliest to help comes first."""

    practice: Id
    why: Line
    grade: Grade
    """How sure it is for this cause; never better than the practice's own grade."""


class Person(Part):
    """Whom to see when it is not ours to treat."""

    who: Title
    when: Line


class Cause(Entry):
    """Something that may lie behind a sign."""

    title: Title
    says: Says
    also: Also = ()
    group: Literal["rule-out", "outside", "talk", "built-up", "faded", "within"]
    how_it_works: Annotated[tuple[Para, ...], Field(min_length=1, max_length=3)]
    """What it does between two people, without blame for either."""
    looks_like: Annotated[tuple[Line, ...], Field(min_length=2, max_length=5)]
    tell_apart: Annotated[tuple[Neighbour, ...], Field(min_length=1, max_length=4)]
    rule_out_first: Annotated[tuple[First, ...], Field(min_length=1, max_length=4)]
    probe: Annotated[tuple[Probe, ...], Field(min_length=1, max_length=4)]
    private: bool = False
    """The probe lives on the private safety page only: never sent, never stored."""
    helps: Annotated[tuple[Help, ...], Field(min_length=2, max_length=6)]
    see: Annotated[tuple[Person, ...], Field(max_length=4)] = ()
    take_care: Annotated[tuple[Line, ...], Field(max_length=4)] = ()
    sources: Annotated[tuple[Id, ...], Field(max_length=6)] = ()

    @model_validator(mode="after")
    def names_whom_to_see(self) -> "Cause":
        """What must be ruled out first is not ours to treat: somebody to see stands beside it."""
        if self.group == "rule-out" and not self.see:
            msg = "a cause to rule out first names whom to see"
            raise ValueError(msg)
        return self
