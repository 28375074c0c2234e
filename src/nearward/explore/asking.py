"""What is asked next. Branches so that nobody needs more than about forty taps, and asks about bodies first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nearward.explore.rules import (
    HIGHEST,
    LISTS,
    NOTICED,
    SEEN,
    UNSAID,
    UNSURE,
    Kind,
    Replies,
    Reply,
    asked_about,
    noticed_in,
    strongest,
    weighed,
)

if TYPE_CHECKING:
    from nearward_library import Library

MOST_SIGNS = 5
MOST_LISTED = 3
MORE_ABOUT = 2
"""Of how many signs, the strongest, is asked since when and on whose side."""

BODIES = ("hearing-physical:0", "health:0", "health:1", "health:2", "mental-health:0", "mental-health:3")
"""Hearing, sleep, pain, medicine, mood, drinking: before anything about the two of them."""

FOLLOWING = 16
MOST_TAPS = 40
ALONE = "alone"

SINCE = ("weeks", "months", "year", "years", "always")
SIDE = ("mine", "theirs", "both", "between")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `id` is what its answer is kept under, `about` its sign or cause, `place` which probe of that."""

    id: str
    kind: Kind
    about: str = ""
    place: int = 0
    choices: tuple[str, ...] = ()
    most: int | None = None


def next_question(library: Library, replies: Replies) -> Question | None:
    """Return what to ask after these answers; None when the map is done. The same answers lead to the same question."""
    for question in _first_part(library, replies):
        if question.id not in replies:
            return question
    followed = sum(_is_probe(name) and name not in BODIES for name in replies)
    return _likeliest(library, replies) if followed < FOLLOWING else None


def question_named(library: Library, name: str, replies: Replies) -> Question | None:
    """Return the question kept under a name, or None where there is no such question."""
    about, _, place = name.rpartition(":")
    if about in library.causes and place.isdigit() and int(place) < len(library.causes[about].probe):
        return _probe(library, about, int(place))
    return next((question for question in _first_part(library, replies) if question.id == name), None)


def is_answer(question: Question, reply: Reply) -> bool:
    """Whether a reply answers this very question."""
    match question.kind:
        case Kind.PAUSE:
            return reply == SEEN
        case Kind.TICK:
            if isinstance(reply, tuple):
                return set(reply) <= set(question.choices) and len(reply) <= (question.most or len(question.choices))
            return reply == UNSAID
        case Kind.STEP:
            return reply in {UNSURE, UNSAID} or (isinstance(reply, int) and 0 <= reply <= HIGHEST)
        case Kind.CHOICE:
            return reply in {UNSURE, UNSAID, *question.choices}


def taps(replies: Replies) -> int:
    """Return how many taps these answers took: one each, and one more for everything ticked."""
    return sum(1 + (len(reply) if isinstance(reply, tuple) else 0) for reply in replies.values())


def share_done(replies: Replies) -> int:
    """Return in which tenth of the way somebody is, 0 to 9; the way's length is not known before its end."""
    return min(9, 10 * len(replies) // (len(replies) + 1 + _left(replies)))


def _first_part(library: Library, replies: Replies) -> Iterator[Question]:
    """What everybody is asked, as far as it follows from the signs they ticked."""
    yield Question(NOTICED, Kind.TICK, choices=tuple(library.signs), most=MOST_SIGNS)
    for sign in noticed_in(replies):
        yield Question(f"sign:{sign}", Kind.STEP, about=sign)
    for sign in strongest(replies)[:MORE_ABOUT]:
        yield Question(f"since:{sign}", Kind.CHOICE, about=sign, choices=SINCE)
        yield Question(f"side:{sign}", Kind.CHOICE, about=sign, choices=SIDE)
    yield Question(ALONE, Kind.PAUSE)
    for name in BODIES:
        about, _, place = name.rpartition(":")
        yield _probe(library, about, int(place))
    for name, groups in LISTS.items():
        listed = tuple(cause.id for group in groups for cause in asked_about(library) if cause.group == group)
        yield Question(name, Kind.TICK, choices=listed, most=MOST_LISTED)


def _likeliest(library: Library, replies: Replies) -> Question | None:
    """Ask on about the cause that leads now among those of which something is left to ask."""
    standing = {cause.id: weighed(library, cause, replies).points for cause in asked_about(library)}
    for name in sorted(standing, key=lambda name: (-round(standing[name], 9), name)):
        for place in range(len(library.causes[name].probe)):
            probe = _probe(library, name, place)
            if probe.id not in replies and taps(replies) + _cost(probe) <= MOST_TAPS:
                return probe
    return None


def _probe(library: Library, cause: str, place: int) -> Question:
    probe = library.causes[cause].probe[place]
    name = f"{cause}:{place}"
    if probe.scale == "tick":
        choices = tuple(str(n) for n in range(len(probe.choices)))
        return Question(name, Kind.TICK, cause, place, choices=choices, most=MOST_LISTED)
    return Question(name, Kind.STEP, cause, place)


def _cost(question: Question) -> int:
    return 1 + (question.most or 0)


def _is_probe(name: str) -> bool:
    return name.rpartition(":")[2].isdigit()


def _left(replies: Mapping[str, Reply]) -> int:
    follow = sum(_is_probe(name) and name not in BODIES for name in replies)
    if NOTICED not in replies:
        return MOST_SIGNS + 2 * MORE_ABOUT + len(BODIES) + FOLLOWING
    signs = len(noticed_in(replies))
    fixed = 2 + len(LISTS) + signs + 2 * min(MORE_ABOUT, signs) + len(BODIES)
    return max(0, fixed - (len(replies) - follow)) + max(0, min(FOLLOWING - follow, MOST_TAPS - taps(replies)))
