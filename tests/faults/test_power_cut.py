"""What was confirmed is there when the power comes back, with the very settings that the house gives to SQLite.

The cut is made in a second SQLite, apsw's, since only there a file system can be written in Python; locks are not
tested here, as one connection has the database to itself. The looser settings must lose something: otherwise the cut
would prove nothing.
"""

import random

import apsw
import pytest
from tests.faults import power
from tests.faults.sizes import rounds
from tests.figures import PROOF

from nearward.kit import sqlite

CUTS = rounds(1000, 2_000)
LIVES = 12  # cuts that one database lives through, one after the other
NEW, OLD = (3, 53, 4), (3, 40, 1)  # versions that may use the write-ahead log, and that may not


class Diary:
    """Writes rows, and remembers which of them were confirmed."""

    def __init__(self, rng):
        self.rng = rng
        self.number = 0
        self.confirmed = set()

    def write(self, opened):
        opened.execute("CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY, body BLOB)")
        for _ in range(40):
            self.number += 1
            opened.execute("BEGIN IMMEDIATE")
            body = self.rng.randbytes(self.rng.randrange(20, 6000))
            opened.execute("INSERT INTO item VALUES (?, ?)", (self.number, body))
            opened.execute("COMMIT")
            self.confirmed.add(self.number)

    def lost(self, opened):
        """Return what was confirmed and is not there; from here on only what is there counts."""
        fault = opened.execute("PRAGMA integrity_check").fetchall()
        assert fault == [("ok",)]
        tables = opened.execute("SELECT name FROM sqlite_master").fetchall()
        there = {row for (row,) in opened.execute("SELECT id FROM item")} if tables else set()
        lost = self.confirmed - there
        self.confirmed = there
        return lost


def look(disk, diary, pragmas):
    system = power.System("look", disk)
    opened = apsw.Connection("near.db", vfs="look")
    lost = diary.lost(power.begin(opened, pragmas))
    opened.close()
    system.unregister()
    return len(lost)


def lives(pragmas, seed):
    """Return how many rows were confirmed and how many of them were lost, over all cuts."""
    rng = random.Random(seed)
    confirmed = lost = 0
    for life in range(CUTS):
        if life % LIVES == 0:
            disk, diary = power.Disk(rng), Diary(rng)
        before = len(diary.confirmed)
        disk = power.cut(disk, pragmas, diary.write, rng.randrange(5, 400), "cut")
        confirmed += len(diary.confirmed) - before
        lost += look(disk, diary, pragmas)
    assert confirmed > CUTS
    return confirmed, lost


@pytest.mark.parametrize("version", [NEW, OLD])
def test_nothing_that_was_confirmed_is_lost_when_the_power_goes(version, record_property):
    confirmed, lost = lives(sqlite.init_command(version), seed=20260312)
    assert lost == 0, f"{lost} of {confirmed}"
    record_property(f"{PROOF}Power cuts", CUTS)
    record_property(f"{PROOF}Power cuts, confirmed writes (0 lost)", confirmed)


@pytest.mark.parametrize(
    "looser",
    ["PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL", "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL"],
)
def test_looser_settings_do_lose_something_so_the_cut_is_a_real_one(looser, record_property):
    confirmed, lost = lives(looser, seed=20260312)
    assert lost > 0
    told = looser.replace("PRAGMA ", "").replace(";", ",")
    record_property(f"{PROOF}Power cuts, a control, {told}", f"{lost:,} of {confirmed:,} lost")


def test_the_looser_settings_are_not_what_the_house_says():
    assert "synchronous=FULL" in sqlite.init_command(NEW)
    assert "synchronous=EXTRA" in sqlite.init_command(OLD)
