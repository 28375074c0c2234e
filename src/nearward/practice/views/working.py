"""What seems to help, and the lot."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.people.queries import today_of
from nearward.practice import actions
from nearward.practice.working import wants_lots, working_for

CHANCE = secrets.SystemRandom()


@require_safe
def working(request: PersonRequest) -> HttpResponse:
    viewer = request.user
    told = {"found": working_for(viewer, today_of(viewer, clock.now())), "lots": wants_lots(viewer)}
    return render(request, "practice/working.html", told)


@require_POST
def lots_choose(request: PersonRequest) -> HttpResponse:
    actions.let_the_lot_choose(request.user, clock.now(), wanted=request.POST.get("wanted") == "yes")
    return redirect("practice:working")


@require_POST
def lot_create(request: PersonRequest) -> HttpResponse:
    now = clock.now()
    drawn = actions.draw_lot(request.user, today_of(request.user, now), now, CHANCE)
    if drawn is None:
        messages.info(request, _("There is nothing to draw from today."))
        return redirect("practice:index")
    return redirect("practice:doing", name=drawn)
