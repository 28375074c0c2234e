"""The first page of somebody who is not signed in, and the last one of somebody who has gone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nearward.people.models import Person


@require_safe
@login_not_required
def welcome(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("/")
    return render(request, "people/welcome.html", {"first_run": not Person.objects.exists()})


@require_safe
@login_not_required
def goodbye(request: HttpRequest) -> HttpResponse:
    return render(request, "people/goodbye.html")
