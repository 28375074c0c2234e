"""The messages behind a number, page by page, while the file is at hand."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearward.chats import at_hand, words
from nearward.chats.at_hand import Visit
from nearward.chats.opening import opened, rows_behind
from nearward.chats.queries import joint_of
from nearward.chats.reading import found_in, talk_at_hand
from nearward.chats.rules import Told
from nearward.chats.views.both import is_at_hand
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward_dialogue import DialogueError

A_PAGE = 40


@require_safe
def messages_of(request: PersonRequest, name: str) -> HttpResponse:
    """One's own messages alone, and of an answer when it was waited for."""
    visit = at_hand.visit_of(request, clock.now())
    found = found_in(visit) if visit else None
    if visit is None or found is None or found.told is None:
        raise Http404
    return _messages(request, visit, name, found.told, back="chats:index")


@require_safe
def messages_of_both(request: PersonRequest, name: str) -> HttpResponse:
    """What both wrote, while the report stands and the very file that it was made of is at hand."""
    now = clock.now()
    visit, report = at_hand.visit_of(request, now), joint_of(request.user, now).report
    if visit is None or report is None or not is_at_hand(visit, report.proposal):
        raise Http404
    return _messages(request, visit, name, report.told, back="chats:both")


def _messages(request: PersonRequest, visit: Visit, name: str, told: Told, *, back: str) -> HttpResponse:
    if name not in {one.name for one in told.measures}:
        raise Http404
    try:
        talk, me = talk_at_hand(visit)
    except DialogueError:
        raise Http404 from None
    rows = rows_behind(talk, name, (0, 1) if told.is_joint else (me,))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "title": words.title_of(name),
        "limits": words.limits_of(name),
        "messages_shown": opened(talk, list(page), me, joint=told.is_joint),
        "page": page,
        "back": back,
        "joint": told.is_joint,
        "count": len(rows),
    }
    return render(request, "chats/messages.html", shown)
