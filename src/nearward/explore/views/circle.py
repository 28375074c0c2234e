"""The circle of pressing and pulling away: each says of both parts how it is, and both are caught in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nearward.explore import actions, queries
from nearward.explore.circle import HOPE_ON, HOPE_QUIET, Circle, Said, circles_of, is_enough
from nearward.explore.forms import ItemsForm
from nearward.explore.queries import CIRCLE
from nearward.explore.showing import CIRCLE as SHOWN
from nearward.explore.showing import laid_open
from nearward.explore.views.showing import on_show, show
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.shelf import library
from nearward.people.models import Person
from nearward.people.queries import today_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """A circle, with the hopes in words."""

    circle: Circle
    hopes_on: str
    hopes_quiet: str


@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: PersonRequest) -> HttpResponse:
    """Ask, keep, and draw the circle: from one view alone, or from two where both have shown theirs."""
    said = queries.answers_of(request.user, CIRCLE)
    form = ItemsForm(request.POST or None, items=library().items_when("circle"), said=said)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        actions.keep_answers(request.user, CIRCLE, form.answers(), today_of(request.user, now), now)
        return redirect("explore:circle")
    drawn = _circles(request.user, said)
    told = {
        "form": form,
        "said": said,
        "drawn": drawn,
        "on": on_show(request, SHOWN, said),
    }
    return render(request, "explore/circle.html", told)


@require_POST
def circle_show(request: PersonRequest) -> HttpResponse:
    """Show one's own side of it, or take it back."""
    return show(request, SHOWN, queries.answers_of(request.user, CIRCLE), "explore:circle")


def _circles(viewer: Person, said: Said) -> list[Drawn]:
    """The circle by what both have shown; where that is too little for one, by the viewer's own answers alone."""
    both = laid_open(viewer, SHOWN)
    if is_enough({one.question for one in both}):
        circles = circles_of({one.question: one.mine for one in both}, {one.question: one.theirs for one in both})
    else:
        circles = circles_of(said)
    return [Drawn(one, _choices(HOPE_ON, one.hopes_on), _choices(HOPE_QUIET, one.hopes_quiet)) for one in circles]


def _choices(item: str, places: tuple[int, ...]) -> str:
    choices = library().items[item].scale.choices
    return ", ".join(choices[place].says for place in places if place < len(choices))
