"""Thanks: given, kept, and received."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nearward.kit import clock
from nearward.kit.days import Stretch
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of, today_of
from nearward.sharing.queries import NotThere, earliest_day
from nearward.sharing.rules import Audience
from nearward.together import actions
from nearward.together.forms import ThanksForm
from nearward.together.queries import THANKS, Thanks, is_there_before, own_thanks, thanks_between
from nearward.together.views.leading import lead_to

A_PAGE = timedelta(days=84)


@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request: PersonRequest) -> HttpResponse:
    """List twelve weeks of thanks, and keep a new one."""
    today = today_of(request.user, clock.now())
    form = ThanksForm(
        request.POST if request.method == "POST" else None,
        bond=bond_of(request.user),
        initial={"entry": uuid.uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        entry = form.cleaned_data["entry"] or uuid.uuid4()
        text, meant = form.cleaned_data["text"], form.audience
        kept = actions.thank(request.user, today, entry, text, audience=meant, now=clock.now())
        _tell(request, form, kept, meant)
        return lead_to(request, "together:thanks")
    return render(request, "together/thanks.html", {"form": form, **_listed(request, today)})


@require_http_methods(["GET", "HEAD", "POST"])
def thank(request: PersonRequest, thank: uuid.UUID) -> HttpResponse:
    """Change the words of one's own thanks, and for whom they are."""
    found = _own(request, thank)
    form = ThanksForm(
        request.POST if request.method == "POST" else None, bond=bond_of(request.user), initial={"text": found.text}
    )
    if request.method == "POST" and form.is_valid():
        text, meant = form.cleaned_data["text"], form.audience
        kept = actions.change_thanks(request.user, thank, text, audience=meant, now=clock.now())
        _tell(request, form, kept, meant)
        return lead_to(request, "together:thanks")
    return render(request, "together/thank.html", {"form": form, "thanks": found})


@require_POST
def thank_erase(request: PersonRequest, thank: uuid.UUID) -> HttpResponse:
    """Erase one's own thanks for good."""
    try:
        actions.erase_thanks(request.user, thank, clock.now())
    except NotThere:
        raise Http404 from None
    messages.success(request, _("Erased."))
    return redirect("together:thanks")


def _listed(request: PersonRequest, today: date) -> dict[str, object]:
    page = Stretch.ending(request.GET.get("until", ""), earliest_day(request.user), today, A_PAGE)
    return {
        "found": thanks_between(request.user, page.since, page.until),
        "newer": page.newer,
        "older": page.older if is_there_before(request.user, THANKS, page.since) else None,
    }


def _own(request: PersonRequest, thank: uuid.UUID) -> Thanks:
    try:
        return own_thanks(request.user, thank)
    except NotThere:
        raise Http404 from None


def _tell(request: PersonRequest, form: ThanksForm, kept: Audience, meant: Audience) -> None:
    if form.not_as_meant or kept is not meant:
        messages.info(request, _("You are not linked to anyone just now, so your words are kept for you alone."))
    elif kept is Audience.US:
        words = _("It is there for %(partner)s to read.") % {"partner": request.user.partner_called}
        messages.success(request, words)
    else:
        messages.success(request, _("Kept for you alone."))
