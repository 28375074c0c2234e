"""A reading for both: proposing, agreeing, not now, taking back, and the report."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nearward.chats import actions, at_hand
from nearward.chats.at_hand import Said, Visit
from nearward.chats.page import page_of
from nearward.chats.queries import joint_of
from nearward.chats.reading import NotRead, OtherFile, found_in, in_turn, joint_report
from nearward.chats.rules import Joint, Proposal
from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.people.queries import bond_of
from nearward.sharing.queries import NotThere
from nearward_dialogue import DialogueError


@require_safe
def both(request: PersonRequest) -> HttpResponse:
    viewer, now = request.user, clock.now()
    joint = joint_of(viewer, now)
    visit = at_hand.visit_of(request, now)
    found = found_in(visit) if visit else None
    told = {
        "joint": joint,
        "linked": bond_of(viewer).pair is not None,
        "page": page_of(joint.report.told, viewer.partner_called) if joint.report else None,
        "at_hand": is_at_hand(visit, joint.report.proposal if joint.report else None),
        "open": "chats:both-messages",
        "to_make_at_hand": is_at_hand(visit, joint.to_make),
        "basis": found.basis if found else None,
        "partner": viewer.partner_called,
    }
    return render(request, "chats/both.html", told)


@require_safe
def earlier(request: PersonRequest) -> HttpResponse:
    """The older of two reports, for as long as both still agree to it."""
    viewer, now = request.user, clock.now()
    report = joint_of(viewer, now).earlier
    if report is None:
        raise Http404
    told = {
        "report": report,
        "page": page_of(report.told, viewer.partner_called),
        "at_hand": is_at_hand(at_hand.visit_of(request, now), report.proposal),
        "open": "chats:earlier-messages",
    }
    return render(request, "chats/earlier.html", told)


@require_POST
def proposal_create(request: PersonRequest) -> HttpResponse:
    now = clock.now()
    visit = at_hand.visit_of(request, now)
    found = found_in(visit) if visit else None
    if visit is None or found is None or found.basis is None:
        messages.info(request, _("There is no file at hand any more. Choose it once more, and then propose it."))
        return redirect("chats:index")
    said = visit.said
    ask = {"order": said.order, "chat": said.chat, "same": dict(said.same), "me": said.me}
    return _done(lambda: actions.propose(request.user, found.basis, ask, now))  # type: ignore[arg-type]


@require_POST
def agreement_create(request: PersonRequest) -> HttpResponse:
    return _done(lambda: actions.agree(request.user, request.POST.get("proposal", ""), clock.now()))


@require_POST
def aside_create(request: PersonRequest) -> HttpResponse:
    return _done(lambda: actions.put_aside(request.user, request.POST.get("proposal", ""), clock.now()))


@require_POST
def consent_destroy(request: PersonRequest) -> HttpResponse:
    """Take consent back: the report goes for both, and so does the file that is at hand here."""
    response = _done(lambda: actions.withdraw(request.user, request.POST.get("proposal", ""), clock.now()))
    at_hand.put_away(at_hand.folder(), at_hand.name_of(request.session.session_key or ""))
    return response


@require_POST
def report_create(request: PersonRequest) -> HttpResponse:
    """Make the report of what both agreed to, from the file that is at hand: the same file, or none at all."""
    now = clock.now()
    visit, wanted = at_hand.visit_of(request, now), _wanted(joint_of(request.user, now), request)
    if visit is None or wanted is None:
        return redirect("chats:both")
    try:
        told = in_turn(joint_report, visit, wanted.basis, Said(wanted.basis.digest, **wanted.ask))
        return _done(lambda: actions.keep_report(request.user, wanted.id, told, clock.now()))
    except OtherFile:
        messages.info(request, _("The file at hand is not the one that you both agreed to. Nothing was read for both."))
        return redirect("chats:both")
    except (DialogueError, NotRead, FileNotFoundError):
        messages.info(request, _("The file could not be read to its end just now. Nothing was read for both."))
        return redirect("chats:both")


def is_at_hand(visit: Visit | None, proposal: Proposal | None) -> bool:
    """Whether the file at hand is the very one of a proposal."""
    return visit is not None and proposal is not None and visit.said.digest == proposal.basis.digest


def _wanted(joint: Joint, request: PersonRequest) -> Proposal | None:
    wanted = joint.to_make
    return wanted if wanted is not None and wanted.id == request.POST.get("proposal", "") else None


def _done(act: Callable[[], None]) -> HttpResponse:
    """Do it. What is not there any more looks like what never was: the page as it is now."""
    with suppress(NotThere):
        act()
    return redirect("chats:both")
