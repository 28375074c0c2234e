"""The page of the day, and the doors of the demo."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nearward.chats import queries as chats
from nearward.home import actions, queries
from nearward.home.rules import hour_of
from nearward.kit import clock
from nearward.noticing.actions import refresh_notices
from nearward.people.models import Person
from nearward.people.queries import today_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    viewer = request.user
    if not isinstance(viewer, Person):
        return HttpResponseRedirect(reverse("home:demo" if settings.NEARWARD_DEMO else "people:welcome"))
    now = clock.now()
    day = today_of(viewer, now)
    refresh_notices(viewer, day)
    words = {"hour": hour_of(timezone.localtime(now).hour), "page": queries.page_of(viewer, day)}
    words["asked_about_a_chat"] = chats.waits_for(viewer, now)
    return render(request, "home/today.html", words)


@login_not_required
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Let somebody choose whose eyes to look through; outside a demo there is no such page."""
    if not settings.NEARWARD_DEMO:
        raise Http404
    return render(request, "home/demo.html")


@login_not_required
@require_POST
def demo_enter(request: HttpRequest, who: str) -> HttpResponse:
    person = actions.demo_person(who) if settings.NEARWARD_DEMO else None
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return HttpResponseRedirect(reverse("home:today"), status=303)
