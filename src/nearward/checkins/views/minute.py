"""The minute itself: asking, keeping, correcting, and the soft close."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.checkins.actions import close_minute, keep_answers
from nearward.checkins.forms import MinuteForm
from nearward.checkins.queries import answers_on, choices_of, first_day_of, minute_of, questions_on, shown_on
from nearward.checkins.rules import may_be_written
from nearward.kit import clock
from nearward.kit.days import day_named
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of, today_of
from nearward.sharing.queries import earliest_day


@require_safe
def today(request: PersonRequest) -> HttpResponse:
    """Ask today's questions, or close the day softly when they have been answered."""
    day = today_of(request.user, clock.now())
    minute = minute_of(request.user, day)
    if minute.state == "open":
        return _asking(request, day, _form(request, day))
    return render(request, "checkins/day.html", {**_shown(request, day, day), "closing": minute})


@require_safe
def day(request: PersonRequest, day: str) -> HttpResponse:
    """Show what was written on one day."""
    today = today_of(request.user, clock.now())
    return render(request, "checkins/day.html", _shown(request, _read_day(request, day, today), today))


@require_http_methods(["GET", "HEAD", "POST"])
def day_edit(request: PersonRequest, day: str) -> HttpResponse:
    """Add or correct today's answers, or yesterday's while it is yesterday."""
    now = clock.now()
    today = today_of(request.user, now)
    about = _read_day(request, day, today)
    if not may_be_written(about, today):
        messages.info(request, _("This day has closed, so its answers stay as they are. Nothing was changed."))
        return redirect("checkins:day", day=about.isoformat())
    form = _form(request, about)
    if request.method != "POST" or not form.is_valid():
        return _asking(request, about, form)
    more = "more" in request.POST
    as_meant = keep_answers(request.user, about, form.entries, erased=form.erased, close=not more, now=now)
    if form.not_as_meant or not as_meant:
        messages.info(request, _("You are not linked to anyone just now, so your answers are kept for you alone."))
    if about == today:
        return redirect("checkins:today")
    return redirect("checkins:day", day=about.isoformat())


@require_POST
def not_today(request: PersonRequest) -> HttpResponse:
    """Leave the minute for today. What was answered already stays."""
    close_minute(request.user, today_of(request.user, clock.now()))
    return redirect("/")


def _read_day(request: PersonRequest, text: str, today: date) -> date:
    day = day_named(text, earliest_day(request.user), today)
    if day is None:
        raise Http404
    return day


def _form(request: PersonRequest, day: date) -> MinuteForm:
    return MinuteForm(
        request.POST if request.method == "POST" else None,
        questions=questions_on(request.user, day),
        bond=bond_of(request.user),
        partner_called=request.user.partner_called,
    )


def _asking(request: PersonRequest, day: date, form: MinuteForm) -> HttpResponse:
    today = today_of(request.user, clock.now())
    closed = choices_of(request.user).closed
    told = {
        "day": day,
        "form": form,
        "is_today": day == today,
        "closed": closed is not None and closed >= day,
        "yesterday": _open_yesterday(request, today) if day == today else None,
    }
    return render(request, "checkins/minute.html", told)


def _shown(request: PersonRequest, day: date, today: date) -> dict[str, object]:
    return {
        "day": day,
        "is_today": day == today,
        "may_correct": may_be_written(day, today),
        "written": answers_on(request.user, day),
        "shown": shown_on(request.user, day),
        "yesterday": _open_yesterday(request, today) if day == today else None,
    }


def _open_yesterday(request: PersonRequest, today: date) -> date | None:
    """Return yesterday where it may still be added: nothing is written for it, and somebody had begun by then."""
    before, first = today - timedelta(days=1), first_day_of(request.user)
    begun = first is not None and first <= before
    return before if begun and not answers_on(request.user, before) else None
