"""The ring exchanged while people live in the house, and what stays shut whatever happens."""

import os
import signal
import sqlite3
import stat
from pathlib import Path

import pytest

from nearward.kit import lockbox
from nearward.kit.keyring import ensure_ring, exchange_secret, ring_at

pytestmark = pytest.mark.faults


def test_a_rotation_gives_everybody_a_new_wrapping_and_takes_the_old_key_away(made, living, run):
    living("fill", "5")
    before = living("tell")
    done = run("keys", "rotate")
    assert "6 keys and second steps are wrapped with it" in done.stdout, done.stderr
    after = living("tell")
    assert (before["ring"], before["wrapped_by"]) == ([1], [1])
    assert (after["ring"], after["wrapped_by"]) == ([2], [2])
    assert after["people"] == before["people"]


def test_with_another_ring_a_rotation_takes_nothing_away(made, living, run):
    living("fill", "2")
    ring = made / "keys" / "ring.json"
    mine = ring.read_text()
    ring.unlink()
    ensure_ring(made / "keys")
    exchange_secret(ring, ring_at(ring).turned().text)
    done = run("keys", "rotate")
    assert (done.returncode, "does not open with this ring" in done.stderr) == (1, True)
    exchange_secret(ring, mine)
    assert len(living("tell")["people"]["ana"]["own"]) == 4


def test_a_rotation_killed_half_way_loses_nothing_and_goes_on(made, living, start, run):
    living("fill", "5")
    before = living("tell")["people"]
    hold = sqlite3.connect(made / "db.sqlite3", isolation_level=None)
    hold.execute("BEGIN IMMEDIATE")  # so that it stands still where the new key is made and nothing is wrapped yet
    started = start("keys", "rotate")
    ring = made / "keys" / "ring.json"
    while len(ring_at(ring).keys) == 1:
        os.sched_yield()
    started.process.send_signal(signal.SIGKILL)
    started.process.wait()
    hold.close()
    half = living("tell")
    assert (half["people"], half["ring"], half["wrapped_by"]) == (before, [1, 2], [1])
    assert run("keys", "rotate").returncode == 0
    after = living("tell")
    assert (after["people"], after["ring"], after["wrapped_by"]) == (before, [2], [2])


def test_a_key_for_backups_is_made_once_and_for_its_owner_alone(made, run, tmp_path):
    done = run("keys", "for-backups", str(tmp_path / "secret"))
    (secret,) = lockbox.keys_in(Path(tmp_path / "secret").read_text(), lockbox.SECRET)
    assert lockbox.public_of(secret) == done.stdout.strip()
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert "never written over" in run("keys", "for-backups", str(tmp_path / "secret")).stderr


def test_without_a_database_there_is_nothing_to_rotate(run, surroundings):
    done = run("keys", "rotate")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "nearward migrate" in done.stderr
