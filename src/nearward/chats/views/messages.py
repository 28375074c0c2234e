"""The messages behind a number, page by page, while the file is at hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearward.chats import at_hand, words
from nearward.chats.at_hand import Said
from nearward.chats.opening import Message, opened, rows_behind
from nearward.chats.queries import joint_of
from nearward.chats.reading import NotRead, OtherFile, found_in, in_turn, talk_agreed_to, talk_at_hand
from nearward.chats.rules import Told
from nearward.chats.views.both import is_at_hand
from nearward.chats.views.visit import ASK_AGAIN, wait
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward_dialogue import DialogueError
from nearward_dialogue.talk import Talk

A_PAGE = 40

Reading = Callable[[], tuple[Talk, int]]
"""Reads a talk, and tells which of the two the viewer is."""


@require_safe
def messages_of(request: PersonRequest, name: str) -> HttpResponse:
    """One's own messages alone, and of an answer when it was waited for."""
    visit = at_hand.visit_of(request, clock.now())
    if visit is None:
        return _not_at_hand(request)
    found = found_in(visit)
    if found is None:
        return wait(request)
    if found.told is None:
        raise Http404
    return _messages(request, partial(talk_at_hand, visit), name, found.told, back="chats:index")


@require_safe
def messages_of_both(request: PersonRequest, name: str, *, earlier: bool = False) -> HttpResponse:
    """What both wrote, read as it was agreed to, while the report stands and the very file of it is at hand."""
    now = clock.now()
    visit = at_hand.visit_of(request, now)
    if visit is None:
        return _not_at_hand(request)
    joint = joint_of(request.user, now)
    report = joint.earlier if earlier else joint.report
    if report is None or not is_at_hand(visit, report.proposal):
        raise Http404
    basis, ask = report.proposal.basis, report.proposal.ask

    def reading() -> tuple[Talk, int]:
        talk, proposer = talk_agreed_to(visit, basis, Said(basis.digest, **ask))
        return talk, proposer if report.mine else 1 - proposer

    return _messages(request, reading, name, report.told, back="chats:earlier" if earlier else "chats:both")


def _messages(request: PersonRequest, reading: Reading, name: str, told: Told, *, back: str) -> HttpResponse:
    if name not in _openable(told):
        raise Http404
    try:
        page, found = in_turn(_opened, reading, name, request.GET.get("page"), joint=told.is_joint)
    except OtherFile:
        raise Http404 from None
    except FileNotFoundError:  # put away meanwhile
        return _not_at_hand(request)
    except (DialogueError, NotRead):  # it could be read before, and can be again
        return _not_now(request, back)
    shown = {
        "title": words.title_of(name),
        "limits": words.limits_of(name),
        "messages_shown": found,
        "page": page,
        "back": back,
        "joint": told.is_joint,
        "count": page.paginator.count,
    }
    return render(request, "chats/messages.html", shown)


def _openable(told: Told) -> set[str]:
    """Return the names of whatever on the page opens its messages."""
    hours = {words.HOURS} if told.has_hours else set()
    return {measure.name for measure in told.measures} | {cue.name for cue in told.cues} | hours


def _not_at_hand(request: PersonRequest) -> HttpResponse:
    """Say that no file is at hand in this visit, whoever looks and whatever was asked for."""
    return render(request, "chats/not_at_hand.html", {"minutes": settings.NEARWARD_CHAT_MINUTES}, status=404)


def _not_now(request: PersonRequest, back: str) -> HttpResponse:
    """Say that the file could not be read just now, and that nothing is lost by it."""
    response = render(request, "chats/not_now.html", {"back": back}, status=503)
    response["Retry-After"] = str(ASK_AGAIN)
    return response


def _opened(reading: Reading, name: str, wanted: str | None, *, joint: bool) -> tuple[Page[int], list[Message]]:
    talk, me = reading()
    rows = rows_behind(talk, name, (0, 1) if joint else (me,))
    page = Paginator(rows, A_PAGE).get_page(wanted)
    return page, opened(talk, list(page), me, joint=joint)
