"""The page of the mirror as values, the same for the house and for the one file that the shell command writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nearward.chats import words
from nearward.chats.drawing import SIDES, HoursPicture, Picture, hours_picture, picture_of, range_picture
from nearward.chats.rules import Measure, Shift, Told

STATIC = Path(__file__).resolve().parent.parent
TEMPLATES = STATIC / "chats" / "templates"
SHEETS = ("tokens", "base", "parts", "lists", "charts", "print")


@dataclass(frozen=True, slots=True)
class Said:
    """One person's figure in words."""

    side: str
    name: str
    value: str
    range: str
    cases: int


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: what it is, each person's figure, the picture of it, and what it does not say."""

    name: str
    title: str
    said: tuple[Said, ...]
    range: SafeString | None
    picture: Picture | None
    limits: str


@dataclass(frozen=True, slots=True)
class Hours:
    """Who answers within an hour at which hour of the day, from how many waits, and what it does not say."""

    name: str
    picture: HoursPicture
    waits: tuple[tuple[str, int], ...]
    limits: str


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that belong together; the picture of the first that has one stands open."""

    name: str
    title: str
    lead: Picture | None
    rows: tuple[Row, ...]
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What has changed, in a sentence or two."""

    name: str
    title: str
    whose: str
    words: str
    sure: str


@dataclass(frozen=True, slots=True)
class Look:
    """Messages of one's own that are worth a look, and what their number does not say."""

    name: str
    words: str
    limits: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the mirror."""

    told: Told
    silence: str
    groups: tuple[Group, ...]
    turns: tuple[Turn, ...]
    cannot: tuple[str, ...]
    cues: tuple[Look, ...] = ()


def page_of(told: Told, partner: str = "") -> Page:
    """Return the page; `partner` is what the reader calls theirs, needed for a pair's report."""
    names = (_("You"), partner or _("your partner"))[: len(told.messages)]
    ordered = sorted(told.measures, key=lambda one: words.order_of(one.name))
    groups = tuple(
        _group(told, name, list(some), names) for name, some in groupby(ordered, lambda one: words.group_of(one.name))
    )
    looks = tuple(Look(cue.name, words.cue_in(cue.name, cue.messages), words.limits_of(cue.name)) for cue in told.cues)
    return Page(told, words.span(told.gap), groups, _turns(told, names), cannot(joint=told.is_joint), looks)


def cannot(*, joint: bool) -> tuple[str, ...]:
    """Return what a page of the mirror can never tell."""
    told = (
        _("This counts what stands in the file. It knows nothing of calls, of evenings together, or of why."),
        _("Slow answers can be work, and few messages can be a week side by side. It is no verdict on anybody."),
        _("Words are counted, not what was meant: irony, a quotation and a joke look like themselves."),
        _("Nothing is said of contempt, mood or character. What claims to read those in messages did not hold up."),
    )
    own = _("Only your side stands here. What the other wrote is not described, and there is no comparison.")
    both = _("Two figures side by side are no contest: who writes less may be the one who talks more at the table.")
    return (*told, both if joint else own)


def whole_page(told: Told) -> str:
    """Return the page as one HTML file that needs nothing else: no script, no request."""
    sheets = [STATIC / "shell" / "static" / "shell" / f"{name}.css" for name in SHEETS]
    sheets.append(STATIC / "chats" / "static" / "chats" / "mirror.css")
    styles = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    context = {"page": page_of(told), "styles": mark_safe(f"<style>{styles}</style>")}  # noqa: S308 - our own files
    return render_to_string("chats/whole.html", context)


def _group(told: Told, name: str, measures: Sequence[Measure], names: Sequence[str]) -> Group:
    rows = tuple(_row(told, measure, names) for measure in measures)
    lead = next((row.picture for row in rows if row.picture), None)
    return Group(name, str(words.GROUPS[name]), lead, rows, _hours(told, names) if name == "answers" else None)


def _hours(told: Told, names: Sequence[str]) -> Hours | None:
    picture = hours_picture(told, names)
    waits = tuple((name, one.waits) for name, one in zip(names, told.hours, strict=False))
    return None if picture is None else Hours(words.HOURS, picture, waits, words.limits_of(words.HOURS))


def _row(told: Told, measure: Measure, names: Sequence[str]) -> Row:
    if measure.together and told.is_joint:
        measure, names = replace(measure, figures=measure.figures[:1]), (_("You two"),)
    title = words.title_of(measure.name)
    said = tuple(
        Said(
            side,
            name,
            words.value_in(measure.unit, figure.value),
            _range(measure.unit, figure.value, figure.low, figure.high),
            figure.cases,
        )
        for side, name, figure in zip(SIDES, names, measure.figures, strict=False)
        if figure is not None
    )
    label = "; ".join(
        f"{one.name}: {one.value}, {one.range}" if one.range else f"{one.name}: {one.value}" for one in said
    )
    picture = picture_of(told, measure, names)
    return Row(measure.name, title, said, range_picture(measure, label), picture, words.limits_of(measure.name))


def _range(unit: str, value: float | None, low: float | None, high: float | None) -> str:
    """Return the range in words; what never happened or never ended has none, nor has one whose ends read alike."""
    if value is None or (value == 0 and unit == "per 100") or words.value_in(unit, low) == words.value_in(unit, high):
        return ""
    return words.range_in(unit, low, high)


def _turns(told: Told, names: Sequence[str]) -> tuple[Turn, ...]:
    units = {one.name: one.unit for one in told.measures}
    once = {one.name for one in told.measures if one.together or one.unit == "share"}  # one change, seen from both ends
    shown = [shift for shift in told.shifts if shift.whose == 0 or shift.measure not in once]
    return tuple(_turn(shift, units[shift.measure], names[shift.whose]) for shift in shown)


def _turn(shift: Shift, unit: str, whose: str) -> Turn:
    days = {
        "since": date_format(shift.since, "DATE_FORMAT"),
        "low": date_format(shift.earliest, "DATE_FORMAT"),
        "high": date_format(shift.latest, "DATE_FORMAT"),
    }
    values = {"before": words.value_in(unit, shift.before), "after": words.value_in(unit, shift.after)}
    told = _("%(before)s before, %(after)s since about %(since)s; it began between %(low)s and %(high)s.")
    tenths = min(9, round(10 * shift.sure))
    sure = _("About %(tenths)s in 10 sure.") % {"tenths": tenths}
    return Turn(shift.measure, words.title_of(shift.measure), whose, told % {**days, **values}, sure)
