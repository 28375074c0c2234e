"""What a questionnaire is, once read: questions in order, and the rules by which they are scored."""

from dataclasses import dataclass
from typing import Literal

Asks = Literal["choice", "integer", "decimal", "boolean"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice; `value` is its ordinal value, None where the questionnaire gives none."""

    code: str
    says: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; `low` and `high` bound its values where they are known."""

    link_id: str
    text: str
    asks: Asks
    required: bool
    options: tuple[Option, ...]
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A heading or a line of text between questions."""

    link_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a score, both ends included, and the words the clinic has for it."""

    low: float
    high: float
    says: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How one score is made: `how` over `items`, those in `turned` counted from the other end.

    It needs `at_least` answers; a sum over fewer than all items is made up by the mean of those answered.
    """

    name: str
    how: Literal["sum", "mean"]
    items: tuple[str, ...]
    turned: frozenset[str]
    at_least: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire as it is asked: `parts` in order, questions among them in `asked`."""

    url: str
    version: str | None
    title: str
    copyright: str
    parts: tuple[Asked | Shown, ...]
    rules: tuple[Rule, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions alone, in order."""
        return tuple(part for part in self.parts if isinstance(part, Asked))


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one person; `value` is None while too few questions of it are answered."""

    name: str
    value: float | None
    answered: int
    of: int
    band: str | None
