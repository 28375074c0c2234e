"""Faults in who may see what, and in who chooses it."""

from __future__ import annotations

from unittest.mock import patch

from django.db.models import Exists, OuterRef, Q
from tests.consent.planting import fault

from nearward.people import actions as people
from nearward.sharing import actions, queries
from nearward.sharing.models import Item
from nearward.sharing.rules import SHARED, Audience


def showing(shown_to):
    """Let `theirs` read what this chooses."""

    def _shown_rows(viewer, pair, partner, *narrow):
        return list(queries._narrow(shown_to(viewer, pair, partner), *narrow))

    return [patch.object(queries, "_shown_rows", _shown_rows)]


def shown(*, question=("kind", "subject", "day"), answered=True, shared=True, same_pair=True, item_pair=True):
    """Build `_shown_to` with one of its conditions left out."""

    def _shown_to(viewer, pair, partner):
        own = Item.objects.filter(author=viewer, **{name: OuterRef(name) for name in question})
        own = own.filter(audience__in=SHARED) if shared else own
        own = own.filter(pair=pair) if same_pair else own
        both = Q(audience=Audience.BOTH)
        seen = Q(audience=Audience.US) | (both & Exists(own) if answered else both)
        return Item.objects.filter(seen, author_id=partner, **({"pair": pair} if item_pair else {}))

    return showing(_shown_to)


# what is shown


@fault
def both_is_shown_before_the_answer():
    return shown(answered=False)


@fault
def an_answer_kept_to_oneself_opens_the_others():
    return shown(shared=False, same_pair=False)


@fault
def an_answer_shared_in_an_earlier_pair_opens_the_others():
    return shown(same_pair=False)


@fault
def an_answer_of_another_day_opens_the_others():
    return shown(question=("kind", "subject"))


@fault
def an_answer_to_another_question_opens_the_others():
    return shown(question=("kind", "day"))


@fault
def what_was_shown_in_an_earlier_pair_comes_back():
    return shown(item_pair=False)


@fault
def everything_marked_us_is_everybodys():
    """Together (§3.2 of the product report): the day's answers of all people to anybody signed in."""

    def theirs(viewer, kind, **_narrow):
        rows = Item.objects.filter(audience=Audience.US, kind=kind).exclude(author=viewer)
        return [
            queries.Opened(row.id, row.kind, row.subject, row.day, mine=False, value=row.open(row.author.content_key))
            for row in rows
        ]

    return [patch.object(queries, "theirs", theirs)]


@fault
def drafts_for_nobody_are_shown():
    """qc: whatever is not called private is shown, and so is what has a third audience."""

    def _shown_to(_viewer, _pair, partner):
        return Item.objects.filter(author_id=partner).exclude(audience=Audience.ME)

    return showing(_shown_to)


# who chooses


@fault
def what_is_written_again_keeps_its_wider_audience():
    real = actions._address

    def _address(viewer, item, audience):
        return real(viewer, item, Audience.US if item.audience == Audience.US else audience)

    return [patch.object(actions, "_address", _address)]


@fault
def shared_is_the_default_while_linked():
    real = actions._address

    def _address(viewer, item, audience):
        return real(viewer, item, Audience.US if audience == Audience.ME and item._state.adding else audience)

    return [patch.object(actions, "_address", _address)]


@fault
def anybody_erases_by_the_number():
    def erase(viewer, item, now):
        if not Item.objects.filter(pk=item).delete()[0]:
            raise queries.NotThere
        people.note(viewer, "erased", now, item=item)

    return [patch.object(actions, "erase", erase)]


@fault
def anybody_changes_the_audience_by_the_number():
    real = actions.set_audience

    def set_audience(viewer, item, audience, now):
        row = Item.objects.select_related("author").get(pk=item)
        return real(row.author, item, audience, now)

    return [patch.object(actions, "set_audience", set_audience)]


@fault
def anybody_reads_by_the_number():
    real = queries.own_item

    def own_item(viewer, item):
        return real(Item.objects.select_related("author").get(pk=item).author, item)

    return [patch.object(queries, "own_item", own_item)]


@fault
def erased_is_only_hidden():
    def erase(viewer, item, now):
        if not Item.objects.filter(author=viewer, pk=item).update(audience=Audience.ME, pair=None):
            raise queries.NotThere
        people.note(viewer, "erased", now, item=item)

    return [patch.object(actions, "erase", erase)]
