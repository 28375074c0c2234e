"""The picture, a notice, and what its owner says to it."""

from __future__ import annotations

import uuid
from typing import Literal

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.noticing import actions, queries
from nearward.noticing.forms import ASIDE, KEEP, ResponseForm
from nearward.noticing.rules import Real, Span
from nearward.people.queries import bond_of, today_of
from nearward.sharing.queries import NotThere
from nearward.shell.charts import Band, Change, LineChart, Point, Series


@require_safe
def picture(request: PersonRequest) -> HttpResponse:
    viewer, today = request.user, today_of(request.user, clock.now())
    span = _span(request.GET.get("span", ""))
    seen = queries.seen_by(viewer, today)
    notices = actions.refresh_from(viewer, seen)
    shown = queries.picture_of(viewer, seen, today, span)
    words = {
        "picture": shown,
        "chart": _chart(shown, viewer.partner_called),
        "spans": tuple(Span),
        "earlier": [one for one in notices if one != shown.notice],
        "bond": bond_of(viewer),
        "partner": viewer.partner_called,
    }
    return render(request, "noticing/picture.html", words)


@require_safe
def notice(request: PersonRequest, notice: uuid.UUID) -> HttpResponse:
    viewer, today = request.user, today_of(request.user, clock.now())
    actions.refresh_notices(viewer, today)
    shown = _own(request, notice)
    written = queries.words_around(viewer, shown.finding)
    words = {"notice": shown, "partner": viewer.partner_called, "written": written}
    return render(request, "noticing/notice.html", words)


@require_POST
def response(request: PersonRequest, notice: uuid.UUID) -> HttpResponse:
    """Keep what the owner says; anything else than one of the buttons changes nothing."""
    _own(request, notice)
    form = ResponseForm(request.POST)
    if form.is_valid():
        messages.success(request, _respond(request, notice, form.cleaned_data["say"]))
    return HttpResponseRedirect(reverse("noticing:notice", args=[notice]), status=303)


def _respond(request: PersonRequest, notice: uuid.UUID, say: str) -> str:
    now = clock.now()
    if say == ASIDE:
        actions.put_aside(request.user, notice, now)
        return _("Put aside. You find it here whenever you want it.")
    if say == KEEP:
        actions.keep_looking(request.user, notice, now)
        return _("It stays on your day for now.")
    actions.say_whether_real(request.user, notice, Real(say), now)
    return _("Kept. Only you see this.")


def _own(request: PersonRequest, notice: uuid.UUID) -> queries.ShownNotice:
    try:
        return queries.notice_for(request.user, notice)
    except NotThere:
        raise Http404 from None


def _chart(picture: queries.Picture, partner: str) -> LineChart:
    """Return the picture as the shell draws it, with the words that a screen reader says."""
    theirs = _("%(partner)s, as shared with you") % {"partner": capfirst(partner)}
    lines = [_series(_("You"), "you", picture.mine)]
    if picture.theirs is not None:
        lines.append(_series(theirs, "them", picture.theirs))
    return LineChart(
        title=_("How near you have each felt") if picture.theirs else _("How near you have felt"),
        description=_told_aloud(picture, partner),
        first=picture.first,
        last=picture.last,
        series=tuple(lines),
        changes=_changes(picture),
        low_word=_("far"),
        high_word=_("near"),
    )


def _series(name: str, side: Literal["you", "them"], line: queries.Line) -> Series:
    points = tuple(Point(day, value) for day, value in sorted(line.dots.items()))
    band = Band(*line.usual) if line.usual and side == "you" else None
    return Series(name, side, points, usual=band)


def _changes(picture: queries.Picture) -> tuple[Change, ...]:
    if picture.notice is None or picture.notice.is_unsteady or picture.notice.finding.since_high < picture.first:
        return ()
    found = picture.notice.finding
    earliest = max(found.since_low, picture.first)
    return (Change(max(found.since, earliest), earliest, found.since_high, _("changed about here")),)


def _told_aloud(picture: queries.Picture, partner: str) -> str:
    sentences = []
    if picture.mine.usual:
        low, high = (round(end) for end in picture.mine.usual)
        sentences.append(_("Your usual range is %(low)s to %(high)s of a hundred.") % {"low": low, "high": high})
    if picture.theirs and picture.theirs.usual:
        low, high = (round(end) for end in picture.theirs.usual)
        words = {"partner": partner, "low": low, "high": high}
        sentences.append(_("For %(partner)s it is %(low)s to %(high)s.") % words)
    if picture.notice and _changes(picture):
        day = date_format(picture.notice.finding.since, "MONTH_DAY_FORMAT")
        sentences.append(_("Something changed about %(day)s.") % {"day": day})
    if picture.notice and (picture.notice.is_unsteady or _changes(picture)):
        sentences.append(" ".join(render_to_string("noticing/_told.html", {"notice": picture.notice}).split()))
    return " ".join(sentences) or _("Each dot is one day with an answer.")


def _span(asked: str) -> Span:
    return Span(asked) if asked in set(Span) else Span.THREE_MONTHS
