"""Faults are noticed over HTTP, by name: those of views and kept pages, and those of actions that pages let through."""

from contextlib import ExitStack, contextmanager

import pytest
from django.db import DatabaseError
from tests.consent import faults_of_keeping, faults_of_pairing, faults_of_sharing
from tests.consent.faults_of_pages import PAGE_FAULTS, WALKS
from tests.consent.planting import planted
from tests.consent.test_over_http import OverHttp
from tests.consent.tours import TOURS
from tests.consent.world import forget
from tests.figures import PROOF

PLANTED = (faults_of_keeping, faults_of_pairing, faults_of_sharing)
NOTICED = (AssertionError, DatabaseError)
SHOWN, AGAIN = "who is shown what", "written before, and linked again"
DEEPER = {
    "both_is_shown_before_the_answer": SHOWN,
    "an_answer_kept_to_oneself_opens_the_others": SHOWN,
    "an_answer_of_another_day_opens_the_others": SHOWN,
    "what_was_shown_in_an_earlier_pair_comes_back": AGAIN,
    "a_pause_by_the_other_changes_nothing": "paused",
    "who_is_paused_is_told_so": "paused",
    "linking_opens_what_was_written_before": AGAIN,
    "parting_is_written_into_both_logs": AGAIN,
    "who_deletes_takes_the_others_words_along": "a whole account",
    "a_code_never_runs_out": "a code typed late",
    "one_yes_is_enough": "one yes",
    "guessing_has_no_end": "guessing",
    "the_bond_is_kept_for_as_long_as_the_process_lives": AGAIN,
    "what_is_shown_is_kept_until_its_author_writes_again": "taken back after a look",
    "the_export_holds_what_the_partner_shows": SHOWN,
}
"""Faults of the actions, with the walk on which a browser shows them."""


def walk(name: str) -> None:
    """Take every step of a walk, and look at the pages of everybody after each, and at every page at the end."""
    linked, steps = TOURS[name]
    machine = OverHttp()
    try:
        machine.begin(linked)
        for act, given in steps:
            getattr(machine, act)(*given)
            machine.turn = 0
            for who in sorted(machine.oracle.people):
                machine.compare(who)
        machine.erase_what_is_hidden_from("ana")
    finally:
        machine.world.close()


@contextmanager
def planted_in_a_page(name: str):
    with ExitStack() as stack:
        for patched in PAGE_FAULTS[name]():
            stack.enter_context(patched)
        forget()
        yield
    forget()


@pytest.mark.parametrize("name", TOURS)
def test_pages_without_a_fault_walk_this_in_silence(db, name):
    walk(name)


@pytest.mark.parametrize("name", sorted(PAGE_FAULTS))
def test_this_fault_of_a_page_is_noticed(db, name, record_property):
    with planted_in_a_page(name), pytest.raises(NOTICED):
        walk(WALKS[name])
    record_property(f"{PROOF}Planted faults noticed over HTTP", 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(DEEPER))
def test_this_fault_of_an_action_is_noticed_in_the_pages(db, name, record_property):
    with planted(name), pytest.raises(NOTICED):
        walk(DEEPER[name])
    record_property(f"{PROOF}Planted faults noticed over HTTP", 1)


def test_there_are_enough_faults_to_trust_the_pages():
    assert len(PAGE_FAULTS) >= 15
    assert len(DEEPER) >= 15
