"""Two people agree, or not, to have a chat read for both, in any order of steps; held against a plain model of it.

The model was written from promise 22 and imports nothing of the product.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.conftest import NOON, link, person

from nearward.chats import actions
from nearward.chats.describing import analysis
from nearward.chats.queries import REPORT, joint_of
from nearward.chats.rules import Basis, Told
from nearward.people import actions as people
from nearward.people.models import CodeTry
from nearward.sharing.models import Ours
from nearward.sharing.queries import NotThere

BOTH = ("ana", "ben")
WHO = st.sampled_from(BOTH)
FILES = st.sampled_from(("a", "b"))
DAYS = st.sampled_from((0, 1, 10, 15, 29, 31, 60))


def basis(file):
    return Basis(file * 64, date(2024, 1, 1), date(2025, 1, 1), 5_000, analysis())


def told():
    return Told(date(2024, 1, 1), 52, 3_600, (2_000, 3_000), too_little=True)


def other(who):
    return BOTH[1 - BOTH.index(who)]


class Model:
    """What promise 22 says, as slowly and plainly as it can be said."""

    def __init__(self):
        self.day = 0
        self.pair, self.paused = 1, set()
        self.proposals, self.yes, self.reports, self.count = {}, set(), {}, 0

    @property
    def open(self):
        return self.pair is not None and not self.paused

    def proposal(self, who):
        kept = self.proposals.get(who)
        if not self.open or kept is None or kept["pair"] != self.pair:
            return None
        if self.day - self.reports.get(kept["id"], self.day) >= 30:
            return None
        age = self.day - kept["day"]
        return None if age >= (44 if (other(who), kept["id"]) in self.yes else 14) else kept

    def agreed(self, who):
        kept = self.proposal(who)
        return kept is not None and (other(who), kept["id"]) in self.yes

    def report(self):
        return next(
            (
                which
                for which, day in self.reports.items()
                if self.day - day < 30 and any(self.agreed(who) and self.proposal(who)["id"] == which for who in BOTH)
            ),
            None,
        )

    def forget(self, which):
        self.yes = {one for one in self.yes if one[1] != which}
        self.reports.pop(which, None)


class ChatsMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.model, self.now, self.ids = Model(), NOON, {}
        self.files = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.people = {who: person(who.title(), "UTC") for who in BOTH}
        link(*self.people.values(), self.now)

    def joint(self, who):
        return joint_of(self.people[who], self.now)

    @rule(who=WHO, file=FILES)
    def propose(self, who, file):
        try:
            actions.propose(self.people[who], basis(file), {"me": who}, self.now)
        except NotThere:
            assert not self.model.open
            return
        assert self.model.open
        if who in self.model.proposals:
            self.model.forget(self.model.proposals[who]["id"])
        self.model.count += 1
        kept = {"id": self.model.count, "day": self.model.day, "pair": self.model.pair, "file": file}
        self.model.proposals[who] = kept
        self.ids[kept["id"]] = self.joint(who).mine.id

    @rule(who=WHO, old=st.booleans())
    def agree(self, who, old):
        """To what stands, or again to what once stood."""
        kept = self.model.proposal(other(who))
        which = 1 if old else kept["id"] if kept else 1
        try:
            actions.agree(self.people[who], self.ids.get(which, "nothing"), self.now)
        except NotThere:
            assert kept is None or kept["id"] != which or self.model.day - kept["day"] >= 14
            return
        assert kept is not None
        assert kept["id"] == which
        self.model.yes.add((who, which))

    @rule(who=WHO)
    def put_aside(self, who):
        kept = self.model.proposal(other(who))
        try:
            actions.put_aside(self.people[who], self.ids.get(kept["id"] if kept else 0, "nothing"), self.now)
        except NotThere:
            assert kept is None

    @rule(who=WHO, mine=st.booleans())
    def withdraw(self, who, mine):
        kept = self.model.proposals.get(who if mine else other(who))
        if kept is None:
            return
        own = mine or (who, kept["id"]) in self.model.yes
        try:
            actions.withdraw(self.people[who], self.ids[kept["id"]], self.now)
        except NotThere:
            assert not own
            return
        assert own
        self.model.yes.discard((who, kept["id"]))
        self.model.reports.pop(kept["id"], None)
        if mine:
            self.model.proposals.pop(who)

    @rule(who=WHO)
    def make(self, who):
        wanted = self.joint(who).to_make
        expected = [self.model.proposal(one)["id"] for one in BOTH if self.model.agreed(one)]
        missing = [one for one in expected if one not in self.model.reports]
        assert (wanted is not None) == bool(missing)
        if wanted is None:
            with pytest.raises(NotThere):
                actions.keep_report(self.people[who], "nothing", told(), self.now)
            return
        actions.keep_report(self.people[who], wanted.id, told(), self.now)
        which = next(number for number, one in self.ids.items() if one == wanted.id)
        self.model.reports[which] = self.model.day

    @rule(days=DAYS, night=st.booleans())
    def pass_time(self, days, night):
        self.now += timedelta(days=days)
        self.model.day += days
        if night:
            actions.end_what_is_over(self.now)
            self.tidy_model()

    def tidy_model(self):
        for which, day in list(self.model.reports.items()):
            if self.model.day - day >= 30:
                for who in BOTH:
                    if self.model.proposals.get(who, {}).get("id") == which:
                        self.model.proposals.pop(who)
                self.model.forget(which)

    @rule(who=WHO)
    def pause(self, who):
        people.pause_pair(self.people[who], self.now)
        if self.model.open:
            self.model.paused.add(who)

    @rule(who=WHO)
    def resume(self, who):
        people.resume_pair(self.people[who], self.now)
        self.model.paused.discard(who)

    @rule(who=WHO)
    def part_and_link_again(self, who):
        people.leave_pair(self.people[who], self.now)
        CodeTry.objects.all().delete()  # ten tries an hour are not what is looked at here
        link(*self.people.values(), self.now)
        self.model.pair, self.model.paused, self.model.reports = self.model.pair + 1, set(), {}

    def picture(self, who):
        seen = self.joint(who)
        return bool(seen.mine), bool(seen.theirs), seen.mine_agreed, seen.theirs_agreed, bool(seen.report)

    @invariant()
    def each_sees_what_the_model_says(self):
        if not hasattr(self, "people"):
            return
        for who in BOTH:
            model = self.model
            wanted = (
                model.proposal(who) is not None,
                model.proposal(other(who)) is not None,
                model.agreed(who),
                model.agreed(other(who)),
                model.report() is not None,
            )
            assert self.picture(who) == wanted, who

    @invariant()
    def no_report_lies_anywhere_without_two_yeses(self):
        if hasattr(self, "people"):
            assert Ours.objects.filter(kind=REPORT).count() == len(self.model.reports)


def run_machine(*, examples, steps):
    run_state_machine_as_test(
        ChatsMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            phases=(Phase.generate,),
        ),
    )


@pytest.mark.django_db
@pytest.mark.timeout(900)
def test_no_order_of_steps_reads_a_chat_for_two_without_both():
    run_machine(examples=12, steps=16)


FAULTS = {
    "a yes is never heard": ("nearward.chats.queries.may_be_read", lambda *_: False),
    "thirty days never end": ("nearward.chats.queries.is_over", lambda *_: False),
    "a link that ended counts": ("nearward.chats.queries._open", list),
    "taking back leaves the yes": ("nearward.chats.actions._erase", lambda *_, **__: None),
}


@pytest.mark.django_db
@pytest.mark.timeout(900)
@pytest.mark.slow
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_this_planted_fault_is_noticed(fault, monkeypatch):
    where, instead = FAULTS[fault]
    monkeypatch.setattr(where, instead)
    with pytest.raises((AssertionError, BaseExceptionGroup, NotThere, StopIteration, ValueError)):
        run_machine(examples=600, steps=30)  # it ends at the first
