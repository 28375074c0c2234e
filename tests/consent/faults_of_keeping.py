"""Faults in what is kept beside the rows: caches, exports, and what pages work out from rows they must not know."""

from __future__ import annotations

from unittest.mock import patch

from django.db.models import Min
from tests.consent.planting import bond_as, fault

from nearward.checkins import queries as checkins
from nearward.people import actions as people
from nearward.people import queries as bonds
from nearward.people.models import Membership
from nearward.sharing import actions, queries
from nearward.sharing.models import Item
from nearward.sharing.rules import Audience
from nearward.together import queries as together

# caches


Kept = dict
"""What a process keeps until it ends."""


def bond_kept(kept: Kept) -> list:
    def change(real, viewer):
        if viewer.pk not in kept:
            kept[viewer.pk] = real(viewer)
        return kept[viewer.pk]

    return bond_as(change)


@fault
def the_bond_is_kept_for_as_long_as_the_process_lives():
    return bond_kept(Kept())


@fault
def the_bond_is_kept_until_this_person_changes_it():
    """The other half of the pair is forgotten."""
    kept = Kept()

    def clearing(name):
        real = getattr(people, name)

        def act(viewer, *rest):
            try:
                return real(viewer, *rest)
            finally:
                kept.pop(viewer.pk, None)

        return patch.object(people, name, act)

    changing = [clearing(name) for name in ("pause_pair", "resume_pair", "leave_pair", "agree_to_meet")]
    return [*bond_kept(kept), *changing]


@fault
def what_is_shown_is_kept_until_its_author_writes_again():
    """Pausing, parting and taking back change nothing for who has looked already."""
    kept, real, real_write = Kept(), queries.theirs, actions.write

    def theirs(viewer, kind, **narrow):
        key = (viewer.pk, kind, str(narrow))
        if not kept.get(key):
            kept[key] = real(viewer, kind, **narrow)
        return kept[key]

    def write(*given, **named):
        kept.clear()
        return real_write(*given, **named)

    return [patch.object(queries, "theirs", theirs), patch.object(actions, "write", write)]


# exports


@fault
def the_export_holds_what_the_partner_shows():
    def everything_of(viewer):
        shown = Item.objects.filter(audience=Audience.US, pair=bonds.bond_of(viewer).pair).exclude(pair=None)
        own = list(Item.objects.filter(author=viewer)) + list(shown.exclude(author=viewer))
        return [
            queries.Opened(
                row.id, row.kind, row.subject, row.day, True, row.open(row.author.content_key), Audience(row.audience)
            )
            for row in own
        ]

    return [patch.object(queries, "everything_of", everything_of)]


@fault
def the_export_leaves_out_what_is_asleep():
    real = queries.everything_of
    return [patch.object(queries, "everything_of", lambda viewer: [one for one in real(viewer) if not one.asleep])]


# what pages work out: the oracle does not know these pages, so only erasing what is hidden finds these


@fault
def there_is_an_older_page_because_of_what_is_hidden():
    def is_there_before(viewer, kind, day):
        pair = Membership.objects.filter(person=viewer).values("pair")
        return Item.objects.filter(author__memberships__pair__in=pair, kind=kind, day__lt=day).exists()

    return [patch.object(together, "is_there_before", is_there_before)]


@fault
def the_first_day_is_the_first_of_either():
    def earliest_day(viewer):
        partner = bonds.bond_of(viewer).partner
        found = Item.objects.filter(author__in=[viewer.pk, partner]).aggregate(first=Min("day"))["first"]
        return found or viewer.date_joined.date()

    return [patch.object(queries, "earliest_day", earliest_day)]


@fault
def the_picture_is_drawn_from_all_days_of_both():
    real = checkins.series_of

    def series_of(viewer, since, until):
        partner, series = bonds.bond_of(viewer).partner, real(viewer, since, until)
        if partner is None:
            return series
        there = set(Item.objects.filter(author=partner, kind=checkins.KIND).values_list("day", flat=True))
        return checkins.Series(
            series.days, series.own, tuple({"closeness": 50.0} if d in there else {} for d in series.days)
        )

    return [patch.object(checkins, "series_of", series_of)]


@fault
def the_question_of_the_day_is_the_one_that_the_other_answered():
    real = together.present_question

    def question_of(viewer, day, real_of=together.question_of):
        partner = bonds.bond_of(viewer).partner
        moved = Item.objects.filter(author=partner, kind=together.ANSWER, day=day).exists() if partner else False
        with patch.object(together, "present_question", lambda t, n, done: t[-1] if moved else real(t, n, done)):
            return real_of(viewer, day)

    return [patch.object(together, "question_of", question_of)]
