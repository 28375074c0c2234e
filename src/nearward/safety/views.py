"""Leaving at once: the session ends on the server, and the browser shows a clock."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nearward.safety.middleware import cookie_name
from nearward.safety.rules import AWAY_FOR

logger = logging.getLogger(__name__)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    """End this session and stay away for a while. Works from a page of any age, signed in or not.

    It needs no token: another site cannot send the session cookie along (SameSite), and all it could do is what
    the person themself may do at any time. A request that says it comes from another site does nothing.
    """
    response = HttpResponse(status=303, headers={"Location": reverse("safety:away")})
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") != "cross-site":
        _end_session(request)
        response.set_cookie(cookie_name(), "1", max_age=AWAY_FOR, secure=settings.TLS, httponly=True, samesite="Lax")
    return response


@require_safe
@login_not_required
def away(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show a clock: the same bytes for everybody, and nothing that tells where it comes from."""
    return HttpResponse(render_to_string("safety/away.html"), headers={"Cache-Control": "no-store"})


def _end_session(request: HttpRequest) -> None:
    try:
        logout(request)
    except DatabaseError:
        logger.warning("a session could not be ended on the server; its browser has forgotten it")
        request.session = type(request.session)()
