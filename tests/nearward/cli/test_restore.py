"""A house that is brought back from a backup."""

import sqlite3
from dataclasses import asdict
from pathlib import Path

import pytest
from tests.nearward.cli.conftest import PEOPLE, box_in, elsewhere

from nearward.cli.backups import archive
from nearward.kit import lockbox
from nearward.kit.lockbox import Key, Lock

pytestmark = pytest.mark.faults


def test_the_drill_brings_back_on_a_fresh_disk_what_everybody_wrote(kept, living, run, key, tmp_path):
    done = run("restore", box_in(kept), **key[1], **elsewhere(tmp_path))
    assert done.returncode == 0, done.stderr
    assert f"{PEOPLE} people. What 10 of them wrote was opened (40 items)" in done.stdout
    before, after = living("tell"), living("tell", **elsewhere(tmp_path))
    assert {name: own["own"] for name, own in before["people"].items()} == {
        name: own["own"] for name, own in after["people"].items()
    }
    assert [len(own["own"]) for own in after["people"].values()] == [4] * PEOPLE
    assert before["ring"] == after["ring"]
    # what was withdrawn after the backup is not known to it, so nothing is shown until both open their link again
    assert len(before["people"]["ana"]["shown"]) == 4
    linked = [after["people"][name] for name in ("ana", "ben")]
    assert [(who["link"], who["shown"], who["ours"]) for who in linked] == [("paused-by-me", [], [])] * 2
    for name in ("ana", "ben"):
        living("resume", name, **elsewhere(tmp_path))
    again = living("tell", **elsewhere(tmp_path))["people"]
    assert [again[name]["ours"] for name in ("ana", "ben")] == [["what ana and ben own"]] * 2


def test_who_deletes_their_account_stays_deleted_when_an_older_backup_is_brought_back(kept, living, run, key, tmp_path):
    old = box_in(kept)
    living("delete", "cleo")
    living("erase", "dan", "together.thanks")
    living("part", "ben")
    assert run("backup", str(kept), **key[0]).returncode == 0
    done = run("restore", old, **key[1], **elsewhere(tmp_path))
    assert "1 who had deleted their account, and 1 items that were erased, stay gone" in done.stdout, done.stderr
    after = living("tell", **elsewhere(tmp_path))
    assert "cleo" not in after["people"]
    assert after["people"]["dan"]["own"] == [
        "dan wrote checkins.answer",
        "dan wrote practice.done",
        "dan wrote together.answer",
    ]
    assert {after["people"][name]["link"] for name in ("ana", "ben")} == {"alone"}
    assert after["gone"] == 3


def test_once_a_link_has_ended_the_newest_box_of_keys_opens_nothing_that_two_owned(kept, living, run, key, tmp_path):
    assert len(keys_in(kept, key, tmp_path / "before").pairs) == 1
    living("part", "ben")
    assert run("backup", str(kept), **key[0]).returncode == 0
    assert keys_in(kept, key, tmp_path / "after").pairs == {}


def test_a_box_of_keys_from_before_a_link_is_refused(kept, living, run, key, tmp_path):
    early = (kept / "nearward.keys").rename(tmp_path / "early.keys")
    Path(box_in(kept)).unlink()
    living("link", "cleo", "dan")
    assert run("backup", str(kept), **key[0]).returncode == 0
    done = run("restore", box_in(kept), "--keys", str(early), **key[1], **elsewhere(tmp_path))
    assert done.returncode == 1
    assert "2 people have no key in it." in done.stderr


def test_what_went_after_the_last_backup_is_known_from_the_ledger_beside_the_ring(
    kept, living, run, key, inhabited, tmp_path
):
    living("delete", "cleo")
    (inhabited / "db.sqlite3").unlink()
    done = run("restore", box_in(kept), **key[1])
    assert "1 who had deleted their account" in done.stdout, done.stderr
    assert "cleo" not in living("tell")["people"]
    again = run("restore", box_in(kept), "--gone", str(inhabited / "keys" / "gone"), **key[1], **elsewhere(tmp_path))
    assert "1 who had deleted their account" in again.stdout, again.stderr


def test_older_keys_are_told_from_deleted_people_and_refused(kept, living, run, key, tmp_path):
    early = (kept / "nearward.keys").rename(tmp_path / "early.keys")
    Path(box_in(kept)).unlink()
    living("join", "thea")
    assert run("backup", str(kept), **key[0]).returncode == 0
    done = run("restore", box_in(kept), "--keys", str(early), **key[1], **elsewhere(tmp_path))
    assert done.returncode == 1
    assert "This keys box is older than the data box: 1 people have no key in it." in done.stderr
    assert not (tmp_path / "fresh" / "db.sqlite3").exists()


def test_nothing_is_overwritten_unless_it_is_said(kept, living, run, key, inhabited):
    box = box_in(kept)
    living("join", "thea")
    done = run("restore", box, **key[1])
    assert (done.returncode, "There is a database here already" in done.stderr) == (1, True)
    assert "thea" in living("tell")["people"]
    assert run("restore", box, "--overwrite", **key[1]).returncode == 0
    assert "thea" not in living("tell")["people"]
    (inhabited / "db.sqlite3").unlink()
    ring = inhabited / "keys" / "ring.json"
    ring.write_text('{"keys": {"1": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}')
    assert "another ring of keys" in run("restore", box, **key[1]).stderr
    assert run("restore", box, "--overwrite", **key[1]).returncode == 0
    assert len(list(ring.parent.glob("ring-before-*.json"))) == 1
    assert len(living("tell")["people"]) == PEOPLE


def test_a_house_that_is_open_is_not_replaced(kept, run, start, key, inhabited):
    opened = sqlite3.connect(inhabited / "db.sqlite3")
    opened.execute("PRAGMA journal_mode=WAL")
    opened.execute("SELECT count(*) FROM people_person").fetchone()
    done = run("restore", box_in(kept), "--overwrite", **key[1])
    opened.close()
    assert "Please stop it first" in done.stderr


def test_a_trial_changes_nothing(kept, living, run, key, inhabited, tmp_path):
    before = living("tell")
    done = run("restore", box_in(kept), "--try", **key[1])
    assert "is whole: 14 people" in done.stdout, done.stderr
    assert living("tell") == before
    assert not list(inhabited.glob("passing-*"))


def test_what_does_not_open_changes_nothing_and_says_why(kept, run, key, tmp_path):
    box, other = Path(box_in(kept)), {"NEARWARD_BACKUP_SECRET": lockbox.new_pair()[0]}
    for wrong in (other, {"NEARWARD_BACKUP_PASSPHRASE": "some other five words"}):
        assert "This does not open" in run("restore", str(box), **wrong, **elsewhere(tmp_path)).stderr
    assert "is sealed" in run("restore", str(box), **elsewhere(tmp_path)).stderr
    whole = box.read_bytes()
    for harm in (whole[:-1], whole[: len(whole) // 2], whole[:-2000] + bytes(1000) + whole[-1000:]):
        box.write_bytes(harm)
        assert "This does not open" in run("restore", str(box), **key[1], **elsewhere(tmp_path)).stderr
    box.write_bytes((kept / "nearward.keys").read_bytes())
    assert "not a backup" in run("restore", str(box), **key[1], **elsewhere(tmp_path)).stderr
    assert not (tmp_path / "fresh" / "db.sqlite3").exists()


def test_a_row_that_differs_from_what_was_kept_is_found(kept, run, key, tmp_path):
    def harm(database):
        with sqlite3.connect(database) as opened:
            opened.execute("UPDATE sharing_item SET day = '2026-01-01' WHERE rowid = 1")

    sealed_anew(Path(box_in(kept)), key, tmp_path, harm)
    done = run("restore", box_in(kept), **key[1], **elsewhere(tmp_path))
    assert "The rows are not those that were kept, in: sharing_item." in done.stderr


def test_a_backup_of_a_newer_version_is_refused(kept, run, key, tmp_path):
    def newer(manifest):
        return {**manifest, "migrations": [*manifest["migrations"], "people.9999_later"]}

    sealed_anew(Path(box_in(kept)), key, tmp_path, lambda database: None, newer)
    assert "a newer Nearward" in run("restore", box_in(kept), **key[1], **elsewhere(tmp_path)).stderr


def keys_in(kept, key, opened):
    """Return what the keys box holds, as its owner could."""
    Key(secret=key[1]["NEARWARD_BACKUP_SECRET"]).open(kept / "nearward.keys", opened)
    return archive.unpack_keys(opened)


def sealed_anew(box, key, tmp_path, harm, manifest_too=lambda manifest: manifest):
    """Open a data box, do some harm, and seal it again as its owner could."""
    Key(secret=key[1]["NEARWARD_BACKUP_SECRET"]).open(box, tmp_path / "opened")
    manifest = archive.unpack_data(tmp_path / "opened", tmp_path / "database")
    harm(tmp_path / "database")
    (tmp_path / "opened").unlink()
    archive.pack_data(archive.Manifest(**manifest_too(asdict(manifest))), tmp_path / "database", tmp_path / "opened")
    box.unlink()
    Lock(public=(key[0]["NEARWARD_BACKUP_KEY"],)).seal(tmp_path / "opened", box)
