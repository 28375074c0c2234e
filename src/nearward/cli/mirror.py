"""`nearward mirror`: what a chat export shows of how two people write to each other; kept nowhere."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import click
import numpy as np

from nearward.cli.mirror_words import lines
from nearward.kit.curves import watch
from nearward_dialogue import AmbiguousDates, Ask, Asks, DialogueError, GroupChat, SeveralChats, read
from nearward_dialogue.lexicon import FUNCTION, languages, lexicon
from nearward_dialogue.report import Change, Measured, Report, report
from nearward_dialogue.shapes import Order
from nearward_dialogue.talk import Talk, talk_of
from nearward_dialogue.words import WordCounts, count_words

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
        found = report(talk, np.random.default_rng(SEED), watch, counted(talk)).own_side()
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
