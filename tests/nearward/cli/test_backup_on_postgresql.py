"""The same drill where the house keeps its rows on PostgreSQL."""

import psycopg
import pytest

from nearward.cli.backups import postgres as copies
from nearward.kit import lockbox

pytestmark = pytest.mark.faults


def databases(address):
    with psycopg.connect(address) as seen:
        return {name for (name,) in seen.execute("SELECT datname FROM pg_database")}


def test_the_drill_on_postgresql_brings_back_all_but_what_is_gone(surroundings, run, living, postgres, tmp_path):
    secret, public = lockbox.new_pair()
    own = {"NEARWARD_DATABASE_URL": postgres, "NEARWARD_BACKUP_KEY": public}
    assert run("migrate", **own).returncode == 0
    living("fill", "12", **own)
    done = run("backup", str(tmp_path / "kept"), **own)
    assert "12 people. What 10 of them wrote was opened (40 items)" in done.stdout, done.stderr
    assert not any(name.startswith("nearward_try_") for name in databases(postgres))
    (old,) = (tmp_path / "kept").glob("nearward-*.data")
    living("delete", "cleo", **own)
    before = living("tell", **own)["people"]
    assert run("backup", str(tmp_path / "kept"), **own).returncode == 0

    opening = own | {"NEARWARD_BACKUP_SECRET": secret, "NEARWARD_DATA": str(tmp_path / "fresh")}
    refused = run("restore", str(old), **opening)
    assert "There is a database here already" in refused.stderr
    done = run("restore", str(old), "--overwrite", **opening)
    assert "1 who had deleted their account" in done.stdout, done.stderr
    after = living("tell", **opening)["people"]
    assert {name: told["own"] for name, told in after.items()} == {name: told["own"] for name, told in before.items()}
    assert {after[name]["link"] for name in ("ana", "ben")} == {"paused-by-me"}


def test_a_password_stands_in_no_command():
    shown = copies._without_password("postgres://nearward:rosebud@db.example:5433/near?sslmode=require")
    assert "rosebud" not in shown
    assert "host=db.example" in shown
    assert "sslmode=require" in shown
