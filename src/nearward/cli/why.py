"""`nearward why`: the whole derivation of an offer, for the made-up pair of the demo and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING

import click
import django
from django.conf import settings

from nearward.cli.sorry import SorryError
from nearward.cli.up import into_demo
from nearward.kit import clock

if TYPE_CHECKING:
    from nearward.people.models import Person


@click.command()
@click.option("--person", required=True, help="Ana or Ben.")
@click.option("--demo", is_flag=True, help="Look into the demo space. Without it nothing is told.")
def why(person: str, demo: bool) -> None:  # noqa: FBT001
    """Print what was counted for and against every practice, for one of the made-up pair."""
    if not demo:
        raise SorryError("What real people are offered is theirs. Please add --demo, for Ana and Ben, who are made up.")
    data = into_demo()
    if not (data / "db.sqlite3").exists():
        raise SorryError(f"There is no demo in {data} yet. `nearward demo` makes it.")
    django.setup()
    from nearward.home.actions import demo_person  # noqa: PLC0415  (its models need the setup above)
    from nearward.people.queries import today_of  # noqa: PLC0415

    found = demo_person(person.lower()) if settings.NEARWARD_DEMO else None
    if found is None:
        raise SorryError(f"There is nobody called {person} in the demo. There are Ana and Ben.")
    for line in derivation(found, today_of(found, clock.now())):
        click.echo(line)


def derivation(person: Person, today: date) -> Iterator[str]:
    """Return, line by line, what is looked at and what was counted for and against each practice."""
    from nearward.practice.queries import derivation_for, moment_of  # noqa: PLC0415

    moment = moment_of(person, today)
    yield f"What is looked at for {person.called}"
    for one in fields(moment):
        yield f"  {one.name:<18} {_said(getattr(moment, one.name))}"
    yield ""
    yield "What was counted, the one to offer first at the top"
    for place, weighed in enumerate(derivation_for(person, today), 1):
        counted = ", ".join(f"{f'{each.name} {each.about}'.strip()} {each.points:+.1f}" for each in weighed.reasons)
        yield f"  {place:>2}. {weighed.practice.id:<22} {weighed.points:+6.1f}  {counted}"
        for bar in weighed.bars:
            yield f"      {'gives way: ' if bar.soft else 'held back: '}{bar.name}"


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(each) for each in value) or "nothing"
    if is_dataclass(value):
        return " ".join(_said(each) for each in astuple(value) if each is not None)  # type: ignore[arg-type]
    return "nothing" if value is None else str(value)
