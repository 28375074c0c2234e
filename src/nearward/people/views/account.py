"""Deleting an account."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.stepup import after_step_up
from nearward.people import actions


@require_http_methods(["GET", "HEAD", "POST"])
@after_step_up
def delete(request: PersonRequest) -> HttpResponse:
    if request.method == "POST":
        actions.delete_account(request.user, clock.now())
        logout(request)
        return redirect("people:goodbye")
    return render(request, "people/me/delete.html")
