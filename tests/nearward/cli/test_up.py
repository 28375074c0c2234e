"""The whole thing as it runs on somebody's machine: real processes, a real socket."""

import contextlib
import importlib
import os
import shutil
import signal
import socket
import stat
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.nearward.cli.conftest import PATIENCE, gone

pytestmark = pytest.mark.faults


def connect(path):
    """Open a database with the SQLite that Nearward itself uses."""
    return importlib.import_module("sqlite3").connect(path, timeout=PATIENCE)


def answers(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:
            return int(page.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def served_at(started) -> str:
    return started.until("Nearward is at").split()[-1]


def test_it_serves_what_it_made_and_keeps_it_to_its_owner(start, tmp_path):
    started = start("up", "--port", "0")
    address = served_at(started)
    started.until("This is its first start")
    assert answers(f"{address}healthz") == 200
    data = tmp_path / "data"
    for name in (".", "keys"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o700
    for name in ("keys/ring.json", "keys/secret-key", "db.sqlite3"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600


def test_the_demo_has_a_place_of_its_own(start, tmp_path):
    never = f"postgres://nobody@/nothing?host={tmp_path}"
    address = served_at(start("demo", "--port", "0", NEARWARD_DATABASE_URL=never))
    with urllib.request.urlopen(address, timeout=PATIENCE) as page:
        assert "This is a demo" in page.read().decode()
    assert [each.name for each in (tmp_path / "data").iterdir()] == ["demo"]
    assert (tmp_path / "data" / "demo" / "db.sqlite3").exists()


def test_a_chat_that_was_at_hand_when_it_stopped_is_gone_when_it_starts(start, tmp_path):
    visits = tmp_path / "data" / "visits"
    visits.mkdir(mode=0o700, parents=True)
    (tmp_path / "data").chmod(0o700)
    (visits / "0123.export").write_bytes(b"sealed")
    served_at(start("up", "--port", "0"))
    assert list(visits.iterdir()) == []


def test_no_secret_stands_in_the_process_list(made, start):
    started = start("up", "--port", "0")
    served_at(started)
    secret = (made / "keys" / "secret-key").read_text().strip()
    for pid in (started.process.pid, *started.children().values()):
        assert secret not in Path(f"/proc/{pid}/cmdline").read_text()


@pytest.mark.parametrize("part", ["serve", "worker"])
def test_a_part_that_dies_is_started_again(made, start, part):
    started = start("up", "--port", "0")
    address = served_at(started)
    first = started.children()
    os.kill(first[part], signal.SIGKILL)
    assert "signal 9" in started.until("starting it again")
    assert answers(f"{address}healthz") == 200
    again = started.both()
    assert again[part] != first[part]
    assert {name for name in first if again[name] == first[name]} == set(first) - {part}


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_with_all_its_parts_when_asked(made, start, sign):
    started = start("up", "--port", "0")
    served_at(started)
    children = started.children()
    assert set(children) == {"serve", "worker"}
    started.process.send_signal(sign)
    assert started.process.wait(PATIENCE) == 0
    assert all(gone(pid) for pid in children.values())


def test_after_a_stop_the_bare_database_file_is_a_whole_copy(made, start, tmp_path):
    started = start("up", "--port", "0")
    served_at(started)
    with contextlib.closing(connect(made / "db.sqlite3")) as held:  # while open, nobody else's closing tidies the log
        held.execute("INSERT INTO auth_group (name) VALUES ('written while it ran')")
        held.commit()
        started.end()
        copy = shutil.copy(made / "db.sqlite3", tmp_path / "copy.sqlite3")
    with contextlib.closing(connect(copy)) as opened:
        assert opened.execute("SELECT name FROM auth_group").fetchall() == [("written while it ran",)]


def test_its_parts_end_when_it_is_killed(made, start):
    started = start("up", "--port", "0")
    served_at(started)
    children = started.children()
    started.process.kill()
    assert all(gone(pid) for pid in children.values())


def test_a_taken_port_is_told_with_the_next_free_one(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("up", "--port", str(port), NEARWARD_COMMAND="python3 start.py")
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "python3 start.py up --port " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_in_one_sentence(run):
    done = run("up", "--port", "0", NEARWARD_DATABASE_URL="mysql://ana:secret@host/x")
    assert done.returncode == 1
    assert "NEARWARD_DATABASE_URL is an address such as postgres://" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_of_a_request_reaches_the_log(made, start):
    started = start("up", "--port", "0")
    address = served_at(started)
    assert answers(f"{address}a-very-private-word?and=another") in {200, 404}
    assert "private" not in "".join(started.rest())
