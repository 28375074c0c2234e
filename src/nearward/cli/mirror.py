"""`nearward mirror`: what a chat export shows of how two people write to each other; kept nowhere."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import click
import numpy as np

from nearward.cli.mirror_words import lines
from nearward_detect import Item, Policy, replay
from nearward_dialogue import AmbiguousDates, Ask, Asks, DialogueError, GroupChat, SeveralChats, read
from nearward_dialogue.lexicon import FUNCTION, languages, lexicon
from nearward_dialogue.report import Change, Found, Measured, Report, report
from nearward_dialogue.shapes import Order
from nearward_dialogue.talk import Talk, talk_of
from nearward_dialogue.weeks import Floats
from nearward_dialogue.words import WordCounts, count_words

FEWEST = 20
"""Weeks with a figure before a change is looked for."""

SAMPLE = 2_000
"""Messages by which the language is known."""

SEED = 1
"""The same file gives the same intervals every time."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--me", required=True, metavar="NAME", help="Your name as it stands in the export.")
@click.option("--order", type=click.Choice(["dmy", "mdy", "ymd", "ydm"]), help="How day and month stand, if asked.")
@click.option("--chat", metavar="NAME", help="Which conversation, if the file holds several.")
@click.option("--same", multiple=True, metavar="NAME=NAME", help="Two names of one person.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
def mirror(file: Path, me: str, order: Order | None, chat: str | None, same: Sequence[str], *, as_json: bool) -> None:
    """Describe your own side of a chat export. Nothing is sent and nothing is kept."""
    try:
        reading = read(file, ask=Ask(order=order, chat=chat, same=dict(_names(pair) for pair in same)))
        talk = talk_of(reading.chat)
        person = _place(talk.people, me)
        found = own_side(report(talk, np.random.default_rng(SEED), watch, counted(talk)))
    except DialogueError as error:
        click.echo(asked(error) if isinstance(error, Asks) else str(error), err=True)
        raise SystemExit(2) from None
    told = [json.dumps(as_plain(found, person), ensure_ascii=False)] if as_json else lines(found, person)
    click.echo("\n".join(told))


def _names(pair: str) -> tuple[str, str]:
    one, equals, other = pair.partition("=")
    if not (one and equals and other):
        raise click.BadParameter(f"“{pair}” is not of the form NAME=NAME.", param_hint="--same")
    return one, other


def _place(people: tuple[str, str], me: str) -> int:
    """Which of the two is called so; small and capital letters are the same where that leaves no doubt."""
    exact = [place for place, name in enumerate(people) if name == me]
    alike = exact or [place for place, name in enumerate(people) if name.casefold() == me.casefold()]
    if len(alike) != 1:
        raise DialogueError(f"“{me}” is not one of the two: they are “{people[0]}” and “{people[1]}”.")
    return alike[0]


def own_side(found: Report) -> Report:
    """The report without what is made of both persons' words: alone, only one's own are described."""
    both = {one.name for one in found.measures if one.unit == "match"}
    return replace(
        found,
        measures=tuple(one for one in found.measures if one.name not in both),
        changes=tuple(change for change in found.changes if change.measure not in both),
    )


def asked(question: Asks) -> str:
    """What is asked, and which option answers it."""
    if isinstance(question, AmbiguousDates):
        ways = "; ".join(f"--order {order}: {first[:10]} to {last[:10]}" for order, first, last in question.choices)
        return f"The days in this file can be read in two ways. Please say which is right: {ways}."
    if isinstance(question, SeveralChats):
        return "This file holds several conversations. Please name one with --chat: " + ", ".join(
            f"“{name}”" for name, _ in question.choices
        )
    if isinstance(question, GroupChat):
        names = ", ".join(f"“{name}”" for name in question.people)
        return f"More than two people write here: {names}. If two names are one person, say --same 'NAME=NAME'."
    return str(question)


def counted(talk: Talk) -> WordCounts:
    """The words of the talk by the lists of the language that most of its small words belong to."""
    rows = np.zeros(len(talk.chat), np.bool_)
    rows[talk.rows[:SAMPLE]] = True
    some = talk.chat.take(rows)
    small = {name: count_words(some, lexicon(name)).counts[:, : len(FUNCTION)].sum() for name in languages()}
    return count_words(talk.chat, lexicon(max(small, key=lambda name: small[name])))


def watch(series: Floats) -> list[Found]:
    """Changes of a weekly series in either direction, by the detector that watches the daily minutes."""
    if np.isfinite(series).sum() < FEWEST or np.nanmin(series) == np.nanmax(series):
        return []
    scaled = 10 * (series - np.nanmin(series)) / (np.nanmax(series) - np.nanmin(series))
    return sorted((one for sign in (1, -1) for one in _falls(scaled, sign)), key=lambda one: one.noticed)


def _falls(scaled: Floats, sign: int) -> list[Found]:
    turned = scaled if sign > 0 else 10 - scaled
    weeks = turned.astype(np.float32)[None, :, None, None]
    told = replay(weeks, (Item("figure", 0, 10),), Policy(quiet_year=0.1), weekday=np.zeros(len(scaled), np.int64))
    days = [day for day in np.flatnonzero(told.alarm[0]) if told.kind[0, day] == "drift"]
    return [
        Found(
            noticed=int(day),
            since=int(told.since[0, day]),
            since_low=int(told.since_low[0, day]),
            since_high=int(told.since_high[0, day]),
            size_sd=-sign * float(told.size_sd[0, day]),
            confidence=float(told.confidence[0, day]),
        )
        for day in days
    ]


def as_plain(found: Report, person: int) -> dict[str, object]:
    """The report of one person's side as plain values for JSON."""
    return {
        "people": list(found.people),
        "me": found.people[person],
        "messages": found.messages[person],
        "from": _monday(found, 0),
        "weeks": found.weeks,
        "session_gap_seconds": found.gap,
        "too_little": found.too_little,
        "measures": [_measure(one, person) for one in found.measures if one.enough(person)],
        "changes": [_change(found, change) for change in found.changes if change.person == person],
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


def _change(found: Report, change: Change) -> dict[str, object]:
    return {
        "measure": change.measure,
        "since": _monday(found, change.found.since),
        "since_low": _monday(found, change.found.since_low),
        "since_high": _monday(found, change.found.since_high),
        "before": _number(change.before),
        "after": _number(change.after),
        "confidence": round(change.found.confidence, 3),
    }


def _monday(found: Report, week: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=found.first_week + 7 * week)).isoformat()


def _number(value: float) -> float | None:
    return round(float(value), 4) if np.isfinite(value) else None
