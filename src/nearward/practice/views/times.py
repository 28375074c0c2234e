"""A good time for it: free hours, times set aside, and a calendar that says nothing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.stepup import after_step_up
from nearward.people.queries import bond_of, today_of
from nearward.practice import actions
from nearward.practice import times as known
from nearward.practice.calendar import calendar_file
from nearward.practice.forms import HoursForm, TimeForm, WordsForm
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience

FILE = "calendar.ics"


@require_safe
def times(request: PersonRequest) -> HttpResponse:
    return _times(request, TimeForm(zone=request.user.time_zone, now=clock.now()))


@require_POST
def time_create(request: PersonRequest) -> HttpResponse:
    viewer, now = request.user, clock.now()
    form = TimeForm(request.POST, zone=viewer.time_zone, now=now)
    if not form.is_valid():
        return _times(request, form)
    found = form.cleaned_data
    actions.set_aside(viewer, found["practice"], found["at"], now, weekly=found["weekly"])
    messages.success(request, _("Set aside. Nobody else is told."))
    return redirect("practice:times")


@require_POST
def time_destroy(request: PersonRequest, one: uuid.UUID) -> HttpResponse:
    try:
        actions.forget_time(request.user, one, clock.now())
    except NotThere:
        raise Http404 from None
    return redirect("practice:times")


@require_safe
def time_file(request: PersonRequest, one: uuid.UUID) -> HttpResponse:
    """One time as a file for a calendar."""
    try:
        planned = known.own_planned(request.user, one)
    except NotThere:
        raise Http404 from None
    return _file(calendar_file([planned.entry], known.calendar_words(request.user)))


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: PersonRequest) -> HttpResponse:
    viewer, own = request.user, known.hours_of(request.user)
    bond = bond_of(viewer)
    form = HoursForm(
        request.POST or None, own=own, zone=viewer.time_zone, bond=bond, partner_called=viewer.partner_called
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "practice/hours.html", {"form": form})
    now = clock.now()
    meant = form.audience
    kept = actions.keep_hours(viewer, form.hours, meant, today_of(viewer, now), now)
    if kept is not meant or form.not_as_meant:
        messages.info(request, _("Kept for you alone: there is no link open now."))
    return redirect("practice:times")


@require_POST
def words_choose(request: PersonRequest) -> HttpResponse:
    form = WordsForm(request.POST)
    if form.is_valid():
        actions.call_times(request.user, form.cleaned_data["words"], clock.now())
    return redirect("practice:times")


@require_http_methods(["GET", "HEAD", "POST"])
@after_step_up
def feed(request: PersonRequest) -> HttpResponse:
    """The address of one's own calendar; a POST makes a new one, and the one before ends."""
    if request.method == "POST":
        actions.make_feed(request.user, clock.now())
        return redirect("practice:feed")
    token = known.feed_of(request.user)
    address = request.build_absolute_uri(reverse("practice:calendar", args=[token])) if token else ""
    return render(request, "practice/feed.html", {"address": address})


@require_POST
def feed_destroy(request: PersonRequest) -> HttpResponse:
    actions.end_feed(request.user, clock.now())
    return redirect("practice:times")


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    """The calendar for programs that fetch it; who has the address needs no more, and learns no more than times."""
    try:
        owner = known.owner_of_feed(token)
    except NotThere:
        raise Http404 from None
    return _file(known.calendar_of(owner, clock.now()))


def _times(request: PersonRequest, form: TimeForm) -> HttpResponse:
    viewer, now = request.user, clock.now()
    own = known.hours_of(viewer)
    told = {
        "form": form,
        "own": own,
        "theirs": known.their_hours(viewer) is not None,
        "mine_shown": own.audience is Audience.US,
        "to_plan": known.times_to_plan(viewer, today_of(viewer, now), now),
        "planned": known.planned_by(viewer, now),
        "words": WordsForm(initial={"words": known.calendar_words(viewer)}),
    }
    return render(request, "practice/times.html", told)


def _file(content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
