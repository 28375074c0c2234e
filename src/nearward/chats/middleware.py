"""The key of a visit goes from the browser with the session that it belonged to."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from nearward.chats import at_hand


class VisitKeyMiddleware:
    """Takes the key back from a browser that is signed in no more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if at_hand.cookie_name() in request.COOKIES and SESSION_KEY not in request.session:
            at_hand.take_back(response)
        return response
