"""Writing without a connection: a page that knows nobody, and the place where sealed entries arrive."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from nearward.checkins.actions import Refused, take_offline_entry
from nearward.checkins.forms import MinuteForm
from nearward.checkins.queries import Asked, core_questions
from nearward.kit import clock
from nearward.kit.envelope import key_in, owner_word
from nearward.kit.http import PersonRequest
from nearward.kit.seal import Unreadable
from nearward.people.queries import Bond
from nearward.people.rules import Link
from nearward.sharing.rules import Audience

ARRIVED = _("What you wrote without a connection has arrived.")
NOT_KEPT = _("Something written without a connection could not be kept: it was too old, or the clock was wrong.")
LONGEST = 16 * 1024
NEVER, NOT_YOURS = 422, 403
MISSHAPEN = (ValueError, KeyError, TypeError, RecursionError)
"""What reading may meet in an entry that no page of ours made; JSON nested too deeply is the last."""


@require_safe
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """Ask the questions of every day, the same for everybody; a service worker keeps this page."""
    request.user = AnonymousUser()
    questions = [Asked(item, None, Audience.ME) for item in core_questions()]
    form = MinuteForm(questions=questions, bond=Bond(Link.ALONE), partner_called="")
    return render(request, "checkins/offline.html", {"form": form})


@require_POST
def queue(request: PersonRequest) -> HttpResponse:
    """Take one sealed entry. Sent again, it is answered alike and changes nothing.

    An entry that will never be taken gets 422, and the browser stops sending it. One that is not this person's gets
    403 whoever wrote it, and waits.
    """
    try:
        entry, owner, sealed = _read_envelope(request.body)
    except MISSHAPEN:
        return HttpResponse(status=NEVER)
    if owner != owner_word(request.user.pk, settings.SECRET_KEY):
        return HttpResponse(status=NOT_YOURS)
    try:
        opened = key_in(settings.DATA / "keys").open(sealed, entry, owner)
        instant, values = _read_entry(opened)
        new = take_offline_entry(request.user, entry, instant, values, clock.now())
    except (Unreadable, Refused, *MISSHAPEN):
        _tell_once(request, messages.INFO, str(NOT_KEPT))
        return HttpResponse(status=NEVER)
    if new:
        _tell_once(request, messages.SUCCESS, str(ARRIVED))
    return HttpResponse(status=204)


def _read_envelope(body: bytes) -> tuple[uuid.UUID, str, str]:
    if len(body) > LONGEST:
        raise ValueError
    told = json.loads(body)
    entry, owner, sealed = told["id"], told["owner"], told["sealed"]
    if not all(isinstance(part, str) for part in (entry, owner, sealed)):
        raise TypeError
    return uuid.UUID(entry), owner, sealed


def _read_entry(opened: Any) -> tuple[datetime, dict[str, object]]:
    instant, values = datetime.fromisoformat(opened["at"]), opened["answers"]
    if instant.tzinfo is None or not isinstance(values, dict):
        raise ValueError
    return instant, values


def _tell_once(request: PersonRequest, level: int, words: str) -> None:
    """Leave a message for the next page, unless it waits there already: several entries may arrive together."""
    waiting = messages.get_messages(request)
    told = any(str(message) == words for message in waiting)
    waiting.used = False  # type: ignore[union-attr]
    if not told:
        messages.add_message(request, level, words)
