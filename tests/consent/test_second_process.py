"""What is withdrawn is gone at the next look in every process: here one of them does, and another one looks."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as house
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.consent.machine import ConsentMachine
from tests.consent.test_machine import NIGHTLY
from tests.consent.world import Looking, World
from tests.house.tree import ROOT

from nearward.people.models import Pair, Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0)]
EXAMPLES, STEPS = (400, 60) if NIGHTLY else (10, 20)
STALE = "the_bond_is_kept_until_this_person_changes_it"


class Second:
    """Another process, asked line by line."""

    def __init__(self, fault: str) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("NEARWARD_")}
        if "NEARWARD_DATABASE_URL" in os.environ:
            environment["NEARWARD_DATABASE_URL"] = os.environ["NEARWARD_DATABASE_URL"]
        environment |= {"NEARWARD_DATA": str(house.DATA), "DJANGO_SETTINGS_MODULE": "tests.settings"}
        environment["PYTHONPATH"] = f"{ROOT}:{ROOT / 'src'}"
        command = [sys.executable, "-m", "tests.consent.second", str(connection.settings_dict["NAME"]), fault]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, act: str, *given: object):
        self.process.stdin.write(json.dumps([act, *given]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


class WorldOfTwo(World):
    """Everything is done and confirmed in this process; what somebody is shown is asked of the other one."""

    second: Second

    def __init__(self) -> None:
        Looking.__init__(self)
        self.still_waiting = set()

    def close(self) -> None:
        Person.objects.all().delete()
        Pair.objects.all().delete()

    def told(self, who):
        return self.second.ask("told", who)

    def seen(self, who):
        return {tuple(key): value for key, value in self.second.ask("seen", who)}


@pytest.fixture
def two_processes(request):
    """The machine, with a second process in which one fault may be planted."""
    second = Second(getattr(request, "param", ""))
    world = type("World", (WorldOfTwo,), {"second": second})
    yield type("InTwoProcesses", (ConsentMachine,), {"make_world": world})
    second.end()


def run(machine, examples, **more):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


def test_no_order_of_steps_in_one_process_leaves_anything_in_sight_of_another(two_processes):
    run(two_processes, EXAMPLES)


@pytest.mark.parametrize("two_processes", [STALE], indirect=True)
def test_what_another_process_keeps_too_long_is_noticed(two_processes):
    """Here nothing is stale in the process that acts, which forgets in time; only the other one does not."""
    with pytest.raises(AssertionError):
        run(two_processes, 60, derandomize=True, phases=[Phase.generate], report_multiple_bugs=False)
