"""What somebody wants to be asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nearward.checkins.actions import choose
from nearward.checkins.forms import ChoicesForm
from nearward.checkins.queries import choices_of
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: PersonRequest) -> HttpResponse:
    """Choose what is asked, when the weekly questions come, and who sees future answers."""
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        choices=choices_of(request.user),
        bond=bond_of(request.user),
        partner_called=request.user.partner_called,
    )
    if request.method == "POST" and form.is_valid():
        choose(request.user, **form.chosen())
        messages.success(request, _("Kept. It holds from now on; what you wrote before stays as it was."))
        return redirect("checkins:choices")
    return render(request, "checkins/choices.html", {"form": form})
