"""The consent machine over the actions."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.consent.machine import ConsentMachine
from tests.consent.world import World
from tests.figures import PROOF

NIGHTLY = bool(os.environ.get("NEARWARD_TEST_NIGHTLY"))
PARTS = 8
EXAMPLES, STEPS = (20_000, 60) if NIGHTLY else (400, 30)


class InThisProcess(ConsentMachine):
    make_world = World


@pytest.mark.timeout(0)
@pytest.mark.parametrize("_part", range(PARTS))
def test_no_order_of_steps_shows_what_is_not_shown_now(db, _part, record_property):
    gc.freeze()  # what is loaded stays: looking it through again and again takes a twelfth of the time
    run_state_machine_as_test(
        InThisProcess,
        settings=settings(
            max_examples=EXAMPLES // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    record_property(f"{PROOF}Consent over the actions: histories of {STEPS} steps", EXAMPLES // PARTS)
