"""A backup that is made while the house runs."""

import sqlite3
import stat
from pathlib import Path

import pytest
from tests.nearward.cli.conftest import PEOPLE, box_in, elsewhere

from nearward.kit.lockbox import Key

pytestmark = pytest.mark.faults

OPEN = {"NEARWARD_BACKUP_PASSPHRASE": "five words that nobody says"}


def names_in(folder):
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.slow
def test_a_passphrase_does_for_a_house_at_home(inhabited, living, run, tmp_path):
    done = run("backup", str(tmp_path / "kept"), **OPEN)
    assert "Kept, and tried" in done.stdout, done.stderr
    assert run("restore", box_in(tmp_path / "kept"), **OPEN, **elsewhere(tmp_path)).returncode == 0
    assert len(living("tell", **elsewhere(tmp_path))["people"]) == PEOPLE


def test_no_backup_is_made_unsealed_or_of_nothing(inhabited, run, key, tmp_path):
    assert "A backup is always sealed" in run("backup", str(tmp_path / "kept")).stderr
    short = run("backup", str(tmp_path / "kept"), NEARWARD_BACKUP_PASSPHRASE="short")
    assert "at least 12 letters" in short.stderr
    (inhabited / "db.sqlite3").unlink()
    assert "nothing to keep" in run("backup", str(tmp_path / "kept"), **key[0]).stderr
    assert not list(tmp_path.glob("kept/*"))


def test_a_backup_that_cannot_be_brought_back_does_not_count(inhabited, living, run, key, tmp_path):
    with sqlite3.connect(inhabited / "db.sqlite3") as opened:
        opened.execute("UPDATE people_personkey SET wrapped = zeroblob(100) WHERE rowid = 2")
    done = run("backup", str(tmp_path / "kept"), **key[0])
    assert done.returncode == 1
    assert "could not be brought back, so it does not count" in done.stderr
    assert names_in(tmp_path / "kept") == []


def test_old_data_boxes_go_when_they_are_said_to(kept, run, key):
    (kept / "nearward-20200101-000000.data").touch()
    (kept / "nearward-holiday.data").touch()
    done = run("backup", str(kept), "--keep-days", "30", **key[0])
    assert "Taken away" in done.stdout, done.stderr
    assert "nearward-20200101-000000.data" not in names_in(kept)
    assert {"nearward-holiday.data", "nearward.keys"} <= set(names_in(kept))


def test_only_its_owner_reads_a_backup_and_no_key_lies_in_the_data_box(kept, key, inhabited, tmp_path):
    assert {stat.S_IMODE(each.stat().st_mode) for each in kept.iterdir()} == {0o600}
    Key(secret=key[1]["NEARWARD_BACKUP_SECRET"]).open(Path(box_in(kept)), tmp_path / "opened")
    data = (tmp_path / "opened").read_bytes()
    with sqlite3.connect(inhabited / "db.sqlite3") as opened:
        keys = [key for (key,) in opened.execute("SELECT wrapped FROM people_personkey")]
    assert len(keys) == PEOPLE
    assert b"people_personkey" in data
    assert not any(each in data for each in keys)


def test_a_backup_can_be_made_before_an_upgrade_and_is_brought_up_to_date(inhabited, run, key, tmp_path):
    assert run("manage", "migrate", "people", "0001").returncode == 0
    done = run("backup", str(tmp_path / "before"), **key[0])
    assert f"is whole: {PEOPLE} people" in done.stdout, done.stderr


def test_a_disk_that_cannot_be_written_to_is_said_without_a_trace(inhabited, run, key, tmp_path):
    (tmp_path / "file").touch()
    done = run("backup", str(tmp_path / "file" / "folder"), **key[0])
    assert done.returncode == 1
    assert "The backup could not be kept in" in done.stderr
    assert "Traceback" not in done.stderr
