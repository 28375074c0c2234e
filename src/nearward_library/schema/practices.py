"""What the two can do, or one of them."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from nearward_library.schema.base import Also, Entry, Grade, Id, Label, Line, Para, Part, SafetyClass, Says, Title

Mode = Literal["alone", "together", "distance"]


class Step(Part):
    """One thing to do, doable as it is read aloud."""

    do: Annotated[Line, Field(min_length=12)]
    say: Line | None = None
    """Words to say with it, if any."""


class Dose(Part):
    """How often and how long, and how well that is known."""

    often: Label
    weeks: Label
    basis: Literal["tested", "extended", "experience"]
    """tested: as in a study; extended: drawn from studies by us; experience: from clinical habit."""
    note: Line


class Slip(Part):
    """What often goes wrong, and how to come back."""

    when: Line
    come_back: Line


class Variants(Part):
    """The same practice on a tired evening, far apart, and for one person alone."""

    tired: Annotated[Para, Field(max_length=400)]
    distance: Annotated[Para, Field(max_length=400)]
    alone: Annotated[Para, Field(max_length=400)]


class Tags(Part):
    """What tailoring and the safety gate look at."""

    intensity: Literal["light", "middle", "deep"]
    joint: bool
    """It cannot be done without the other person."""
    confronting: bool = False
    """It raises something the other may not want to hear."""
    vulnerability: bool = False
    """It asks somebody to open up or to lean on the other."""
    sexual: bool = False
    forgiveness: bool = False


class Practice(Entry):
    """One thing to do that answers causes and signs."""

    title: Title
    says: Says
    also: Also = ()
    group: Literal["begin", "talk", "time", "warmth", "together-apart", "repair", "help"]
    lead: Para
    """Why it is worth a try, in two or three sentences."""
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=6)]
    minutes: Annotated[int, Field(ge=1, le=180)]
    dose: Dose
    modes: Annotated[tuple[Mode, ...], Field(min_length=1, max_length=3)]
    starters: Annotated[tuple[Line, ...], Field(min_length=2, max_length=8)]
    """What to say: beginnings in one's own mouth."""
    goes_wrong: Annotated[tuple[Slip, ...], Field(min_length=2, max_length=5)]
    cautions: Annotated[tuple[Line, ...], Field(min_length=1, max_length=5)]
    stop_rules: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    variants: Variants
    safety_class: SafetyClass
    tags: Tags
    causes: Annotated[tuple[Id, ...], Field(min_length=1, max_length=33)]
    signs: Annotated[tuple[Id, ...], Field(min_length=1, max_length=26)]
    format: Id | None = None
    """The guided format that does it step by step, where there is one."""
    grade: Grade
    grade_why: Line
    sources: Annotated[tuple[Id, ...], Field(max_length=8)] = ()

    @model_validator(mode="after")
    def agrees_with_itself(self) -> "Practice":
        """Modes, tags, class and grade must not contradict each other."""
        if self.tags.joint == ("alone" in self.modes):
            msg = "joint is true exactly when alone is not among the modes"
            raise ValueError(msg)
        if self.tags.confronting and self.safety_class < 2:
            msg = "a confronting practice has safety_class 2 or 3"
            raise ValueError(msg)
        if (self.tags.sexual or self.tags.forgiveness) and self.safety_class < 2:
            msg = "a sexual or forgiveness practice has safety_class 2 or 3"
            raise ValueError(msg)
        if self.grade != "C" and not self.sources:
            msg = "grades A and B name their sources"
            raise ValueError(msg)
        return self

    @property
    def never_pushed(self) -> bool:
        """Offered to nobody; only found by somebody who looks for it."""
        tags = self.tags
        return self.safety_class == 3 or tags.vulnerability or tags.sexual or tags.forgiveness

    @property
    def closes_with_the_gate(self) -> bool:
        """Not offered to a person whose safety gate is closed."""
        return self.safety_class > 0 or self.tags.joint or self.tags.confronting or self.never_pushed
