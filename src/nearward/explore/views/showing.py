"""The three pages on which something can be shown to a partner, and what they have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from nearward.explore import showing
from nearward.explore.forms import ShowForm, link_of
from nearward.explore.showing import Value
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of


@dataclass(frozen=True, slots=True)
class Row:
    """One answer that could be shown, in the words in which the partner would read it."""

    question: str
    title: str
    words: str
    shown: bool
    says_something: bool = True


@dataclass(frozen=True, slots=True)
class OnShow:
    """What a page says about showing. All of it depends on the viewer alone."""

    linked: bool
    link: str
    shown: Mapping[str, Value]
    marked: bool
    """Whether there is anything to take back, be it shown now or only again with a link that is not open now."""
    stale: bool
    """Whether what is shown says something else than the viewer's own answers do now."""


def on_show(request: PersonRequest, part: str, values: Mapping[str, Value]) -> OnShow:
    """Return what the viewer shows of one part, beside what they could show now."""
    bond, shown = bond_of(request.user), showing.shown_by(request.user, part)
    stale = any(values.get(question) != value for question, value in shown.items())
    return OnShow(bond.pair is not None, link_of(bond), shown, showing.is_marked(request.user, part), stale)


def show(request: PersonRequest, part: str, values: Mapping[str, Value], back: str) -> HttpResponse:
    """Show what was chosen, take back the rest, and return to the page. Taking all of it back needs no link."""
    bond, now = bond_of(request.user), clock.now()
    form = ShowForm(request.POST, bond=bond, may=values.keys())
    chosen = {question: value for question, value in values.items() if question in form.chosen}
    if not chosen:
        showing.take_back(request.user, part, now)
        messages.success(request, _("Taken back. Only you see it."))
    elif form.is_meant and showing.show(request.user, bond.pair, part, chosen, now):
        messages.success(request, _("Kept. It is seen once you both show it."))
    elif bond.pair is None:
        messages.info(request, _("You are not linked to anyone just now, so nothing is shown."))
    else:
        messages.info(request, _("Your link is another than when this page was opened, so nothing new is shown."))
    return redirect(back)
