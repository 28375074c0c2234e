"""Who gains from what, and what to leave: one row for each condition that studies of couples tell apart.

It is written to be read beside the library's sources, whose ids each row names. A row that applies speaks for what
stands under `do` and against what stands under `leave`; it forbids nothing. What is forbidden stands in `rules.BARS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nearward.practice.moments import Moment, State


@dataclass(frozen=True, slots=True)
class Row:
    """One condition with what to do under it and what to leave, by ids of practices."""

    name: str
    when: Callable[[Moment], bool]
    do: tuple[str, ...]
    leave: tuple[str, ...]
    sources: tuple[str, ...]


UNANSWERED = frozenset({"ignored", "unheard", "invalidated"})
PULLS_BACK = frozenset({"shuts-down", "avoids-depth", "leaves-hard-talks"})
LESSONS = frozenset(
    {"listen-reflect", "two-way", "i-statement", "solve-together", "calm-time", "pause-and-return", "broach"}
)
"""Courses in talking: for those who are content they bring nothing, and may bring harm."""

TONIGHT = frozenset(
    {
        "acknowledge",
        "ask-for-what-i-want",
        "daily-check-in",
        "good-news",
        "gratitude",
        "look-outside",
        "open-questions",
        "positive-talk",
        "rule-out",
        "savour",
        "small-kindness",
        "small-moments",
        "third-view",
        "touch-rituals",
    }
)
"""What has a version for a tired evening that is done in under two minutes."""


def _cause(*names: str) -> Callable[[Moment], bool]:
    return lambda m: bool({*names} & {*m.behind})


def _sign(names: frozenset[str]) -> Callable[[Moment], bool]:
    return lambda m: bool(names & {*m.signs})


ROWS = (
    Row(
        "content",
        lambda m: m.content,
        do=("gratitude", "shared-interests", "touch-rituals", "good-news", "check-up", "third-view"),
        leave=tuple(sorted(LESSONS)),
        sources=("rogge-2013", "halford-2001", "aron-2000"),
    ),
    Row(
        "low",
        lambda m: m.state is State.LOW,
        do=("listen-reflect", "solve-together", "pause-and-return", "face-stress-together"),
        leave=("patience",),
        sources=("doss-2016", "halford-2015"),
    ),
    Row(
        "unanswered",
        _sign(UNANSWERED),
        do=("listen-not-fix", "listen-reflect"),
        leave=("gratitude",),
        sources=("algoe-2016", "kuhn-2018"),
    ),
    Row(
        "pulls-back",
        lambda m: _sign(PULLS_BACK)(m) or _cause("attachment")(m),
        do=("savour", "shared-interests", "pause-and-return", "small-moments"),
        leave=("broach", "small-to-deep", "find-origin"),
        sources=("shared-moments-avoidance-2022", "overall-2013"),
    ),
    Row(
        "holds-on",
        _cause("insecurity"),
        do=("keep-promises", "let-go", "savour"),
        leave=(),
        sources=("evraire-2022",),
    ),
    Row(
        "hard-day",
        lambda m: m.hard_day or m.their_day_is_hard,
        do=("face-stress-together", "daily-check-in", "small-kindness", "savour"),
        leave=("broach", "calm-time", "solve-together"),
        sources=("gordon-2014", "timmons-2017"),
    ),
    Row(
        "unfair-load",
        _cause("unfair-load"),
        do=("fair-share", "keep-promises"),
        leave=(),
        sources=("gordon-2022",),
    ),
    Row(
        "monotony",
        _cause("monotony"),
        do=("shared-interests",),
        leave=("weekly-date", "small-moments"),
        sources=("aron-2000",),
    ),
    Row(
        "less-intimacy",
        lambda m: _cause("less-intimacy")(m) or "less-sex" in m.signs,
        do=("touch-rituals", "see-doctor"),
        leave=("gradual-intimacy",),
        sources=("muise-2014",),
    ),
    Row(
        "transitions",
        _cause("transitions"),
        do=("good-news", "face-stress-together", "fair-share"),
        leave=("weekly-date", "shared-interests"),
        sources=("new-parents-good-news-2021",),
    ),
    Row(
        "unwell",
        _cause("mental-health", "grief-trauma"),
        do=("seek-therapist", "see-doctor", "face-stress-together"),
        leave=("self-soothe", "let-go"),
        sources=("barbato-2018", "monson-2012"),
    ),
    Row(
        "hearing",
        _cause("hearing-physical"),
        do=("rule-out",),
        leave=("listen-reflect", "two-way", "i-statement"),
        sources=("kamil-2015",),
    ),
    Row(
        "broken-trust",
        _cause("broken-trust"),
        do=("seek-therapist", "keep-promises"),
        leave=("solve-together",),
        sources=("peetz-2011",),
    ),
    Row(
        "small-things",
        _cause("small-grievances"),
        do=("third-view", "gratitude"),
        leave=("broach", "solve-together"),
        sources=("overall-2017", "finkel-2013"),
    ),
)


def applying(moment: Moment) -> tuple[Row, ...]:
    """Return the rows that apply now."""
    return tuple(row for row in ROWS if row.when(moment))
