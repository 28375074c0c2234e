import signal
import socket
import subprocess
import sys

import pytest
from tests.nearward.cli.conftest import PATIENCE, SOURCE

from nearward.cli.children import Leash

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("socket_enabled")]

CODE = """
import sys, time
from nearward.cli.children import Leash
Leash(int(sys.argv[1])).ready()
time.sleep(600)
"""


@pytest.fixture
def held():
    """A process on a leash, and our end of it."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-c", CODE, str(theirs.fileno())], cwd=SOURCE, pass_fds=[theirs.fileno()]
        )
    yield process, ours
    ours.close()
    process.kill()
    process.wait()


def test_a_part_says_over_its_leash_that_it_is_ready(held):
    _, ours = held
    ours.settimeout(PATIENCE)
    assert ours.recv(16) == b"ready"


def test_a_part_ends_when_the_other_end_of_its_leash_is_gone(held):
    process, ours = held
    ours.settimeout(PATIENCE)
    ours.recv(16)
    assert process.poll() is None
    ours.close()
    assert process.wait(PATIENCE) == -signal.SIGTERM


def test_a_part_started_by_hand_needs_no_leash():
    Leash(None).ready()
