"""Living with a link: pausing, opening again, ending it, and the day that two share.

Pausing and ending never ask for a password: whoever needs to get out must not have to remember one.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.stepup import after_step_up
from nearward.people import actions, queries
from nearward.people.forms import CoupleDayForm
from nearward.people.rules import DayRule, Link


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: PersonRequest) -> HttpResponse:
    if request.method == "POST":
        actions.pause_pair(request.user, clock.now())
        return redirect("people:pair")
    return _page_if(request, Link.LINKED, "people/pair/pause.html")


@require_http_methods(["GET", "HEAD", "POST"])
@after_step_up
def resume(request: PersonRequest) -> HttpResponse:
    if request.method == "POST":
        actions.resume_pair(request.user, clock.now())
        return redirect("people:pair")
    return _page_if(request, Link.PAUSED_BY_ME, "people/pair/resume.html")


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: PersonRequest) -> HttpResponse:
    """End the link; or, where none is open, make sure that an earlier one cannot be opened again.

    Whoever finds themself not linked is told neither whether the other paused or ended, nor which of the two they
    have just done: page and answer are the same.
    """
    if not queries.was_linked(request.user):
        return redirect("people:pair")
    if request.method == "POST":
        actions.leave_pair(request.user, clock.now())
        return redirect("people:pair")
    alone = queries.bond_of(request.user).link is Link.ALONE
    return render(request, "people/pair/close.html" if alone else "people/pair/part.html")


@require_http_methods(["GET", "HEAD", "POST"])
def couple_day(request: PersonRequest) -> HttpResponse:
    rules = queries.bond_of(request.user).day_rules
    if rules is None:
        return redirect("people:pair")
    rule = rules.last
    clocks = _clocks(request, rule)
    given = request.POST if request.method == "POST" else None
    form = CoupleDayForm(given, clocks=clocks, initial={"clock": clocks[0][0], "day_starts": rule.starts})
    if not form.is_valid():
        return render(request, "people/pair/couple_day.html", {"form": form})
    zone = request.user.time_zone if form.cleaned_data.get("clock") == "mine" else rule.zone
    actions.set_couple_day(request.user, DayRule(zone, form.cleaned_data["day_starts"]), clock.now())
    return redirect("people:pair")


def _clocks(request: PersonRequest, rule: DayRule) -> list[tuple[str, str]]:
    """Offer the viewer's own clock, and the present one where it is another, without saying where that one hangs."""
    mine = ("mine", _("my clock"))
    if rule.zone == request.user.time_zone:
        return [mine]
    return [("present", _("the clock it follows now")), mine]


def _page_if(request: PersonRequest, link: Link, template: str) -> HttpResponse:
    if queries.bond_of(request.user).link is not link:
        return redirect("people:pair")
    return render(request, template)
