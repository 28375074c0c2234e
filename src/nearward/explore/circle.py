"""The circle of pressing and pulling away, from what each says of both parts. It has two halves and no beginning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

RAISE, LEAVE, ON, QUIET = "circle-raise", "circle-leave", "circle-press", "circle-quiet"
HOPE_ON, HOPE_QUIET = "circle-hope-on", "circle-hope-quiet"

Said = Mapping[str, int | tuple[int, ...]]
"""Somebody's answers by item: the place of a choice, or the places that were ticked."""

OFTEN_ENOUGH = 2
"""From which of the five steps on somebody counts as taking a part."""


class Part(StrEnum):
    """Who mostly takes a part, from the viewer."""

    ME = "me"
    THEM = "them"
    BOTH = "both"
    NOBODY = "nobody"


NAMED = (Part.ME, Part.BOTH, Part.THEM)
"""The answers to who tends to do it, in their order; any other names nobody."""


class View(StrEnum):
    """Whose view a circle is."""

    ALONE = "alone"
    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Circle:
    """Who goes on, who goes quiet and what each hopes for by it, as one view has it or both have it alike."""

    view: View
    goes_on: Part
    goes_quiet: Part
    hopes_on: tuple[int, ...]
    hopes_quiet: tuple[int, ...]

    @property
    def turns(self) -> bool:
        """Whether there is a circle at all."""
        return self.goes_on is not Part.NOBODY and self.goes_quiet is not Part.NOBODY


def circles_of(mine: Said, theirs: Said | None = None) -> tuple[Circle, ...]:
    """Return the circle as the viewer sees it; with what both have shown, the one of both, or where they differ, two.

    Two views are never made into a third that nobody has. Hopes are only ever those that somebody told of themself.
    """
    if theirs is None:
        return (_circle(View.ALONE, _view(mine, mirrored=False), mine, {}),)
    views = (_view(mine, mirrored=False), _view(theirs, mirrored=True))
    if views[0] == views[1]:
        return (_circle(View.BOTH, views[0], mine, theirs),)
    return tuple(
        _circle(whose, view, mine, theirs) for whose, view in zip((View.MINE, View.THEIRS), views, strict=True)
    )


def is_enough(common: Collection[str]) -> bool:
    """Return whether what both have shown, by item, says who takes either part; of less, a circle would be wrong."""
    return {RAISE, LEAVE} <= set(common)


def _circle(whose: View, view: tuple[Part, Part], mine: Said, theirs: Said) -> Circle:
    goes_on, goes_quiet = view
    return Circle(whose, *view, _hopes(HOPE_ON, goes_on, mine, theirs), _hopes(HOPE_QUIET, goes_quiet, mine, theirs))


def _view(said: Said, *, mirrored: bool) -> tuple[Part, Part]:
    """Who goes on and who goes quiet by one person's answers."""
    parts = (_part(said, RAISE, ON), _part(said, LEAVE, QUIET))
    turned = {Part.ME: Part.THEM, Part.THEM: Part.ME}
    return (turned.get(parts[0], parts[0]), turned.get(parts[1], parts[1])) if mirrored else parts


def _part(said: Said, who: str, how_often: str) -> Part:
    """Who was named; where nobody was, the answer to how often says whether it is the one who answers."""
    named, often = said.get(who), said.get(how_often)
    if isinstance(named, int) and named < len(NAMED):
        return NAMED[named]
    return Part.ME if isinstance(often, int) and often >= OFTEN_ENOUGH else Part.NOBODY


def _hopes(item: str, part: Part, mine: Said, theirs: Said) -> tuple[int, ...]:
    told = {Part.ME: (mine,), Part.THEM: (theirs,), Part.BOTH: (mine, theirs)}.get(part, ())
    hopes = [hope for said in told for hope in _ticked(said.get(item, ()))]
    return tuple(sorted(set(hopes)))


def _ticked(reply: int | tuple[int, ...]) -> tuple[int, ...]:
    return reply if isinstance(reply, tuple) else ()
