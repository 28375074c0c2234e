"""The month: ten questions, and the look back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.month import actions
from nearward.month.forms import MonthForm, ShownForm, audiences
from nearward.month.queries import asked_of, look_back
from nearward.month.rules import month_asked
from nearward.people.queries import bond_of, today_of
from nearward.sharing.queries import NotThere


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    viewer = request.user
    bond = bond_of(viewer)
    told = {
        "page": look_back(viewer, today_of(viewer, clock.now())),
        "linked": bool(bond.pair),
        "link": str(bond.pair or ""),
        "audiences": audiences(viewer.partner_called),
    }
    return render(request, "month/index.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: PersonRequest) -> HttpResponse:
    viewer, now = request.user, clock.now()
    today = today_of(viewer, now)
    sent = request.POST if request.method == "POST" else None
    form = MonthForm(sent, asked=asked_of(viewer, today), bond=bond_of(viewer), partner_called=viewer.partner_called)
    if sent is None or not form.is_valid():
        return render(request, "month/questions.html", {"form": form, "month": month_asked(today)})
    as_meant = actions.keep_month(viewer, month_asked(today), form.answers, form.audience, now)
    if form.not_as_meant or not as_meant:
        messages.info(request, _("Kept for you alone: there is no link open now."))
    return redirect("month:index")


@require_POST
def answer_show(request: PersonRequest, answer: uuid.UUID) -> HttpResponse:
    viewer = request.user
    form = ShownForm(request.POST, bond=bond_of(viewer), partner_called=viewer.partner_called)
    if not form.is_valid():
        raise Http404
    try:
        actions.show_answer_to(viewer, answer, form.audience, clock.now())
    except NotThere:
        raise Http404 from None
    if form.not_as_meant:
        messages.info(request, _("Kept for you alone: there is no link open now."))
    return redirect("month:index")


@require_POST
def answer_erase(request: PersonRequest, answer: uuid.UUID) -> HttpResponse:
    try:
        actions.erase_answer(request.user, answer, clock.now())
    except NotThere:
        raise Http404 from None
    return redirect("month:index")
