"""`nearward mirror`: what a chat export shows of how two people write to each other; kept nowhere."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
import django
import numpy as np
from django.conf import settings

from nearward.chats.describing import described, monday, place_of, talk_in, told_alone
from nearward.chats.page import TEMPLATES, whole_page
from nearward.chats.rules import Told
from nearward.cli.mirror_words import lines
from nearward_dialogue import AmbiguousDates, Ask, Asks, DialogueError, GroupChat, SeveralChats
from nearward_dialogue.report import Change, Measured, Report
from nearward_dialogue.shapes import Order


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--me", required=True, metavar="NAME", help="Your name as it stands in the export.")
@click.option("--order", type=click.Choice(["dmy", "mdy", "ymd", "ydm"]), help="How day and month stand, if asked.")
@click.option("--chat", metavar="NAME", help="Which conversation, if the file holds several.")
@click.option("--same", multiple=True, metavar="NAME=NAME", help="Two names of one person.")
@click.option("--json", "form", flag_value="json", help="Everything as one JSON object.")
@click.option("--html", "form", flag_value="html", help="One page with pictures, to open in a browser or to print.")
def mirror(file: Path, me: str, order: Order | None, chat: str | None, same: Sequence[str], form: str | None) -> None:
    """Describe your own side of a chat export. Nothing is sent and nothing is kept."""
    try:
        ask = Ask(order=order, chat=chat, same=dict(_names(pair) for pair in same))
        talk = talk_in(file, ask)[1]
        person = place_of(talk.people, me)
        found = described(talk)
    except DialogueError as error:
        click.echo(_printable(asked(error) if isinstance(error, Asks) else str(error)), err=True)
        raise SystemExit(2) from None
    click.echo(_shown(found, person, form))


def _shown(found: Report, person: int, form: str | None) -> str:
    if form == "html":
        return _page(told_alone(found, person))
    if form == "json":
        return json.dumps(as_plain(found.own_side(), person))
    return "\n".join(_printable(line) for line in lines(found.own_side(), person))


def _printable(text: str) -> str:
    """Drop what a name out of a file could do to a terminal: control characters, and those that turn a line round."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\N{NO-BREAK SPACE}")


def _page(told: Told) -> str:
    """Return the page as the house would show it; templates need no more of the house than this, and no data folder."""
    if not settings.configured:
        settings.configure(
            TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [TEMPLATES]}],
            LANGUAGE_CODE="en-gb",
        )
        django.setup()
    return whole_page(told)


def _names(pair: str) -> tuple[str, str]:
    one, equals, other = pair.partition("=")
    if not (one and equals and other):
        raise click.BadParameter(f"“{pair}” is not of the form NAME=NAME.", param_hint="--same")
    return one, other


def asked(question: Asks) -> str:
    """What is asked, and which option answers it."""
    if isinstance(question, AmbiguousDates):
        ways = "; ".join(f"--order {order}: {first[:10]} to {last[:10]}" for order, first, last in question.choices)
        return f"The days in this file can be read in two ways. Please say which is right: {ways}."
    if isinstance(question, SeveralChats):
        return "This file holds several conversations. Please name one with --chat: " + ", ".join(
            f"“{name}”" for name, _ in question.choices
        )
    if isinstance(question, GroupChat) and len(question.people) > 2:
        names = ", ".join(f"“{name}”" for name in question.people)
        return f"More than two people write here: {names}. If two names are one person, say --same 'NAME=NAME'."
    return str(question)


def as_plain(found: Report, person: int) -> dict[str, object]:
    """The report of one person's side as plain values for JSON."""
    return {
        "people": list(found.people),
        "me": found.people[person],
        "messages": found.messages[person],
        "from": monday(found, 0).isoformat(),
        "weeks": found.weeks,
        "session_gap_seconds": found.gap,
        "too_little": found.too_little,
        "measures": [_measure(one, person) for one in found.measures if one.enough(person)],
        "changes": [_change(found, change) for change in found.changes if change.person == person],
        "hours": _hours(found, person),
        "cues": [{"name": cue.name, "messages": cue.messages} for cue in found.cues if cue.person == person],
    }


def _measure(one: Measured, person: int) -> dict[str, object]:
    return {
        "name": one.name,
        "unit": one.unit,
        "value": _number(one.figures.value[person]),
        "low": _number(one.figures.low[person]),
        "high": _number(one.figures.high[person]),
        "cases": one.cases[person],
        "weekly": [_number(value) for value in one.weekly[:, person]],
        "limits": one.limits,
    }


def _hours(found: Report, person: int) -> list[dict[str, object]]:
    """Of a hundred waits that began in an hour of the day, how many were answered within one; too few are null."""
    if found.hours is None:
        return []
    hours = zip(*(part[person] for part in (found.hours.value, found.hours.low, found.hours.high)), strict=True)
    named = [dict(zip(("value", "low", "high"), map(_number, each), strict=True)) for each in hours]
    return [{"hour": hour, **each, "waits": int(found.hours.cases[person][hour])} for hour, each in enumerate(named)]


def _change(found: Report, change: Change) -> dict[str, object]:
    return {
        "measure": change.measure,
        "since": monday(found, change.found.since).isoformat(),
        "since_low": monday(found, change.found.since_low).isoformat(),
        "since_high": monday(found, change.found.since_high).isoformat(),
        "before": _number(change.before),
        "after": _number(change.after),
        "confidence": round(change.found.confidence, 3),
    }


def _number(value: float) -> float | None:
    return round(float(value), 4) if np.isfinite(value) else None
