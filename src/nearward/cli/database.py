"""Bringing the database up to date, one start at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import django
from django.core.management import call_command
from django.core.management.commands import migrate as command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from nearward.cli.place import one_at_a_time, settle
from nearward.cli.sorry import SorryError

if TYPE_CHECKING:
    from django.db.migrations import Migration
    from django.db.migrations.state import ProjectState

MIGRATING = 0x6E6561727761  # any fixed number: the lock that several machines on one PostgreSQL share


class WholeOrNot(MigrationExecutor):
    """Records each change in the transaction that makes it.

    Django does so only where no statement is put off to the end of the change. Otherwise whoever is killed in
    between has the new tables and no record of them, and the next start fails at making them once more.
    """

    def apply_migration(
        self,
        state: "ProjectState",
        migration: "Migration",
        fake: bool = False,  # noqa: FBT001, FBT002  # as Django calls it
        fake_initial: bool = False,  # noqa: FBT001, FBT002
    ) -> "ProjectState":
        """Run a change forwards."""
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        if self.progress_callback:
            self.progress_callback("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0))
            self.record_migration(migration)
        if self.progress_callback:
            self.progress_callback("apply_success", migration, fake)
        return state


command.MigrationExecutor = WholeOrNot  # type: ignore[attr-defined]  # what the command makes use of


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing when all is well.")
def migrate(*, quiet: bool) -> None:
    """Bring the database up to date (`up` does it too)."""
    data = Path(os.environ["NEARWARD_DATA"])
    settle(data)
    applied = bring_up_to_date(data)
    if not quiet:
        click.echo(f"The database is up to date ({applied} changes applied).")


def bring_up_to_date(data: Path) -> int:
    """Apply the migrations that are missing; return how many there were."""
    django.setup()
    try:
        with one_at_a_time(data, "migrate"), _alone_on_server():
            executor = MigrationExecutor(connection)
            missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
            if missing:
                call_command("migrate", interactive=False, verbosity=0)
            return missing
    except OperationalError as error:
        raise SorryError(f"The database does not answer as it should:\n{str(error).strip()}") from None
    finally:
        connection.close()


@contextmanager
def _alone_on_server() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
