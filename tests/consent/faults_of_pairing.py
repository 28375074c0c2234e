"""Faults in linking, pausing, parting and deleting."""

from __future__ import annotations

from unittest.mock import patch

from django.db.models import Q
from tests.consent.planting import bond_as, fault

from nearward.people import actions as people
from nearward.people import holding
from nearward.people import queries as bonds
from nearward.people.models import Invitation, LedgerEntry, Membership, Pair
from nearward.people.rules import Link
from nearward.sharing import queries
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience

# the pair


@fault
def a_pause_by_the_other_changes_nothing():
    def change(real, viewer):
        bond = real(viewer)
        mine = Membership.objects.filter(person=viewer, active=True).first()
        other = mine and Membership.objects.filter(pair=mine.pair, active=True).exclude(person=viewer).first()
        if bond.link is Link.ALONE and other and other.paused_at:
            return bonds.Bond(Link.LINKED, mine.pair_id, other.person_id, None)
        return bond

    return bond_as(change)


@fault
def who_is_paused_is_told_so():
    def change(real, viewer):
        bond = real(viewer)
        there = Membership.objects.filter(person=viewer, active=True).exists()
        return bonds.Bond(Link.PAUSED_BY_ME) if bond.link is Link.ALONE and there else bond

    return bond_as(change)


@fault
def linking_again_opens_what_was_shown_before():
    real = people._make_pair

    def _make_pair(met, now):
        pair = real(met, now)
        two = [met.inviter, met.taker]
        before = Pair.objects.filter(memberships__person=two[0]).filter(memberships__person=two[1])
        Item.objects.filter(pair__in=before).update(pair=pair)
        return pair

    return [patch.object(people, "_make_pair", _make_pair)]


@fault
def linking_opens_what_was_written_before():
    real = people._make_pair

    def _make_pair(met, now):
        pair = real(met, now)
        Item.objects.filter(author__in=[met.inviter, met.taker], pair=None).exclude(audience=Audience.THERAPIST).update(
            pair=pair, audience=Audience.US
        )
        return pair

    return [patch.object(people, "_make_pair", _make_pair)]


@fault
def parting_is_written_into_both_logs():
    real = people.leave_pair

    def leave_pair(viewer, now):
        other = bonds.bond_of(viewer).partner
        real(viewer, now)
        if other:
            LedgerEntry.objects.create(person_id=other, at=now, act="parted")

    return [patch.object(people, "leave_pair", leave_pair)]


@fault
def who_deletes_takes_the_others_words_along():
    """CouplesAI: what both said hangs on the pair, and goes with it."""
    real = people.delete_account

    def delete_account(viewer, now):
        Item.objects.filter(pair__memberships__person=viewer).delete()
        real(viewer, now)

    return [patch.object(people, "delete_account", delete_account)]


@fault
def who_leaves_loses_what_was_theirs():
    """qc: every rule asks for a pair, so that who has left cannot read what they kept for themself."""

    def everything_of(viewer):
        pair = bonds.bond_of(viewer).pair
        rows = Item.objects.filter(Q(pair=pair) if pair else Q(pair=None), author=viewer)
        return queries._opened_own(viewer, rows.order_by("day", "kind", "subject", "id"))

    return [patch.object(queries, "everything_of", everything_of)]


# codes


def codes_found(*, whatever):
    """Let codes be found without one of the conditions that they should be found by."""
    asked = {"expires_at__gt": lambda now: now, "taker__isnull": lambda _now: True}

    def found(digest, now, viewer):
        rest = {name: value(now) for name, value in asked.items() if name != whatever}
        return Invitation.objects.filter(code_digest=digest, **rest).exclude(inviter=viewer)

    return [
        patch.object(people, "inviters_showing", lambda *code: list(found(*code).values_list("inviter"))),
        patch.object(people, "held_codes", lambda *code: list(found(*code).select_for_update()[:1])),
    ]


@fault
def a_code_never_runs_out():
    """Us: an old code admits a third person."""
    return [*codes_found(whatever="expires_at__gt"), patch.object(people, "sweep_ended_codes", lambda now: None)]


@fault
def a_code_that_was_typed_can_be_typed_again():
    return codes_found(whatever="taker__isnull")


@fault
def one_yes_is_enough():
    real = people.agree_to_meet

    def agree_to_meet(viewer, now):
        Invitation.objects.filter(Q(inviter=viewer) | Q(taker=viewer)).update(inviter_agreed=True, taker_agreed=True)
        return real(viewer, now)

    return [patch.object(people, "agree_to_meet", agree_to_meet)]


@fault
def a_second_link_beside_the_first():
    return [patch.object(people, "_refuse_if_linked", lambda viewer: None)]


@fault
def guessing_has_no_end():
    return [patch.object(holding, "may_try_code", lambda tries: True)]
