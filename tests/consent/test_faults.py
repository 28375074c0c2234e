"""Each planted fault is noticed by the machine, by name: at once on a short walk, and at night without any help."""

import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.consent import faults_of_keeping, faults_of_pairing, faults_of_sharing
from tests.consent.machine import ConsentMachine
from tests.consent.planting import FAULTS, planted
from tests.consent.tours import TOURS
from tests.consent.world import World
from tests.figures import PROOF

PLANTED = (faults_of_keeping, faults_of_pairing, faults_of_sharing)
NOTICED = (AssertionError, DatabaseError)


class InThisProcess(ConsentMachine):
    make_world = World


def walk(name: str) -> None:
    """Take every step of a walk, and look at everything for everybody after each."""
    linked, steps = TOURS[name]
    machine = InThisProcess()
    try:
        machine.begin(linked)
        for act, given in steps:
            getattr(machine, act)(*given)
            machine.turn = 0
            for who in sorted(machine.oracle.people):
                machine.compare(who)
        for who in sorted(machine.oracle.people - {"cleo"}):
            machine.erase_what_is_hidden_from(who)
    finally:
        machine.world.close()


def walk_all() -> None:
    for name in TOURS:
        walk(name)


@pytest.mark.parametrize("name", TOURS)
def test_a_house_without_a_fault_walks_this_in_silence(db, name):
    walk(name)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_this_planted_fault_is_noticed(db, name, record_property):
    with planted(name), pytest.raises(NOTICED):
        walk_all()
    record_property(f"{PROOF}Planted faults noticed on a short walk", 1)


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", sorted(FAULTS))
def test_the_machine_finds_this_planted_fault_by_itself(db, name, record_property):
    with planted(name), pytest.raises(NOTICED):
        run_state_machine_as_test(
            InThisProcess,
            settings=settings(
                max_examples=2_000,
                stateful_step_count=30,
                deadline=None,
                derandomize=True,
                database=None,
                report_multiple_bugs=False,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
    record_property(f"{PROOF}Planted faults found by the machine alone", 1)


def test_there_are_enough_faults_to_trust_the_machine():
    assert len(FAULTS) >= 15
