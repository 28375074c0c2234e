import contextlib
import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

import nearward
from nearward.kit import sqlite


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 51, 4), (3, 53, 0), (4, 0, 0), (3, 44, 6), (3, 44, 9), (3, 50, 7)])
def test_a_mended_sqlite_may_write_ahead(version):
    assert sqlite.may_use_wal(version)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 45, 9), (3, 49, 2), (3, 50, 6), (3, 51, 2)])
def test_a_sqlite_with_the_race_may_not(version):
    assert not sqlite.may_use_wal(version)


def test_each_journal_syncs_as_much_as_it_needs():
    assert "journal_mode=WAL; PRAGMA synchronous=FULL" in sqlite.init_command((3, 53, 4))
    assert "journal_mode=DELETE; PRAGMA synchronous=EXTRA" in sqlite.init_command((3, 40, 1))


@pytest.mark.django_db
def test_every_connection_syncs_fully_and_overwrites_what_is_deleted():
    if connection.vendor != "sqlite":
        pytest.skip("this is about SQLite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        assert cursor.fetchone()[0] == ".".join(str(part) for part in sqlite.version())
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == (2 if sqlite.may_use_wal(sqlite.version()) else 3)
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1


def test_a_file_opened_with_the_command_is_in_the_journal_it_names(tmp_path):
    opened = importlib.import_module("sqlite3").connect(tmp_path / "db.sqlite3")
    for command in sqlite.init_command(sqlite.version()).split(";"):
        opened.execute(command)
    journal = opened.execute("PRAGMA journal_mode").fetchone()[0]
    opened.close()
    assert journal == ("wal" if sqlite.may_use_wal(sqlite.version()) else "delete")


@pytest.fixture
def opened(tmp_path):
    """A database with one row that is in its log only."""
    if not sqlite.may_use_wal(sqlite.version()):
        pytest.skip("this SQLite writes no log ahead")
    with contextlib.closing(importlib.import_module("sqlite3").connect(tmp_path / "db.sqlite3")) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("CREATE TABLE words (word)")
        opened.execute("INSERT INTO words VALUES ('a row in the log')")
        opened.commit()
        yield opened


def test_a_checkpoint_brings_the_log_into_the_file(opened, tmp_path):
    file, log = tmp_path / "db.sqlite3", tmp_path / "db.sqlite3-wal"
    assert b"a row in the log" not in file.read_bytes()
    assert sqlite.checkpoint_file(file)
    assert b"a row in the log" in file.read_bytes()
    assert log.stat().st_size == 0


def test_a_checkpoint_that_somebody_holds_up_is_told_and_loses_nothing(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE", 10)
    opened.execute("BEGIN IMMEDIATE")
    assert not sqlite.checkpoint_file(tmp_path / "db.sqlite3")
    opened.rollback()
    assert opened.execute("SELECT word FROM words").fetchall() == [("a row in the log",)]


def test_a_file_that_is_not_there_needs_no_checkpoint_and_one_of_another_kind_gets_none(tmp_path):
    assert sqlite.checkpoint_file(tmp_path / "db.sqlite3")
    assert not (tmp_path / "db.sqlite3").exists()
    (tmp_path / "letter").write_text("Dear Ben, " * 200)
    assert not sqlite.checkpoint_file(tmp_path / "letter")


@pytest.mark.django_db
def test_within_a_transaction_there_is_no_checkpoint():
    assert sqlite.checkpoint(connection) is (connection.vendor != "sqlite")


def test_it_says_so_when_it_comes_too_late():
    pytest.importorskip("pysqlite3", reason="no pysqlite3 wheel for this machine")
    code = (
        "import django.db.backends.sqlite3.base\n"
        "from nearward.kit import sqlite\n"
        "try: sqlite.install()\n"
        "except RuntimeError as error: print(error)"
    )
    source = str(Path(nearward.__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", code], cwd=source, capture_output=True, text=True, check=True)
    assert "came after Django" in done.stdout
