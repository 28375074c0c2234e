"""What each person may see and be told, in plain Python, written from docs/promises.md and not from the code.

Nothing of the product is imported here. Days and instants are whole numbers, people are names, a pair is an epoch with
a number of its own. The machine in `machine.py` does the same to this and to the house, and compares.

There is no room for therapists yet: what is for a therapist is therefore seen by nobody but its author. When grants
come, they become a fourth relation here, beside `linked`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

ME, BOTH, US, THERAPIST = "me", "both", "us", "therapist"
ALONE, LINKED, PAUSED = "alone", "linked", "paused-by-me"
CODE_MINUTES = MEETING_MINUTES = 10
TRIES_AN_HOUR = 10

Key = tuple[str, str, str, int]
"""Author, kind, subject, day: one answer to one question of one day."""


class Refused(Exception):
    """What the house has to refuse; it changes nothing."""


@dataclass(eq=False)
class Epoch:
    """One time that two people were linked."""

    two: frozenset[str]
    paused_by: str | None = None
    over: bool = False


@dataclass
class Written:
    value: int
    audience: str
    epoch: int | None


@dataclass(eq=False)
class Invitation:
    inviter: str
    until: int
    taker: str | None = None
    agreed: set[str] = field(default_factory=set)


@dataclass
class Oracle:
    now: int = 0
    """Minutes."""
    people: set[str] = field(default_factory=set)
    epochs: list[Epoch] = field(default_factory=list)
    items: dict[Key, Written] = field(default_factory=dict)
    logs: dict[str, list[str]] = field(default_factory=dict)
    invitations: list[Invitation] = field(default_factory=list)
    tries: dict[str, list[int]] = field(default_factory=dict)

    # what people are told

    def told(self, who: str) -> str:
        """A pause by the other looks exactly like not being linked."""
        epoch = self._epoch_of(who)
        if epoch is None or epoch.paused_by not in {None, who}:
            return ALONE
        return PAUSED if epoch.paused_by == who else LINKED

    def partner(self, who: str) -> str | None:
        epoch = self._epoch_of(who)
        return next(iter(epoch.two - {who})) if epoch and self.told(who) == LINKED else None

    def seen(self, viewer: str) -> dict[Key, int]:
        """What of others the viewer sees: the partner's, shared in the pair that is open now, and by no other way."""
        partner, number = self.partner(viewer), self._number_of(viewer)
        return {
            key: item.value
            for key, item in self.items.items()
            if partner is not None and key[0] == partner and item.epoch == number and self._opened(viewer, key, item)
        }

    def own(self, viewer: str) -> dict[Key, tuple[int, str]]:
        """What the viewer wrote, and whom it is for today."""
        return {key: (item.value, self._present(viewer, item)) for key, item in self.items.items() if key[0] == viewer}

    def meeting(self, who: str) -> Invitation | None:
        """The meeting in which somebody is asked for a yes."""
        return next((each for each in self._mine(who) if each.taker and self.now < each.until), None)

    # what people do

    def join(self, who: str) -> None:
        self.people.add(who)
        self.logs[who], self.tries[who] = [], []

    def write(self, who: str, kind: str, subject: str, day: int, value: int, audience: str) -> None:
        kept, epoch = self._addressed(who, audience)
        self.items[who, kind, subject, day] = Written(value, kept, epoch)

    def choose(self, who: str, key: Key, audience: str) -> None:
        item = self.items[key]
        kept, epoch = self._addressed(who, audience)
        if (item.audience, item.epoch) != (kept, epoch):
            item.audience, item.epoch = kept, epoch
            self.logs[who].append(f"audience-{kept}")

    def erase(self, who: str, key: Key) -> None:
        del self.items[key]
        self.logs[who].append("erased")

    def invite(self, who: str) -> None:
        self._refuse_if_linked(who)
        self._end_meetings(who)
        self.invitations.append(Invitation(who, self.now + CODE_MINUTES))

    def type_code(self, who: str, shown: Invitation | None) -> None:
        """Take a code; `shown` is the invitation that it once belonged to, or None for a guess."""
        self._refuse_if_linked(who)
        lately = [at for at in self.tries[who] if at > self.now - 60]
        if len(lately) >= TRIES_AN_HOUR:
            raise Refused
        self.tries[who] = [*lately, self.now]
        there = shown in self.invitations and shown is not None and self.now < shown.until
        if not there or shown is None or shown.taker or shown.inviter == who:
            raise Refused
        self._end_meetings(who)
        shown.taker, shown.until = who, self.now + MEETING_MINUTES

    def agree(self, who: str) -> None:
        met = self.meeting(who)
        if met is None or met.taker is None:
            raise Refused
        two = {met.inviter, met.taker}
        if met.agreed | {who} == two:
            if any(self.told(each) != ALONE for each in two):
                raise Refused
            self._link(two)
        else:
            met.agreed.add(who)

    def decline(self, who: str) -> None:
        self._end_meetings(who)

    def pause(self, who: str) -> None:
        epoch = self._epoch_of(who)
        if epoch and self.told(who) == LINKED:
            epoch.paused_by = who
            self.logs[who].append("paused")

    def resume(self, who: str) -> None:
        epoch = self._epoch_of(who)
        if epoch and self.told(who) == PAUSED:
            epoch.paused_by = None
            self.logs[who].append("opened-again")

    def part(self, who: str) -> None:
        """End the link; the line in one's own log stands there whatever the other had done before."""
        self.logs[who].append("parted")
        self._end(who)

    def delete(self, who: str) -> None:
        self._end(who)
        self._end_meetings(who)
        self.items = {key: item for key, item in self.items.items() if key[0] != who}
        self.people.remove(who)
        del self.logs[who], self.tries[who]

    # within

    def _epoch_of(self, who: str) -> Epoch | None:
        return next((each for each in self.epochs if who in each.two and not each.over), None)

    def _number_of(self, who: str) -> int | None:
        epoch = self._epoch_of(who)
        return self.epochs.index(epoch) if epoch and self.told(who) == LINKED else None

    def _opened(self, viewer: str, key: Key, item: Written) -> bool:
        if item.audience == US:
            return True
        answer = self.items.get((viewer, *key[1:]))
        answered = answer is not None and answer.audience in {BOTH, US} and answer.epoch == item.epoch
        return item.audience == BOTH and answered

    def _present(self, viewer: str, item: Written) -> str:
        """An item shared in a pair that is not open is for its author alone."""
        asleep = item.audience in {BOTH, US} and item.epoch != self._number_of(viewer)
        return ME if asleep else item.audience

    def _addressed(self, who: str, audience: str) -> tuple[str, int | None]:
        """Whom something is really for: with no open link there is nobody to show it to."""
        if audience not in {BOTH, US}:
            return audience, None
        number = self._number_of(who)
        return (ME, None) if number is None else (audience, number)

    def _refuse_if_linked(self, who: str) -> None:
        if self.told(who) != ALONE:
            raise Refused

    def _mine(self, who: str) -> Iterator[Invitation]:
        """One's own code first, then the one that was typed."""
        yield from (each for each in self.invitations if each.inviter == who)
        yield from (each for each in self.invitations if each.taker == who)

    def _end_meetings(self, who: str) -> None:
        self.invitations = [each for each in self.invitations if who not in {each.inviter, each.taker}]

    def _link(self, two: set[str]) -> None:
        for who in two:
            self._end(who)
            self._end_meetings(who)
            self.logs[who].append("linked")
        self.epochs.append(Epoch(frozenset(two)))

    def _end(self, who: str) -> None:
        epoch = self._epoch_of(who)
        if epoch:
            epoch.over, epoch.paused_by = True, None
