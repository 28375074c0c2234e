"""`nearward` as a process of its own, in a data folder of its own."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

import nearward
from nearward.kit import lockbox

SOURCE = Path(nearward.__file__).parents[1]
POSTGRES = os.environ.get("NEARWARD_TEST_POSTGRES_URL", "")
PEOPLE = 14  # who live in the house that backups are made of
PATIENCE = 120  # seconds until a test gives up on a process; never waited for in full when all is well


class Started:
    """A running command whose lines can be waited for."""

    def __init__(self, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nearward.cli", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._queue: Queue[str] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._queue.put(line.rstrip("\n"))

    def until(self, part: str) -> str:
        """Return the first line from here on that holds the part."""
        while True:
            try:
                line = self._queue.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"{part!r} never came; there was {self.lines}") from None
            self.lines.append(line)
            if part in line:
                return line

    def both(self) -> dict[str, int]:
        """Wait until server and worker run; return their process ids."""
        for _ in range(PATIENCE * 10):
            if len(found := self.children()) == 2:
                return found
            time.sleep(0.1)
        raise AssertionError(f"server and worker never ran together; there was {self.children()}")

    def children(self) -> dict[str, int]:
        """Return the process ids of the parts that run just now, by name."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
        found = {}
        for line in listed.stdout.splitlines():
            pid, parent, command = line.split(maxsplit=2)
            for part in ("serve", "worker"):
                if int(parent) == self.process.pid and f"nearward.cli {part}" in command:
                    found[part] = int(pid)
        return found

    def rest(self) -> list[str]:
        """End the command; return every line it ever said."""
        self.end()
        while not self._queue.empty():
            self.lines.append(self._queue.get())
        return self.lines

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """What a command finds in its environment: a data folder of its own, no setting of the machine's."""
    return around(tmp_path / "data")


@pytest.fixture(scope="session")
def _made(tmp_path_factory) -> Path:
    """A data folder with an empty database, made once, since that takes longer than most tests."""
    data = tmp_path_factory.mktemp("made") / "data"
    command = [sys.executable, "-m", "nearward.cli", "migrate"]
    subprocess.run(command, env=around(data), check=True, capture_output=True)
    return data


@pytest.fixture
def made(_made, surroundings) -> Path:
    return Path(shutil.copytree(_made, surroundings["NEARWARD_DATA"]))


def around(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEARWARD_", "DJANGO_"))}
    return kept | {"NEARWARD_DATA": str(data), "PYTHONPATH": str(SOURCE)}


@pytest.fixture
def run(surroundings) -> Callable[..., subprocess.CompletedProcess[str]]:
    def finished(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "nearward.cli", *arguments],
            env=surroundings | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    return finished


@pytest.fixture
def start(surroundings):
    running = []

    def started(*arguments: str, **more: str) -> Started:
        running.append(Started(arguments, surroundings | more))
        return running[-1]

    yield started
    for each in running:
        each.end()


@pytest.fixture
def postgres() -> str:
    """The address of an empty database of our own."""
    if not POSTGRES:
        pytest.skip("NEARWARD_TEST_POSTGRES_URL names no PostgreSQL")
    name = f"up_{secrets.token_hex(6)}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def living(surroundings) -> Callable[..., Any]:
    """Let somebody live in the data folder, in a process of its own; see tests/living.py."""
    return lambda *words, **more: lived(surroundings | more, *words)


def lived(own: dict[str, str], *words: str, module: str = "tests.living") -> Any:
    """Run one of the tests' own programs in a house of its own; return what it says, read from JSON."""
    command = [sys.executable, "-m", module, *words]
    path = os.pathsep.join((str(SOURCE), str(SOURCE.parent)))
    own = own | {"PYTHONPATH": path}
    said = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


@pytest.fixture(scope="session")
def key():
    secret, public = lockbox.new_pair()
    return {"NEARWARD_BACKUP_KEY": public}, {"NEARWARD_BACKUP_SECRET": secret}


@pytest.fixture(scope="session")
def _home(_made, key, tmp_path_factory):
    """A house with people in it, and a backup of it: made once, since both take processes of their own."""
    home = tmp_path_factory.mktemp("home")
    own = around(Path(shutil.copytree(_made, home / "data"))) | key[0]
    assert lived(own, "fill", str(PEOPLE)) == PEOPLE
    command = [sys.executable, "-m", "nearward.cli", "backup", str(home / "kept")]
    subprocess.run(command, env=own, check=True, capture_output=True)
    return home


@pytest.fixture
def inhabited(_home, surroundings):
    """Our own copy of that house."""
    return Path(shutil.copytree(_home / "data", surroundings["NEARWARD_DATA"]))


@pytest.fixture
def kept(inhabited, _home, tmp_path):
    """Our own copy of its backup."""
    return Path(shutil.copytree(_home / "kept", tmp_path / "kept"))


def gone(pid: int) -> bool:
    """Wait for a process that is not our child to end."""
    for _ in range(PATIENCE * 20):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.05)
    return False


def box_in(folder):
    (found,) = folder.glob("nearward-*.data")
    return str(found)


def elsewhere(tmp_path, name="fresh"):
    return {"NEARWARD_DATA": str(tmp_path / name)}
