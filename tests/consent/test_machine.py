"""The consent machine over the actions."""

import gc
import os
from functools import lru_cache

import pytest
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.consent.machine import CAST, ConsentMachine
from tests.consent.world import World
from tests.figures import PROOF

NIGHTLY = bool(os.environ.get("NEARWARD_TEST_NIGHTLY"))
LONG = NIGHTLY and "NEARWARD_DATABASE_URL" not in os.environ  # on the second database, as short as by day
EXAMPLES, STEPS = (20_000, 60) if LONG else (400, 30)
PARTS = 20 if LONG else 8  # none so long that at the end one process waits for another


class Prepared(World):
    """The three have joined once, before the first history; it takes one history as long as six of its steps."""

    waiting = CAST


class InThisProcess(ConsentMachine):
    make_world = Prepared


@pytest.fixture
def questions_kept(monkeypatch):
    """The same few hundred queries come again and again, and Django writes each anew for SQLite."""
    plain = SQLiteCursorWrapper.convert_query
    kept = lru_cache(maxsize=2048)(lambda query: plain(None, query))

    def convert(wrapper, query, *, param_names=None):
        return kept(query) if param_names is None else plain(wrapper, query, param_names=param_names)

    monkeypatch.setattr(SQLiteCursorWrapper, "convert_query", convert)


@pytest.mark.timeout(0)
@pytest.mark.usefixtures("questions_kept")
@pytest.mark.parametrize("_part", range(PARTS))
def test_no_order_of_steps_shows_what_is_not_shown_now(db, _part, record_property):
    gc.freeze()  # what is loaded stays: looking it through again and again takes a twelfth of the time,
    before = gc.get_threshold()
    gc.set_threshold(20_000, 20, 50)  # and looking for rings among what a step makes takes another
    for who in CAST:
        Prepared.make(who)
    try:
        run_state_machine_as_test(
            InThisProcess,
            settings=settings(
                max_examples=EXAMPLES // PARTS,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        gc.set_threshold(*before)
    record_property(f"{PROOF}Consent over the actions: histories of {STEPS} steps", EXAMPLES // PARTS)
