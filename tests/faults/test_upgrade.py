"""An upgrade from the tables of the first release, killed half-way, in a house where people live."""

import os
import random
import signal
import subprocess
import sys

import pytest
from tests.faults.sizes import rounds
from tests.nearward.cli.conftest import SOURCE, lived

FIRST = "0001"
KILLS = rounds(2, 20)


def upgrade(own, statement):
    path = os.pathsep.join((str(SOURCE), str(SOURCE.parent)))
    command = [sys.executable, "-m", "tests.faults.upgrade", str(statement)]
    return subprocess.run(command, env=own | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)


@pytest.mark.timeout(1800)
def test_an_upgrade_that_is_killed_half_way_loses_nothing(made, living, run, surroundings):
    living("fill", "6")
    before = living("tell")["people"]
    for who in ("ana", "ben"):
        before[who]["ours"] = []  # the first release knew nothing that belongs to two
    assert run("manage", "migrate", "people", FIRST).returncode == 0  # the tables as the first release had them
    (made / "db.sqlite3").rename(made / "first.sqlite3")
    (made / "db.sqlite3").write_bytes((made / "first.sqlite3").read_bytes())
    whole = upgrade(surroundings, 10**9)
    assert whole.returncode == 0, whole.stderr
    statements = int(whole.stdout)
    assert statements > 10
    rng = random.Random(20260312)
    for _ in range(KILLS):
        (made / "db.sqlite3").write_bytes((made / "first.sqlite3").read_bytes())
        killed = upgrade(surroundings, rng.randint(statements // 4, statements))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert run("migrate").returncode == 0
        assert lived(surroundings, "tell")["people"] == before
        assert lived(surroundings, "own", "ana") == ["a word of two"]  # a link of the first release has a key now
