"""What is counted in a chat, in words: titles, groups, values with their units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import exp, log

from django.utils.dateformat import format as in_format
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from nearward_dialogue.cues import LIMITS as CUE_LIMITS
from nearward_dialogue.measures import measures

Words = str | Promise

GROUPS: dict[str, Words] = {
    "time": gettext_lazy("Talk over time"),
    "begin": gettext_lazy("Who begins"),
    "answers": gettext_lazy("How soon an answer comes"),
    "warmth": gettext_lazy("Warmth"),
    "questions": gettext_lazy("Questions, and what comes of them"),
    "more": gettext_lazy("What else was counted"),
}
"""In the order in which they stand on the page."""

KNOWN: dict[str, tuple[str, Words]] = {
    "messages": ("time", gettext_lazy("Part of all messages")),
    "words": ("time", gettext_lazy("Part of all words")),
    "days": ("time", gettext_lazy("Days a week with a message")),
    "length": ("time", gettext_lazy("Words in a message")),
    "one_word": ("time", gettext_lazy("Turns of a single word")),
    "late_night": ("time", gettext_lazy("Messages late at night")),
    "initiation": ("begin", gettext_lazy("Conversations begun")),
    "breaks": ("begin", gettext_lazy("Writing first after two days and more of silence")),
    "latency": ("answers", gettext_lazy("Time until an answer, the middle one")),
    "unanswered": ("answers", gettext_lazy("Waits by day of a day and longer")),
    "thanks": ("warmth", gettext_lazy("Messages with a word of thanks")),
    "affection": ("warmth", gettext_lazy("Messages with a word or sign of affection")),
    "laughter": ("warmth", gettext_lazy("Messages with a laugh")),
    "apology": ("warmth", gettext_lazy("Messages with a word of apology")),
    "feelings": ("warmth", gettext_lazy("Messages with a word for a feeling")),
    "plans": ("warmth", gettext_lazy("Messages with a word of arranging")),
    "we_talk": ("warmth", gettext_lazy("Messages with “we” or “us”")),
    "style_matching": ("more", gettext_lazy("How alike you two use small words, from 0 to 1")),
}
"""Group and title of measures that do not say them themselves (`GROUP`, `TITLE`), in the order on the page."""


CUES: dict[str, Words] = {"belittling": gettext_lazy("Messages with belittling words")}
"""Titles of cues: places to look at in one's own messages, never figures."""


HOURS = "hours"
"""The name of what is told by the hour of the day; no measure of its own."""


def group_of(name: str) -> str:
    """Return in which group a measure stands; one that is new and says nothing stands in the last."""
    told = getattr(measures().get(name), "GROUP", None) or KNOWN.get(name, ("more", ""))[0]
    return told if told in GROUPS else "more"


def title_of(name: str) -> str:
    told = getattr(measures().get(name), "TITLE", None)
    if told:
        return _(told)
    if name == HOURS:
        return _("Answers within an hour, by the hour of the day")
    if name in CUES:
        return str(CUES[name])
    return str(KNOWN[name][1]) if name in KNOWN else name.replace("_", " ").capitalize()


def limits_of(name: str) -> str:
    """Return what a figure does not say, in one sentence; empty for a measure that is no more."""
    if name == HOURS:
        few = _("Nights are included. An hour with fewer than twenty waits is left out.")
        return f"{few} {limits_of('responsiveness')}"
    told: str = CUE_LIMITS if name in CUES else getattr(measures().get(name), "LIMITS", "")
    return _(told) if told else ""


def cue_in(name: str, count: int) -> str:
    """Return a cue as a sentence; another name than those of `CUES` is a KeyError."""
    if name != "belittling":
        raise KeyError(name)
    told = ngettext(
        "%(count)d message of yours used belittling words.", "%(count)d messages of yours used belittling words.", count
    )
    return told % {"count": count}


def order_of(name: str) -> tuple[int, int, str]:
    """Return a key by which measures stand on the page."""
    known = list(KNOWN)
    place = known.index(name) if name in known else len(known)
    return list(GROUPS).index(group_of(name)), place, name


def value_in(unit: str, value: float | None) -> str:
    """Return a value in its unit, as one would say it."""
    if value is None:
        return _("longer than can be told")
    if unit == "seconds":
        return span(value)
    if unit == "match":
        return _written(value, 2)
    number = _round(100 * value if unit == "share" else value)
    counted = {"share": _("%(number)s in 100"), "per 100": _("%(number)s in 100"), "a week": _("%(number)s a week")}
    counted["more"] = _("%(number)s in 100 beyond the usual")
    return counted[unit] % {"number": number} if unit in counted else number


def range_in(unit: str, low: float | None, high: float | None) -> str:
    """Return the range in which a figure likely lies, in words."""
    if low is not None and high is not None and unit in {"share", "per 100"}:
        times = 100 if unit == "share" else 1
        return _("likely %(low)s to %(high)s in 100") % {"low": _round(times * low), "high": _round(times * high)}
    return _("likely %(low)s to %(high)s") % {"low": value_in(unit, low), "high": value_in(unit, high)}


def short_in(unit: str, value: float) -> str:
    """Return a value as short as an axis needs it."""
    if unit == "seconds":
        value = round(value)
        for size, name in ((86_400, pgettext("short for days", "d")), (3_600, pgettext("short for hours", "h"))):
            if value >= size:
                return f"{value / size:.0f} {name}"
        minutes = value / 60
        return f"{minutes:.0f} min" if minutes >= 1 else f"{value:.0f} s"
    if unit in {"share", "per 100"}:
        return f"{100 * value if unit == 'share' else value:.0f}%"
    return _written(value, 0 if value >= 2 or value == 0 else 1)


def span(seconds: float) -> str:
    """Return a length of time in the unit in which one would say it."""
    named: tuple[tuple[int, Callable[[int], str]], ...] = (
        (86_400, lambda n: ngettext("%(n)s day", "%(n)s days", n)),
        (3_600, lambda n: ngettext("%(n)s hour", "%(n)s hours", n)),
        (60, lambda n: ngettext("%(n)s minute", "%(n)s minutes", n)),
    )
    for size, name in named:
        if seconds >= 1.5 * size:
            count = round(seconds / size)
            return name(count) % {"n": count}
    count = round(seconds)
    return ngettext("%(n)s second", "%(n)s seconds", count) % {"n": count}


def month_and_year(day: date) -> str:
    """Return a day as an axis over years names it: Mar 2024."""
    return in_format(day, pgettext("a month and its year, in the letters of Django's date filter", "M Y"))


def middle(unit: str, values: list[float]) -> float:
    """Return the mean of some weeks: of lengths of time the geometric one."""
    if unit == "seconds":
        return exp(sum(log(max(value, 1)) for value in values) / len(values))
    return sum(values) / len(values)


def _round(value: float) -> str:
    return _written(value, 1 if 0 < value < 9.95 and round(value, 1) != round(value) else 0)


def _written(value: float, places: int) -> str:
    """Return a number as the reader's language writes it; Django's own writing cuts off what it leaves out."""
    return number_format(round(value, places), places)
