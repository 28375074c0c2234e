"""The machine: three people do what people may do, in any order; after each step the house is held against the oracle.

It checks three things: that everybody is shown exactly what the oracle says, item by item, in their pages' material
and in their export; that whoever lays a hand on what is not theirs is refused as if it were not there; and
non-interference: with all that a person may not see erased from the database, everything told to them stays the same.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.consent.oracle import ALONE, BOTH, LINKED, ME, PAUSED, THERAPIST, US, Oracle, Refused

CAST = ("ana", "ben", "cleo")
ANYBODY = st.sampled_from(("ana", "ben", "ana", "ben", "cleo"))
AUDIENCES = st.sampled_from((ME, BOTH, BOTH, US, US, THERAPIST))
MINUTES = st.sampled_from((1, 9, 11, 61, 1_440, 9 * 1_440))
PLACE = st.integers(0, 7)
QUESTIONS = st.sampled_from(
    (
        ("checkins.answer", "closeness"),
        ("checkins.answer", "felt-heard"),
        ("together.answer", "sea"),
    )
)
DAYS = st.sampled_from((0, 0, -1))


class ConsentMachine(RuleBasedStateMachine):
    """What holds in the house must hold in the oracle, and the other way round. `world` is given by each suite."""

    make_world = None

    def __init__(self) -> None:
        super().__init__()
        self.oracle = Oracle()
        self.world = self.make_world()
        self.codes = []
        self.written = 0
        self.turn = 0

    def teardown(self) -> None:
        try:
            if self.oracle.people:
                self.erase_what_is_hidden_from(self.somebody(self.turn))
            self.turn = 0
            for who in sorted(self.oracle.people):
                self.compare(who)
        finally:
            self.world.close()

    @initialize(linked=st.sampled_from((True, True, True, False)))
    def begin(self, linked) -> None:
        for who in CAST:
            self.both("join", who)
        if linked:
            self.link("ana", "ben")

    # what people do

    @rule(who=ANYBODY, question=QUESTIONS, day=DAYS, audience=AUDIENCES)
    def write(self, who, question, day, audience) -> None:
        if who in self.oracle.people:
            self.written = self.written % 90 + 1
            kind, subject, day, audience = self.world.offered(who, question, day, audience)
            self.both("write", who, kind, subject, day, self.written, audience)

    @rule(question=QUESTIONS, other_question=QUESTIONS, day=DAYS, other_day=DAYS, one=AUDIENCES, other=AUDIENCES)
    def write_both(self, question, other_question, day, other_day, one, other) -> None:
        """Two who answer the same question, or nearly, are rare by chance, and what matters most."""
        self.write("ana", question, day, one)
        self.write("ben", question if day != other_day else other_question, other_day, other)

    @rule(place=PLACE, audience=AUDIENCES)
    def choose(self, place, audience) -> None:
        if key := self.some_item(place):
            self.both("choose", key[0], key, audience)

    @rule(place=PLACE)
    def erase(self, place) -> None:
        if key := self.some_item(place):
            self.both("erase", key[0], key)

    @rule(who=ANYBODY, place=PLACE, audience=AUDIENCES)
    def lay_a_hand_on(self, who, place, audience) -> None:
        """What is somebody else's can be neither read by its number, nor changed, nor erased."""
        key = self.some_item(place)
        if key and who in self.oracle.people - {key[0]}:
            for act, *rest in (("read", key), ("choose", key, audience), ("erase", key)):
                assert self.refused(lambda act=act, rest=rest: getattr(self.world, act)(who, *rest)), act

    @rule(one=ANYBODY, other=ANYBODY)
    def link(self, one, other, minutes=0, meddler="") -> None:
        """The whole way: a code, typed in time or late, and a yes from both; or somebody else types it too."""
        if {one, other} <= self.oracle.people:
            self.invite(one)
            self.pass_time(minutes)
            self.type_code(other, len(self.codes) - 1)
            if meddler in self.oracle.people:
                self.type_code(meddler, len(self.codes) - 1)
            self.agree(one)
            self.agree(other)

    @precondition(lambda self: len(self.alone()) > 1)
    @rule(place=PLACE, minutes=st.sampled_from((0, 0, 0, 11)), meddler=st.sampled_from(("", "", *CAST)))
    def link_two(self, place, minutes, meddler) -> None:
        one, other = self.two_alone(place)
        self.link(one, other, minutes, meddler)

    @precondition(lambda self: self.open_pairs())
    @rule(place=PLACE, question=QUESTIONS, day=DAYS, one=AUDIENCES, other=AUDIENCES)
    def part_and_link_again(self, place, question, day, one, other) -> None:
        """The same two, in a new pair in which nothing old may come back, nor count as an answer."""
        two = sorted(self.open_pairs()[0])
        self.write(two[0], question, day, one)
        self.part(two[place % 2])
        self.link(*two)
        self.write(two[1], question, day, other)

    @precondition(lambda self: len(self.alone()) > 1)
    @rule(place=PLACE, surely=st.integers(0, 3))
    def guess_a_code(self, place, surely=0) -> None:
        """Twelve times in a row, and then the right one; an hour later all may try again.

        These thirteen tries cost as much as thirteen steps and teach what one of them does, so they come seldom.
        """
        if surely:
            return
        one, other = self.two_alone(place)
        self.invite(one)
        for _ in range(12):
            self.agreeing(
                lambda: self.world.type_code(other, "00000-00000"), lambda: self.oracle.type_code(other, None), "guess"
            )
        self.type_code(other, len(self.codes) - 1)
        self.pass_time(61)

    @rule(who=ANYBODY)
    def invite(self, who) -> None:
        if who in self.oracle.people:
            told = []
            self.both("invite", who, told=told)
            if told[0] is not None:
                self.codes.append((told[0], self.oracle.invitations[-1]))

    @precondition(lambda self: self.codes)
    @rule(who=ANYBODY, place=PLACE)
    def type_code(self, who, place) -> None:
        if who in self.oracle.people and self.codes:
            code, shown = self.codes[place % len(self.codes)]
            self.agreeing(
                lambda: self.world.type_code(who, code), lambda: self.oracle.type_code(who, shown), "type_code"
            )

    @rule(who=ANYBODY)
    def agree(self, who) -> None:
        self.if_here("agree", who)

    @rule(who=ANYBODY)
    def decline(self, who) -> None:
        self.if_here("decline", who)

    @rule(who=ANYBODY)
    def pause(self, who) -> None:
        self.if_here("pause", who)

    @rule(who=ANYBODY)
    def resume(self, who) -> None:
        self.if_here("resume", who)

    @rule(who=ANYBODY)
    def part(self, who) -> None:
        self.if_here("part", who)

    @rule(who=ANYBODY, surely=st.integers(0, 3))
    def delete(self, who, surely) -> None:
        if not surely:
            self.if_here("delete", who)

    @rule(who=ANYBODY)
    def join(self, who) -> None:
        if who not in self.oracle.people:
            self.both("join", who)

    # what happens around them

    @rule(minutes=MINUTES)
    def pass_time(self, minutes) -> None:
        self.oracle.now += minutes
        self.world.pass_time(minutes)

    @rule()
    def restart(self) -> None:
        self.world.restart()

    # what is checked

    @invariant()
    def everybody_in_turn_is_shown_what_they_may_see(self) -> None:
        self.turn += 1
        if self.turn % 3 == 0 and self.oracle.people:
            self.compare(self.somebody(self.turn // 3))

    @rule(who=ANYBODY, closely=st.integers(0, 3))
    def look(self, who, closely) -> None:
        if who in self.oracle.people and not closely:
            self.erase_what_is_hidden_from(who)

    def erase_what_is_hidden_from(self, who: str) -> None:
        """Nothing that they are told may change by it."""
        before = self.world.everything(who)
        met = self.oracle.meeting(who)
        named = {met.inviter, met.taker} - {who} if met else set()
        told_of = named | self.linked_with(who)
        with self.world.without_the_hidden(who, set(self.oracle.seen(who)), told_of, named):
            after = self.world.everything(who)
        for name in before:
            assert after[name] == before[name], f"{name} of {who} depends on what {who} may not see"

    def compare(self, who: str) -> None:
        assert self.world.told(who) == self.oracle.told(who)
        assert self.world.seen(who) == {key[1:]: value for key, value in self.oracle.seen(who).items()}
        if self.turn % 9 == 0:
            own = {key[1:]: value for key, value in self.oracle.own(who).items()}
            assert self.world.copy(who) == (own, self.oracle.logs[who])
            assert self.world.meets(who) == (self.oracle.meeting(who) is not None)

    # how it is done

    def linked_with(self, who: str) -> set[str]:
        """The one whom somebody is told to be linked with, open or paused by themself."""
        if self.oracle.told(who) not in {LINKED, PAUSED}:
            return set()
        epoch = next(each for each in self.oracle.epochs if who in each.two and not each.over)
        return set(epoch.two - {who})

    def alone(self) -> list[str]:
        return [who for who in sorted(self.oracle.people) if self.oracle.told(who) == ALONE]

    def open_pairs(self) -> list[frozenset[str]]:
        return [each.two for each in self.oracle.epochs if not each.over]

    def two_alone(self, place: int) -> tuple[str, str]:
        found = self.alone()
        return found[place % len(found)], found[(place + 1 + place // 4) % len(found)]

    def somebody(self, place: int) -> str:
        return sorted(self.oracle.people)[place % len(self.oracle.people)]

    def some_item(self, place: int):
        keys = sorted(self.oracle.items)
        return keys[place * 7 % len(keys)] if keys else None

    def if_here(self, act: str, who: str) -> None:
        if who in self.oracle.people:
            self.both(act, who)

    def both(self, act: str, *given, told: list | None = None) -> None:
        self.agreeing(
            lambda: getattr(self.world, act)(*given), lambda: getattr(self.oracle, act)(*given), act, told=told
        )

    def agreeing(self, in_the_house, in_the_oracle, act: str, told: list | None = None) -> None:
        """Do it in both; both refuse it, or neither does."""
        answers: list = []
        refused = self.refused(lambda: answers.append(in_the_house()))
        assert refused == self.refused(in_the_oracle), f"{act}: refused by one alone"
        if told is not None:
            told.append(None if refused else answers[0])

    @staticmethod
    def refused(act) -> bool:
        try:
            act()
        except Refused:
            return True
        return False
