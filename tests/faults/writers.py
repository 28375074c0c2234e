"""Writers that are killed: `python -m tests.faults.writers ROUNDS SEED [early]` in a data folder of its own.

In every round several processes write what people write, through the house's own action, and say so on a pipe as soon
as it has returned; then all are killed at once. What was said and is not there in the end was lost. The processes are
forked, so that the house is loaded once. With `early` they confirm before they have written, which must be found out.
"""
# ruff: noqa: PLC0415, T201  (its models need Django's setup, and what it says is read by the test)

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from datetime import UTC, date, datetime

import django

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)
WRITERS = 4
PATIENCE = 60
LETTERS = "{:010d}\n"


def main(rounds: int, seed: int, *, early: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.settings")
    django.setup()
    from django.db import connections

    rng = random.Random(seed)
    people = _people()
    said: set[int] = set()
    for number in range(rounds):
        connections.close_all()
        if hasattr(connections["default"], "close_pool"):  # a pool that is forked has its sockets in every writer
            connections["default"].close_pool()
        said |= _round(people, number, rng.uniform(0.0, 0.2), early=early)
    there, integrity = _there()
    print(json.dumps({"said": len(said), "lost": len(said - there), "integrity": integrity, "there": len(there)}))


def _round(people: list, number: int, seconds: float, *, early: bool) -> set[int]:
    """Let the writers write for a while, kill them, and return what they had confirmed."""
    read, write = os.pipe()
    writers = [_fork(who, write, (number * WRITERS + place) * 100_000, early=early) for place, who in enumerate(people)]
    os.close(write)
    select.select([read], [], [], PATIENCE)  # however busy the machine is, something is confirmed
    time.sleep(seconds)
    for writer in writers:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    with os.fdopen(read) as lines:
        return {int(line) for line in lines if line.endswith("\n")}


def _fork(who, end: int, first: int, *, early: bool) -> int:
    """Start a writer; each thing it writes has a number of its own."""
    child = os.fork()
    if child:
        return child
    try:
        from nearward.sharing.actions import write
        from nearward.sharing.rules import Audience

        for number in range(first, first + 100_000):
            value = {"words": "what was written " * (number % 30)}
            if early:
                os.write(end, LETTERS.format(number).encode())
            write(who, "faults.item", str(number), DAY, value, audience=Audience.ME, now=NOW)
            if not early:
                os.write(end, LETTERS.format(number).encode())
    finally:
        os._exit(1)


def _people() -> list:
    from nearward.people import actions

    return [actions.join(f"person{number}", password=None) for number in range(WRITERS)]


def _there() -> tuple[set[int], str]:
    """Return what is there, each of it opened, and what the database says of itself."""
    from django.db import connection

    from nearward.people.models import Person
    from nearward.sharing import queries

    there = {int(found.subject) for who in Person.objects.all() for found in queries.everything_of(who)}
    if connection.vendor != "sqlite":
        return there, "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return there, cursor.fetchone()[0]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), early="early" in sys.argv)
