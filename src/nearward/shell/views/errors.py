"""Error pages. They say what happened and what to do next, never what the page was about."""

from __future__ import annotations

import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from nearward.shell.navigation import address_of
from nearward.shell.rules import Trouble, trouble_of, worth_keeping

UNTIL_NEXT_TRY = 30


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _plain("400", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "shell/errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "shell/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer when something broke; a full disk and a busy database have their own words."""
    match trouble_of(sys.exc_info()[1]):
        case Trouble.FULL:
            return _plain("full", 507)
        case Trouble.BUSY:
            response = _plain("503", 503)
            response["Retry-After"] = str(UNTIL_NEXT_TRY)
            return response
        case Trouble.OTHER:
            return _plain("500", 500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form whose token is stale; what was typed is given back, so that nobody writes it twice."""
    typed = worth_keeping(request.POST.lists()) if request.method == "POST" else []
    return render(request, "shell/errors/csrf.html", {"typed": typed}, status=403)


def _plain(name: str, status: int) -> HttpResponse:
    """Render without a request, so that neither session nor database is touched."""
    words = render_to_string(f"shell/errors/{name}.html", {"leave_address": address_of("safety:leave")})
    return HttpResponse(words, status=status, headers={"Cache-Control": "no-store"})
