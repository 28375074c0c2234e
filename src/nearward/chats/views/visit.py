"""One visit: a file comes, is asked about, is looked at alone, and is put away."""

from __future__ import annotations

import hashlib
import random
import secrets
from typing import cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nearward.chats import at_hand
from nearward.chats.arriving import Arrived, Arriving
from nearward.chats.at_hand import PART, Visit
from nearward.chats.forms import AskForm, UploadForm
from nearward.chats.page import page_of
from nearward.chats.queries import joint_of
from nearward.chats.reading import Found, found_in
from nearward.chats.sample import sample_chat
from nearward.kit import clock
from nearward.kit.bodies import TOO_LARGE
from nearward.kit.http import PersonRequest
from nearward.kit.seal import new_key
from nearward.kit.sealed_file import Sealer
from nearward.people.queries import bond_of

ASK_AGAIN = 3  # seconds
MADE_UP = 20260311  # any fixed number: everybody tries the mirror with the same chat


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    if getattr(request, "scope", {}).get(TOO_LARGE):
        return _begin(request, UploadForm({}, too_large=True), 413)
    return _keep(request) if request.method == "POST" else _look(request)


@require_POST
def answers_keep(request: PersonRequest) -> HttpResponse:
    """Take the answer to what a file left open; without a file there is nothing to answer."""
    visit = at_hand.visit_of(request, clock.now())
    found = found_in(visit) if visit else None
    if visit is None or found is None or not found.asks:
        return redirect("chats:index")
    form = AskForm(request.POST, found=found)
    if not form.is_valid():
        return render(request, "chats/asking.html", {"form": form}, status=422)
    visit.keep_said(form.added_to(visit.said))
    return redirect("chats:index")


@require_POST
def file_destroy(request: PersonRequest) -> HttpResponse:
    at_hand.put_away(at_hand.folder(), at_hand.name_of(request.session.session_key or ""))
    response = redirect("chats:index")
    at_hand.take_back(response)
    return response


@require_POST
def sample_create(request: PersonRequest) -> HttpResponse:
    """In the demo, lay a made-up chat to hand."""
    if not settings.NEARWARD_DEMO:
        raise Http404
    now = clock.now()
    text = sample_chat(now, random.Random(MADE_UP)).encode()  # noqa: S311
    part, key = at_hand.folder() / f"{secrets.token_hex(16)}{PART}", new_key()
    sealer = Sealer(part.open("xb"), key)
    sealer.write(text)
    sealer.finish()
    return _at_hand(at_hand.begin(request, part, key, hashlib.sha256(text).hexdigest(), now))


def wait(request: PersonRequest) -> HttpResponse:
    """Say that the file is still being read, and have the browser ask again, also without a script."""
    response = render(request, "chats/waiting.html")
    response["Refresh"] = str(ASK_AGAIN)
    return response


def _keep(request: PersonRequest) -> HttpResponse:
    files = request.FILES  # read before anything is known of how that went
    too_large = any(isinstance(one, Arriving) and one.too_large for one in request.upload_handlers)
    form = UploadForm(request.POST, files, too_large=too_large)
    if not form.is_valid():
        return _begin(request, form, 413 if too_large else 422)
    arrived = cast(Arrived, form.cleaned_data["file"])
    return _at_hand(at_hand.begin(request, arrived.path, arrived.key, arrived.digest, clock.now()))


def _at_hand(visit: Visit) -> HttpResponse:
    response = redirect("chats:index")
    at_hand.hand_over(response, visit)
    return response


def _look(request: PersonRequest) -> HttpResponse:
    visit = at_hand.visit_of(request, clock.now())
    if visit is None:
        return _begin(request, UploadForm())
    found = found_in(visit)
    if found is None:
        return wait(request)
    if found.trouble:
        visit.put_away()
        return _begin(request, UploadForm({}, trouble=found.trouble), 422)
    if found.asks:
        return render(request, "chats/asking.html", {"form": AskForm(found=found)})
    return render(request, "chats/alone.html", _alone(request, found))


def _alone(request: PersonRequest, found: Found) -> dict[str, object]:
    if found.told is None:
        raise Http404
    return {
        "page": page_of(found.told),
        "at_hand": True,
        "open": "chats:messages",
        "unread": found.unread,
        "linked": bond_of(request.user).pair is not None,
        "minutes": settings.NEARWARD_CHAT_MINUTES,
    }


def _begin(request: PersonRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    told = {
        "form": form,
        "most": settings.NEARWARD_CHAT_MEGABYTES,
        "minutes": settings.NEARWARD_CHAT_MINUTES,
        "joint": joint_of(request.user, clock.now()),
        "linked": bond_of(request.user).pair is not None,
    }
    return render(request, "chats/begin.html", told, status=status)
