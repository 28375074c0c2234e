"""What each of two needs, of nearness and of room: differences to plan around."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nearward.explore import actions, queries, wording
from nearward.explore.forms import ItemsForm
from nearward.explore.needs import Need, planned_around, shared_wishes
from nearward.explore.queries import NEEDS
from nearward.explore.showing import NEEDS as SHOWN
from nearward.explore.showing import Value, laid_open
from nearward.explore.views.showing import Row, on_show, show
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.people.queries import today_of


@dataclass(frozen=True, slots=True)
class Beside:
    """One need of two people in words, with an idea for planning round it."""

    title: str
    mine: str
    theirs: str
    idea: str


@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: PersonRequest) -> HttpResponse:
    """Ask, keep, and lay side by side what both have shown."""
    said = queries.answers_of(request.user, NEEDS)
    form = ItemsForm(request.POST or None, items=library().items_when("needs"), said=said)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        actions.keep_answers(request.user, NEEDS, form.answers(), today_of(request.user, now), now)
        return redirect("explore:needs")
    on = on_show(request, SHOWN, said)
    laid = _laid(request.user)
    told = {
        "form": form,
        "said": said,
        "rows": [Row(name, _title(name), _words(name, value), name in on.shown) for name, value in said.items()],
        "alike": [_beside(one) for one in shared_wishes(laid)],
        "apart": [_beside(one) for one in planned_around(laid) if one not in shared_wishes(laid)],
        "laid": laid,
        "on": on,
    }
    return render(request, "explore/needs.html", told)


@require_POST
def needs_show(request: PersonRequest) -> HttpResponse:
    """Choose what of it is shown."""
    return show(request, SHOWN, queries.answers_of(request.user, NEEDS), "explore:needs")


def _laid(viewer: Person) -> list[Need]:
    known = {item.id for item in library().items_when("needs")}
    return [
        Need(one.question, one.mine, one.theirs)
        for one in laid_open(viewer, SHOWN)
        if isinstance(one.mine, int) and isinstance(one.theirs, int) and one.question in known
    ]


def _beside(need: Need) -> Beside:
    idea = str(wording.PLANS.get(need.item, ""))
    return Beside(_title(need.item), _words(need.item, need.mine), _words(need.item, need.theirs), idea)


def _title(item: str) -> str:
    return library().items[item].label


def _words(item: str, value: Value) -> str:
    choices = library().items[item].scale.choices
    return choices[value].says if isinstance(value, int) and value < len(choices) else ""
