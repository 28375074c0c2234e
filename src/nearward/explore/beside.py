"""Two maps side by side: first what both say, then one difference. Both people are given the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nearward.explore.rules import Strength

SIGN, CAUSE = "sign", "cause"
STRENGTHS = (Strength.HARDLY, Strength.PERHAPS, Strength.LIKELY)
"""The strengths as steps, so that they can be laid side by side."""

MOST_AGREED = 3
NOTICED_FROM = {SIGN: 2, CAUSE: 1}
"""From which step on something counts as said by somebody."""

NEAR, APART = 1, 2


@dataclass(frozen=True, slots=True)
class Laid:
    """One question that both have shown, as a step of each; `question` is a sign or a cause by its kind and id."""

    question: str
    mine: int
    theirs: int

    @property
    def kind(self) -> str:
        return self.question.partition(":")[0]

    @property
    def about(self) -> str:
        return self.question.partition(":")[2]


def agreed(laid: Iterable[Laid], kind: str) -> tuple[Laid, ...]:
    """Return what both say, what weighs most first: both clearly, and nearly alike."""
    found = [
        one
        for one in laid
        if one.kind == kind and min(one.mine, one.theirs) >= NOTICED_FROM[kind] and abs(one.mine - one.theirs) <= NEAR
    ]
    return tuple(sorted(found, key=lambda one: (-(one.mine + one.theirs), one.question))[:MOST_AGREED])


def one_gap(laid: Iterable[Laid]) -> Laid | None:
    """Return the widest difference between two views of one sign, or None where there is none to speak of."""
    apart = [one for one in laid if one.kind == SIGN and abs(one.mine - one.theirs) >= APART]
    return min(apart, key=lambda one: (-abs(one.mine - one.theirs), one.question), default=None)
