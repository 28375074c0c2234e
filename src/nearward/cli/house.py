"""Commands for whoever runs or builds the house."""

import os
import random
import sys
from pathlib import Path

import click
import django
from django.conf import settings
from django.core import checks
from django.core.management import execute_from_command_line
from django.db import OperationalError, connection

from nearward.cli.place import settle
from nearward.cli.sorry import SorryError
from nearward.kit import clock, sqlite

CAST = 20260312  # any fixed number: the demo shows everybody the same weeks


@click.command("check-config")
def check_config() -> None:
    """Tell what is in force, and what should be mended, without starting anything."""
    data = Path(os.environ["NEARWARD_DATA"])
    warnings = settle(data)
    django.setup()
    click.echo(f"data folder  {data}")
    click.echo(f"database     {_database()}")
    click.echo(f"cache        {settings.CACHES['default']['BACKEND'].rsplit('.', 1)[-1]}")
    click.echo(f"answers to   {', '.join(settings.ALLOWED_HOSTS)}")
    found = checks.run_checks()
    for warning in [*warnings, *(f"{each.id}: {each.msg} {each.hint or ''}".strip() for each in found)]:
        click.echo(warning, err=True)
    if any(each.is_serious() for each in found):
        raise SorryError("Please mend this before starting.")
    click.echo("All is well.")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands, for developers."""
    settle(Path(os.environ["NEARWARD_DATA"]))
    execute_from_command_line(["nearward manage", *arguments])
    sys.stdout.flush()


@click.command("fill-demo", hidden=True)
def fill_demo() -> None:
    """Make the weeks of Ana and Ben, unless fresh ones are there."""
    django.setup()
    from nearward.home import actions  # noqa: PLC0415  (its models need the setup above)

    actions.fill_demo(clock.now(), random.Random(CAST))  # noqa: S311


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SHOW server_version")
                return f"PostgreSQL {cursor.fetchone()[0]}"
            cursor.execute("PRAGMA journal_mode")
            journal = cursor.fetchone()[0]
            told = ".".join(str(part) for part in sqlite.version())
            return f"SQLite {told}, journal {journal}"
    except OperationalError as error:
        raise SorryError(f"The database does not answer as it should:\n{str(error).strip()}") from None
