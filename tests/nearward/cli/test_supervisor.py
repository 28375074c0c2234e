import os
import signal

import pytest
from tests.nearward.cli.conftest import SOURCE

from nearward.cli.supervisor import TOO_OFTEN, Child, Supervisor, pause_after


def test_pauses_double_up_to_half_a_minute():
    assert [pause_after(deaths) for deaths in range(1, 6)] == [0.25, 0.5, 1.0, 2.0, 4.0]
    assert pause_after(8) == 30.0
    assert pause_after(1000) == 30.0


@pytest.fixture
def told(monkeypatch, made):
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    monkeypatch.setenv("NEARWARD_DATA", str(made))
    monkeypatch.delenv("NEARWARD_DATABASE_URL", raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "nearward.settings")
    return []


@pytest.mark.faults
def test_a_part_that_never_lives_ends_the_whole(told):
    supervisor = Supervisor(
        [Child("server", ("serve", "--socket", "999"))],
        say=told.append,
        on_ready=lambda: told.append("ready"),
        pause=lambda deaths: 0.0,
    )
    assert supervisor.run() == 1
    assert told == ["The server ended (status 1); starting it again."] * TOO_OFTEN + [
        f"The server ended {TOO_OFTEN} times in a row, so Nearward stops here."
    ]


@pytest.mark.faults
def test_it_tells_once_that_all_is_ready_and_gives_signals_back(told):
    before = signal.getsignal(signal.SIGTERM)
    supervisor = Supervisor(
        [Child("worker", ("worker",)), Child("other", ("worker",))],
        say=told.append,
        on_ready=lambda: (told.append("ready"), os.kill(os.getpid(), signal.SIGTERM)),
    )
    assert supervisor.run() == 0
    assert told == ["ready"]
    assert signal.getsignal(signal.SIGTERM) is before
