"""The consent machine once more, over HTTP: real addresses, real forms, and every page compared byte for byte."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import rule, run_state_machine_as_test
from tests.consent import pages
from tests.consent.browsers import ANSWER, MINUTE, OFFERED, Pages
from tests.consent.machine import ANYBODY, AUDIENCES, PLACE, ConsentMachine
from tests.consent.test_machine import NIGHTLY
from tests.consent.world import day_of
from tests.figures import PROOF

PARTS = 4
EXAMPLES, STEPS = (40, 40) if NIGHTLY else (16, 20)


class OverHttp(ConsentMachine):
    """What differs from driving the actions: words are kept again where answers only change their audience."""

    make_world = Pages

    @rule(place=PLACE, audience=AUDIENCES)
    def choose(self, place, audience) -> None:
        if key := self.some_item(place):
            audience = OFFERED[key[1]][audience]
            if key[1] == MINUTE:
                self.both("choose", key[0], key, audience)
            else:
                self.both("write", *key, self.oracle.items[key].value, audience)

    @rule(who=ANYBODY)
    def part(self, who) -> None:
        """Who has never been linked finds no page for it, and their log is left alone."""
        if "linked" in self.oracle.logs.get(who, ()):
            self.both("part", who)
        elif who in self.oracle.people:
            self.world.part(who)

    def compare(self, who: str) -> None:
        assert self.world.told(who) == self.oracle.told(who)
        seen, own = self.oracle.seen(who), self.oracle.own(who)
        answered = {(subject, day) for _author, kind, subject, day in own if kind == ANSWER}
        days = {day for *_rest, day in self.oracle.items}
        assert self.world.shown(who, days) == pages.to_be_shown(seen, answered, day_of)
        if self.turn % 9 == 0:
            kept = {key[1:]: value for key, value in own.items()}
            assert self.world.copy(who) == (kept, self.oracle.logs[who])
            assert self.world.meets(who) == (self.oracle.meeting(who) is not None)


@pytest.mark.timeout(0)
@pytest.mark.parametrize("_part", range(PARTS))
def test_no_order_of_requests_shows_what_is_not_shown_now(db, _part, record_property):
    run_state_machine_as_test(
        OverHttp,
        settings=settings(
            max_examples=EXAMPLES // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    record_property(f"{PROOF}Consent over HTTP: histories of {STEPS} steps", EXAMPLES // PARTS)
