"""What of a reading for both the viewer may see now. All of it comes through `sharing`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from nearward.chats.describing import analysis
from nearward.chats.rules import (
    PROPOSAL_LIVES,
    REPORT_LIVES,
    Asleep,
    Basis,
    Joint,
    JointReport,
    Proposal,
    Told,
    from_the_other_side,
    is_over,
    may_be_read,
)
from nearward.people.models import Person
from nearward.people.queries import bond_of
from nearward.sharing import queries as sharing

PROPOSAL, AGREEMENT, ASIDE, REPORT = "chats.proposal", "chats.agreement", "chats.aside", "chats.report"


def joint_of(viewer: Person, now: datetime) -> Joint:
    """Return the proposals and the reports that the viewer may see; without an open link what they can take back."""
    asleep = _asleep(viewer)
    if bond_of(viewer).pair is None:
        return Joint(asleep=asleep)
    mine = _standing(_open(sharing.mine(viewer, PROPOSAL)), now)
    theirs = _standing(_open(sharing.theirs(viewer, PROPOSAL)), now)
    over = _over(viewer, now)
    mine, theirs = (None if one is not None and one.id in over else one for one in (mine, theirs))
    own_yes = _agreements(_open(sharing.mine(viewer, AGREEMENT)))
    their_yes = _agreements(_open(sharing.theirs(viewer, AGREEMENT)))
    agreed = frozenset(
        one.id
        for one, answers in ((mine, their_yes), (theirs, own_yes))
        if one is not None and one.id in answers and may_be_read(one.basis, answers[one.id], analysis())
    )
    mine, theirs = (_still_open(one, agreed, now) for one in (mine, theirs))
    aside = {item.subject for item in sharing.mine(viewer, ASIDE)}
    standing = {one.id: (one, one is mine) for one in (mine, theirs) if one is not None and one.id in agreed}
    is_aside = theirs is not None and theirs.id in aside
    return Joint(mine, theirs, agreed, is_aside, _reports(viewer, standing, now), asleep)


def waits_for(viewer: Person, now: datetime) -> bool:
    """Whether the partner has proposed something that the viewer has neither agreed to nor put aside."""
    joint = joint_of(viewer, now)
    return joint.theirs is not None and not joint.aside and not joint.theirs_agreed


def _open(items: Iterable[sharing.Opened]) -> list[sharing.Opened]:
    """Items of the pair that is open now: what was agreed to with somebody else, or before, counts for nothing."""
    return [item for item in items if not item.asleep]


def _still_open(one: Proposal | None, agreed: frozenset[str], now: datetime) -> Proposal | None:
    """Return a proposal unless nobody agreed to it in its time."""
    return None if one and one.id not in agreed and is_over(one.at, PROPOSAL_LIVES, now) else one


def _standing(items: Iterable[sharing.Opened], now: datetime) -> Proposal | None:
    """Return the newest proposal that can still stand: as long as it may wait, and then the report of it live."""
    proposals = [_proposal(item.subject, item.value) for item in items]
    kept = [one for one in proposals if not is_over(one.at, PROPOSAL_LIVES + REPORT_LIVES, now)]
    return max(kept, key=lambda one: one.at, default=None)


def _proposal(subject: str, value: dict[str, Any]) -> Proposal:
    return Proposal(
        subject, msgspec.convert(value["basis"], Basis), datetime.fromisoformat(value["at"]), dict(value["ask"])
    )


def _agreements(items: Iterable[sharing.Opened]) -> dict[str, Basis]:
    return {item.subject: msgspec.convert(item.value["basis"], Basis) for item in items}


def _over(viewer: Person, now: datetime) -> frozenset[str]:
    """What was agreed to and whose report has had its time: another report needs another yes of both."""
    kept = sharing.ours(viewer, REPORT).items()
    return frozenset(
        subject for (_, subject), each in kept if is_over(datetime.fromisoformat(each["at"]), REPORT_LIVES, now)
    )


def _asleep(viewer: Person) -> tuple[Asleep, ...]:
    items = [item for kind in (PROPOSAL, AGREEMENT) for item in sharing.mine(viewer, kind) if item.asleep]
    return tuple(Asleep(item.subject, msgspec.convert(item.value["basis"], Basis)) for item in items)


def _reports(viewer: Person, standing: dict[str, tuple[Proposal, bool]], now: datetime) -> tuple[JointReport, ...]:
    """Return the reports of what both agree to now, until their time is over; the newest first."""
    found = []
    for (_kind, subject), kept in sharing.ours(viewer, REPORT).items():
        made = datetime.fromisoformat(kept["at"])
        if subject in standing and not is_over(made, REPORT_LIVES, now):
            proposal, by_viewer = standing[subject]
            told = msgspec.convert(kept["told"], Told)
            shown = told if by_viewer else from_the_other_side(told)
            found.append(JointReport(proposal, shown, made + REPORT_LIVES, by_viewer))
    return tuple(sorted(found, key=lambda one: one.until, reverse=True))
