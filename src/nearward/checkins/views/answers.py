"""What somebody wrote on earlier days, answer by answer."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.checkins.actions import erase_answer, show_answer_to
from nearward.checkins.forms import OneAudienceForm
from nearward.checkins.queries import Written, answers_between, first_day_of, own_answer
from nearward.checkins.rules import may_be_written
from nearward.kit import clock
from nearward.kit.days import Stretch
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of, today_of
from nearward.sharing.queries import NotThere, earliest_day
from nearward.sharing.rules import SHARED, Audience

A_PAGE = timedelta(days=14)


@require_safe
def answers(request: PersonRequest) -> HttpResponse:
    """List two weeks of own answers, the newest day first."""
    today = today_of(request.user, clock.now())
    page = Stretch.ending(request.GET.get("until", ""), earliest_day(request.user), today, A_PAGE)
    first = first_day_of(request.user)
    told = {
        "days": answers_between(request.user, page.since, page.until),
        "newer": page.newer,
        "older": page.older if first and first < page.since else None,
    }
    return render(request, "checkins/answers.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, answer: uuid.UUID) -> HttpResponse:
    """Show one own answer, and choose who sees it."""
    written = _own(request, answer)
    bond = bond_of(request.user)
    form = OneAudienceForm(
        request.POST or None,
        audience=written.audience or Audience.ME,
        bond=bond,
        partner_called=request.user.partner_called,
    )
    if request.method == "POST" and form.is_valid():
        kept = show_answer_to(request.user, answer, form.chosen, clock.now())
        if kept is Audience.ME and request.POST.get("audience") in SHARED:
            messages.info(request, _("You are not linked to anyone just now, so this is kept for you alone."))
        return redirect("checkins:day", day=written.day.isoformat())
    may_correct = may_be_written(written.day, today_of(request.user, clock.now()))
    return render(request, "checkins/answer.html", {"written": written, "form": form, "may_correct": may_correct})


@require_POST
def answer_erase(request: PersonRequest, answer: uuid.UUID) -> HttpResponse:
    """Erase one own answer for good."""
    try:
        day = erase_answer(request.user, answer, clock.now())
    except NotThere:
        raise Http404 from None
    messages.success(request, _("Erased."))
    return redirect("checkins:day", day=day.isoformat())


def _own(request: PersonRequest, answer: uuid.UUID) -> Written:
    try:
        return own_answer(request.user, answer)
    except NotThere:
        raise Http404 from None
