"""Two PostgreSQL servers, and the first one killed. With a synchronous standby nothing that was confirmed is lost.

The standby stops receiving half a second before, as in a network that fails first. A standby that is not waited for
loses what was confirmed in that time: if it did not, this test would prove nothing.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest
from tests.faults.sizes import rounds

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
ROUNDS = rounds(1, 5)
WRITERS = 4
PATIENCE = 60.0
SHARED = os.environ.get("TMPDIR", "/tmp")  # a folder of its own is made in it
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
"""PostgreSQL refuses to run as root."""


def binary(name):
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


class Server:
    """A PostgreSQL of our own, on a socket in its own folder."""

    def __init__(self, place):
        self.place = place

    def make(self):
        self._run(
            "initdb", "--username=nearward", "--auth=trust", "--encoding=UTF8", "--no-sync", f"--pgdata={self.data}"
        )
        self.start()

    def copy_of(self, other):
        self._run("pg_basebackup", f"--dbname={other.address}", f"--pgdata={self.data}", "--write-recovery-conf",
                  "--checkpoint=fast", "--no-sync")  # fmt: skip
        self.start()

    @property
    def data(self):
        return self.place / "data"

    @property
    def address(self):
        return f"host={self.place} user=nearward dbname=postgres"

    def start(self):
        self.place.mkdir(exist_ok=True)
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.place}' -c cluster_name={self.place.name}"
        self._run("pg_ctl", "start", "--silent", "--wait", f"--pgdata={self.data}", f"--log={self.place}.log",
                  f"--options={options}")  # fmt: skip

    def promote(self):
        self._run("pg_ctl", "promote", "--silent", "--wait", f"--pgdata={self.data}")

    def processes(self):
        """Return the process ids of the server and all its children."""
        first = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = [line.split() for line in listed.stdout.splitlines()]
        return [first, *(int(pid) for pid, parent in pairs if int(parent) == first)]

    def kill(self, *which):
        for pid in which or self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _run(self, program, *arguments):
        command = [*AS_POSTGRES, binary(program), *arguments]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert done.returncode == 0, done.stderr


@pytest.fixture
def two():
    if not binary("initdb"):
        pytest.skip("there is no PostgreSQL on this machine")
    # not where this run keeps its temporary files: that is ours alone, and the server is somebody else
    with tempfile.TemporaryDirectory(prefix="near-", dir=SHARED, ignore_cleanup_errors=True) as made:
        place = Path(made)
        if AS_POSTGRES:
            os.chown(place, pwd.getpwnam("postgres").pw_uid, -1)
        one, other = Server(place / "one"), Server(place / "other")
        for each in (one, other):
            subprocess.run([*AS_POSTGRES, "mkdir", str(each.place)], check=True, cwd="/")
        one.make()
        other.copy_of(one)
        yield one, other
        for each in (one, other):
            if (each.data / "postmaster.pid").exists():
                each.kill()


def ask(server, query):
    with psycopg.connect(server.address, autocommit=True) as connection:
        done = connection.execute(query)
        return done.fetchone()[0] if done.description else None


def until(server, query):
    """Wait until the server answers yes; one that is just starting again does not answer at all."""
    end = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(psycopg.OperationalError):
            if ask(server, query):
                return
        assert time.monotonic() < end, query
        time.sleep(0.05)


def write(server, confirmed, first):
    """Write rows until the server is gone; note each that it has confirmed."""
    with contextlib.suppress(psycopg.Error), psycopg.connect(server.address, autocommit=True) as connection:
        for number in range(first, first + 1_000_000):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
            confirmed.append(number)


def lost_when_killed(one, other):
    """Let four write, stop the other from receiving, kill the first; return how many were confirmed and lost."""
    ask(one, "CREATE TABLE kept (number bigint PRIMARY KEY)")
    confirmed = []
    threads = [threading.Thread(target=write, args=(one, confirmed, n * 1_000_000)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + PATIENCE
    while len(confirmed) < 100:
        assert time.monotonic() < end
        time.sleep(0.05)
    receiver = ask(other, "SELECT pid FROM pg_stat_wal_receiver")
    os.kill(receiver, signal.SIGSTOP)
    time.sleep(0.5)
    one.kill()
    for thread in threads:
        thread.join()
    other.kill(receiver)
    until(other, "SELECT pg_is_in_recovery()")  # it starts again, as after any death of a child
    other.promote()
    with psycopg.connect(other.address) as connection:
        there = {number for (number,) in connection.execute("SELECT number FROM kept")}
    return len(confirmed), len(set(confirmed) - there)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_standby_that_is_waited_for_has_all_that_was_confirmed(two, round_):
    one, other = two
    ask(one, "ALTER SYSTEM SET synchronous_standby_names = '*'")
    ask(one, "SELECT pg_reload_conf()")
    until(one, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
    confirmed, lost = lost_when_killed(one, other)
    assert lost == 0, f"{lost} of {confirmed}"


def test_a_standby_that_is_not_waited_for_loses_some_so_the_test_is_a_real_one(two):
    confirmed, lost = lost_when_killed(*two)
    assert 0 < lost < confirmed
