"""What two people do so that a chat is read for both, or no more. Each step is the doing of one of them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import msgspec
from django.db import transaction

from nearward.chats.describing import analysis
from nearward.chats.queries import AGREEMENT, ASIDE, PROPOSAL, REPORT, joint_of
from nearward.chats.rules import PROPOSAL_LIVES, REPORT_LIVES, Basis, Told, is_over
from nearward.people.actions import note
from nearward.people.models import Person
from nearward.people.queries import bond_of, today_of
from nearward.sharing import actions as sharing
from nearward.sharing import queries
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience

LONGEST = PROPOSAL_LIVES + REPORT_LIVES
Ask = dict[str, object]


@transaction.atomic
def propose(viewer: Person, basis: Basis, ask: Ask, now: datetime) -> None:
    """Propose to the partner to have this read for both, in place of an earlier proposal of one's own.

    Raises `NotThere` where no link is open, and for an analysis that is no longer made.
    """
    sharing.hold_ours(viewer)
    if bond_of(viewer).pair is None or basis.analysis != analysis():
        raise NotThere
    for item in queries.mine(viewer, PROPOSAL):
        _end(viewer, item.subject, now)
    _share(viewer, PROPOSAL, str(uuid.uuid4()), {"basis": _plain(basis), "at": now.isoformat(), "ask": ask}, now)
    note(viewer, "chat-proposed", now)


@transaction.atomic
def agree(viewer: Person, proposal: str, now: datetime) -> None:
    """Agree to the partner's proposal exactly as it stands; raise `NotThere` where it does not stand any more."""
    joint = joint_of(viewer, now)
    if joint.theirs is None or joint.theirs.id != proposal or is_over(joint.theirs.at, PROPOSAL_LIVES, now):
        raise NotThere
    if joint.theirs_agreed:
        return
    _share(viewer, AGREEMENT, proposal, {"basis": _plain(joint.theirs.basis), "at": now.isoformat()}, now)
    _erase(viewer, ASIDE, now, subject=proposal)
    note(viewer, "chat-agreed", now)


@transaction.atomic
def put_aside(viewer: Person, proposal: str, now: datetime) -> None:
    """Put the partner's proposal aside. Nobody is told; it can be agreed to later all the same."""
    theirs = joint_of(viewer, now).theirs
    if theirs is None or theirs.id != proposal:
        raise NotThere
    sharing.write(viewer, ASIDE, proposal, today_of(viewer, now), {}, audience=Audience.ME, now=now)


@transaction.atomic
def withdraw(viewer: Person, proposal: str, now: datetime) -> None:
    """Take back one's own proposal or agreement: the report goes for both, at once. Raises `NotThere` for others'."""
    sharing.hold_ours(viewer)
    own = {item.subject for kind in (PROPOSAL, AGREEMENT) for item in queries.mine(viewer, kind)}
    if proposal not in own:
        raise NotThere
    theirs = joint_of(viewer, now).theirs
    _end(viewer, proposal, now)
    note(viewer, "chat-withdrawn", now)
    if theirs is not None and theirs.id == proposal:
        put_aside(viewer, proposal, now)


@transaction.atomic
def keep_report(viewer: Person, proposal: str, told: Told, now: datetime) -> None:
    """Keep the pair's report, as its proposer reads it, where both agree to it at this moment."""
    sharing.hold_ours(viewer)
    wanted = joint_of(viewer, now).to_make
    if wanted is None or wanted.id != proposal or (REPORT, proposal) in queries.ours(viewer, REPORT):
        raise NotThere
    sharing.keep_ours(viewer, REPORT, proposal, {"told": msgspec.to_builtins(told), "at": now.isoformat()}, now)
    note(viewer, "chat-read", now)


def end_what_is_over(now: datetime) -> None:
    """Delete what is over of everybody's: reports after their time, and proposals and agreements with them."""
    over = sharing.erase_old_ours(REPORT, now - REPORT_LIVES)
    for viewer in Person.objects.iterator():
        with transaction.atomic():
            for subject in over:
                _take_back(viewer, subject, now)
            for kind in (PROPOSAL, AGREEMENT, ASIDE):
                for item in queries.mine(viewer, kind, until=(now - LONGEST - timedelta(days=2)).date()):
                    sharing.erase(viewer, item.id, now)


def _end(viewer: Person, subject: str, now: datetime) -> None:
    _take_back(viewer, subject, now)
    sharing.erase_ours(viewer, REPORT, subject)


def _take_back(viewer: Person, subject: str, now: datetime) -> None:
    for kind in (PROPOSAL, AGREEMENT):
        _erase(viewer, kind, now, subject=subject)


def _erase(viewer: Person, kind: str, now: datetime, *, subject: str) -> None:
    for item in queries.mine(viewer, kind, subjects=[subject]):
        sharing.erase(viewer, item.id, now)


def _share(viewer: Person, kind: str, subject: str, value: Ask, now: datetime) -> None:
    sharing.write(viewer, kind, subject, today_of(viewer, now), value, audience=Audience.US, now=now)


def _plain(basis: Basis) -> object:
    return msgspec.to_builtins(basis)
