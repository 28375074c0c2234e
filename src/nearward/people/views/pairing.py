"""Linking two accounts: a code on one screen, typed on the other, and a yes on both. One thing a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.stepup import after_step_up
from nearward.people import actions, queries
from nearward.people.forms import CodeForm, ShownNameForm
from nearward.people.queries import Showing
from nearward.people.rules import Link

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def one_partner_at_a_time(view: View[P]) -> View[P]:
    """Lead somebody who is linked already, perhaps since a moment ago, to the page that says so."""

    @wraps(view)
    def led(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except actions.AlreadyLinked:
            return redirect("people:pair")

    return led


@require_safe
def pair(request: PersonRequest) -> HttpResponse:
    """Show where the two stand: not linked, a code to read out, a face to recognise, linked, or paused."""
    now_at, context = _stage(request, clock.now())
    return render(request, f"people/pair/{now_at}.html", context)


@require_safe
def stage(request: PersonRequest, seen: str) -> HttpResponse:
    """Answer the page that asks whether anything has changed since it showed `seen`."""
    now_at, context = _stage(request, clock.now())
    if now_at != seen:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "people/pair/_left.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@after_step_up
@one_partner_at_a_time
def code(request: PersonRequest) -> HttpResponse:
    """Show a code, after asking which name the other will see."""
    now = clock.now()
    if request.method != "POST":
        if _stage(request, now)[0] != "alone":
            return redirect("people:pair")
        return render(request, "people/pair/code.html", {"form": ShownNameForm(initial=request.user.words)})
    form = ShownNameForm(request.POST)
    if not form.is_valid():
        return render(request, "people/pair/code.html", {"form": form})
    actions.invite(request.user, now)
    actions.choose_words(request.user, called=form.cleaned_data["called"])
    return redirect("people:pair")


@require_http_methods(["GET", "HEAD", "POST"])
@after_step_up
@one_partner_at_a_time
def code_taken(request: PersonRequest) -> HttpResponse:
    """Type the code of the other screen."""
    now = clock.now()
    if request.method != "POST":
        if _stage(request, now)[0] in {"linked", "paused"}:
            return redirect("people:pair")
        return render(request, "people/pair/take.html", {"form": CodeForm(initial=request.user.words)})
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            actions.take_code(request.user, form.cleaned_data["code"], now)
        except actions.CannotPair:
            form.add_error("code", _("This code does not fit, has run out, or too many were typed in the last hour."))
        else:
            actions.choose_words(request.user, called=form.cleaned_data["called"])
            return redirect("people:pair")
    return render(request, "people/pair/take.html", {"form": form})


@require_POST
@after_step_up
def meeting_agree(request: PersonRequest) -> HttpResponse:
    try:
        actions.agree_to_meet(request.user, clock.now())
    except actions.CannotPair:
        return render(request, "people/pair/ended.html")
    return redirect("people:pair")


@require_POST
def meeting_decline(request: PersonRequest) -> HttpResponse:
    """Say no, or take a code back. It asks for nothing and explains nothing."""
    actions.decline_to_meet(request.user)
    return redirect("people:pair")


def minutes_left(showing: Showing) -> str:
    minutes = int(showing.left.total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute")
    return ngettext("about a minute", "about %(minutes)d minutes", minutes) % {"minutes": minutes}


def _stage(request: PersonRequest, now: datetime) -> tuple[str, dict[str, object]]:
    viewer = request.user
    link = queries.bond_of(viewer).link
    if link is Link.LINKED:
        return "linked", {}
    if link is Link.PAUSED_BY_ME:
        return "paused", {}
    meeting = queries.meeting_of(viewer, now)
    if meeting is not None:
        return "waiting" if meeting.i_agreed else "meeting", {"meeting": meeting}
    showing = queries.invitation_of(viewer, now)
    if showing is not None:
        return "showing", {"code": showing.code, "left": minutes_left(showing)}
    return "alone", {"was_linked": queries.was_linked(viewer)}
