"""What each of two people needs, as differences to plan around. No amount is the right one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

AS_IT_IS = 2
"""The middle of the amounts: as much as there is now."""

AMOUNTS = ("needs-two", "needs-touch", "needs-telling", "needs-alone", "needs-friends", "needs-own")
AFTER = "needs-after"


@dataclass(frozen=True, slots=True)
class Need:
    """One need that both have shown: the place of each one's answer."""

    item: str
    mine: int
    theirs: int

    @property
    def differs(self) -> bool:
        return self.mine != self.theirs

    @property
    def apart(self) -> int:
        """How far apart; for what has no order, one or nothing."""
        return int(self.differs) if self.item == AFTER else abs(self.mine - self.theirs)


def planned_around(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return what differs, the widest difference first; both people are given the same order."""
    return tuple(sorted((need for need in needs if need.differs), key=lambda need: (-need.apart, need.item)))


def shared_wishes(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return amounts of which both would like more, or both less."""
    return tuple(
        need for need in needs if need.item in AMOUNTS and (need.mine - AS_IT_IS) * (need.theirs - AS_IT_IS) > 0
    )
