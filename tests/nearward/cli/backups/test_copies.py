import json
import sqlite3
import uuid
from datetime import UTC, datetime

import click
import pytest

from nearward.cli.backups import archive, locks, replay, sqlite
from nearward.cli.backups.tally import LEFT_OUT, Taken, secrets_of, tally
from nearward.cli.sorry import SorryError
from nearward.kit import gone, lockbox

ANA, PAIR = uuid.UUID(int=1), uuid.UUID(int=2)
KEPT = ["people_gone", "people_pairkey"]
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    """A small database with the tables that copying knows by name."""
    file = tmp_path / "live"
    with sqlite3.connect(file) as opened:
        for table in LEFT_OUT[2:]:
            opened.execute(f"CREATE TABLE {table} (id INTEGER, body TEXT)")
            opened.execute(f"INSERT INTO {table} VALUES (1, 'of the moment')")
        opened.execute("CREATE TABLE people_personkey (person_id TEXT, wrapped BLOB)")
        opened.execute("CREATE TABLE people_pairkey (pair_id TEXT, wrapped BLOB)")
        opened.execute("CREATE TABLE people_gone (mark TEXT)")
        opened.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        opened.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, body BLOB)")
        opened.execute("INSERT INTO people_personkey VALUES (?, ?)", (ANA.hex, b"a wrapped key"))
        opened.execute("INSERT INTO people_pairkey VALUES (?, ?)", (PAIR.hex, b"a wrapped key of two"))
        opened.execute("INSERT INTO people_gone VALUES (?)", (gone.mark("person", ANA),))
        opened.execute("INSERT INTO django_migrations VALUES ('people', '0001_initial')")
        opened.executemany("INSERT INTO things (body) VALUES (?)", [(b"one",), (b"two",), (None,)])
    return file


def test_a_copy_has_every_row_but_neither_keys_nor_what_is_of_the_moment(database, tmp_path):
    taken = sqlite.take(database, tmp_path / "copy")
    assert taken.people == {ANA: b"a wrapped key"}
    assert taken.pairs == {PAIR: b"a wrapped key of two"}
    assert taken.gone == {gone.mark("person", ANA)}
    assert taken.migrations == ["people.0001_initial"]
    assert sqlite.holds(tmp_path / "copy") == taken.tally == sqlite.holds(database)
    assert taken.tally["things"][0] == 3
    content = (tmp_path / "copy").read_bytes()
    assert b"a wrapped key" not in content
    assert b"of the moment" not in content
    assert "a wrapped key" not in repr(taken)


def test_a_count_of_rows_tells_a_change_and_not_an_order(database, tmp_path):
    with sqlite3.connect(database) as opened:
        before = tally(opened, ["things"])
        opened.execute("UPDATE things SET id = id + 10")
        assert tally(opened, ["things"]) != before
        opened.execute("UPDATE things SET id = id - 10")
        assert tally(opened, ["things"]) == before
        backwards = tally(Backwards(opened), ["things"])
        assert backwards == before
        opened.execute("UPDATE things SET body = 'one' WHERE body = x'6f6e65'")  # the same letters, but text
        assert tally(opened, ["things"]) != before


class Backwards:
    def __init__(self, rows):
        self.rows = rows

    def execute(self, query):
        return reversed(list(self.rows.execute(query)))


def test_the_keys_of_people_are_read_whatever_the_database_calls_an_id(database):
    class Ids(Backwards):
        def execute(self, query):
            return [(uuid.UUID(row[0]), *row[1:]) if len(row) == 2 else row for row in self.rows.execute(query)]

    with sqlite3.connect(database) as opened:
        assert secrets_of(Ids(opened), KEPT) == secrets_of(opened, KEPT)
        assert secrets_of(opened, []) == ({ANA: b"a wrapped key"}, None, frozenset())


def test_a_broken_file_and_a_row_that_names_nothing_are_found(database):
    assert sqlite.faults_in(database) == []
    with sqlite3.connect(database) as opened:
        opened.execute("CREATE TABLE parts (thing INTEGER REFERENCES things (id))")
        opened.execute("INSERT INTO parts VALUES (99)")
    assert sqlite.faults_in(database) == ["parts names a row that is not there"]
    content = bytearray(database.read_bytes())
    content[4096:4200] = bytes(104)
    database.write_bytes(content)
    assert sqlite.faults_in(database) != []
    database.write_bytes(b"not a database at all" * 100)
    assert sqlite.faults_in(database) == ["file is not a database"]


def test_a_database_is_free_when_nobody_has_it_open(database):
    held = sqlite3.connect(database)
    held.execute("PRAGMA journal_mode=WAL")
    held.execute("SELECT * FROM things").fetchall()
    assert not sqlite.is_free(database)
    held.close()
    assert sqlite.is_free(database)


def test_what_was_packed_is_what_is_unpacked(database, tmp_path):
    manifest = archive.Manifest(NOON.isoformat(), "sqlite", ["people.0001_initial"], {"things": (3, "ab")})
    archive.pack_data(manifest, database, tmp_path / "data")
    assert archive.unpack_data(tmp_path / "data", tmp_path / "back") == manifest
    assert (tmp_path / "back").read_bytes() == database.read_bytes()
    ring = '{"keys": {"1": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}'
    keys = archive.Keys(
        ring, {ANA: b"wrapped"}, frozenset({gone.mark("person", ANA)}), {"secret-key": "s"}, {PAIR: b"two"}
    )
    archive.pack_keys(keys, NOON, tmp_path / "keys")
    assert archive.unpack_keys(tmp_path / "keys") == keys
    keys.into(tmp_path / "folder")
    taken = Taken({ANA: b"wrapped"}, {PAIR: b"two"}, frozenset(), [], {})
    assert archive.secrets_in(tmp_path / "folder", taken) == keys


def test_a_box_from_before_pairs_had_keys_is_still_read(tmp_path):
    said = {"form": 1, "ring": '{"keys": {}}', "people": {}, "gone": [], "others": {}}
    (tmp_path / "keys").write_text(json.dumps(said))
    assert archive.unpack_keys(tmp_path / "keys").pairs is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"form": 2}', b"PK\3\4", b'{"form": 1, "ring": "{}"}'])
def test_what_is_no_backup_is_said_to_be_none(content, tmp_path):
    (tmp_path / "file").write_bytes(content)
    for read in (archive.unpack_keys, lambda file: archive.unpack_data(file, tmp_path / "out")):
        with pytest.raises(archive.NoBackup):
            read(tmp_path / "file")


def test_changes_of_tables_that_this_version_does_not_know_are_told():
    assert replay.newer_changes(["people.0001_initial", "elsewhere.0001_initial"]) == []
    assert replay.newer_changes(["people.0001_initial", "people.9999_later"]) == ["people.9999_later"]


@pytest.fixture
def at_the_keyboard(monkeypatch):
    """Nobody, unless a test lets somebody answer."""
    for name in ("KEY", "SECRET", "PASSPHRASE"):
        monkeypatch.delenv(f"NEARWARD_BACKUP_{name}", raising=False)
    answers = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: bool(answers))
    monkeypatch.setattr("sys.stderr.isatty", lambda: bool(answers), raising=False)
    monkeypatch.setattr(click, "prompt", lambda *words, **how: answers.pop())
    return answers


def test_a_lock_comes_from_the_environment_or_from_the_keyboard_or_there_is_none(at_the_keyboard, monkeypatch):
    for asked in (locks.lock, locks.key):
        with pytest.raises(SorryError):
            asked()
    at_the_keyboard[:] = ["a long enough word"] * 2
    assert locks.lock() == lockbox.Lock(passphrase="a long enough word")
    assert locks.key() == lockbox.Key(passphrase="a long enough word")
    secret, public = lockbox.new_pair()
    monkeypatch.setenv("NEARWARD_BACKUP_KEY", public)
    monkeypatch.setenv("NEARWARD_BACKUP_SECRET", f"# mine\n{secret}")
    assert locks.lock() == lockbox.Lock(public=(public,))
    assert locks.key() == lockbox.Key(secret=secret)


def test_a_lock_that_cannot_be_opened_here_is_tried_with_a_key_of_the_moment(tmp_path):
    _, public = lockbox.new_pair()
    lock, opening = locks.to_try(lockbox.Lock(public=(public,)))
    assert lock.public[0] == public
    assert lock.public[1] == lockbox.public_of(opening["NEARWARD_BACKUP_SECRET"])
    at_home = lockbox.Lock(passphrase="a long enough word")
    assert locks.to_try(at_home) == (at_home, {"NEARWARD_BACKUP_PASSPHRASE": "a long enough word"})
