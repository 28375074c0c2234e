"""What a map comes to, earlier maps beside it, and words to begin a talk with."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nearward.explore import actions, queries
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.shelf import library
from nearward.people.queries import bond_of, today_of
from nearward.sharing.queries import NotThere

SENTENCES = 3


@require_safe
def result(request: PersonRequest) -> HttpResponse:
    """The newest map: the signs, what most speaks for, and the one thing worth checking first."""
    today = today_of(request.user, clock.now())
    last = queries.last_map(request.user)
    if last is None:
        return redirect("explore:begin")
    found = queries.result_of(request.user, last, today)
    told = {
        "result": found,
        "pictured": found.causes[: queries.PICTURED],
        "others": found.causes[queries.PICTURED :],
        "standing": queries.standing_of(request.user, today),
        "linked": bond_of(request.user).pair is not None,
        "earlier": [one for one in reversed(queries.maps_of(request.user)) if one.finished and one.id != last.id],
    }
    return render(request, "explore/result.html", told)


@require_safe
def earlier(request: PersonRequest, one: uuid.UUID) -> HttpResponse:
    """One map, and what is otherwise in the newest."""
    try:
        found = queries.own_map(request.user, one)
    except NotThere:
        raise Http404 from None
    return render(
        request,
        "explore/earlier.html",
        {"map": found, "noticed": queries.noticed_on(found), "beside": queries.compared(request.user, found)},
    )


@require_POST
def map_destroy(request: PersonRequest, one: uuid.UUID) -> HttpResponse:
    """Erase one map for good."""
    try:
        actions.erase_map(request.user, one, clock.now())
    except NotThere:
        raise Http404 from None
    messages.success(request, _("Erased."))
    return redirect("explore:begin")


@require_safe
def talk(request: PersonRequest) -> HttpResponse:
    """Sentences to say aloud, and a good time to say them. They are the same for everybody."""
    words, inviting = library().words["talk-first"], library().words["invitations"]
    return render(
        request, "explore/talk.html", {"words": words, "lines": words.lines[:SENTENCES], "inviting": inviting}
    )
