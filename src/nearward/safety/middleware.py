"""For a while after leaving, this browser shows the clock, whichever page Back, Forward or a bookmark asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from nearward.safety.rules import Answer, answer_while_away

OPEN = ("safety:leave", "safety:away", "shell:service-worker", "shell:manifest")


class StayAwayMiddleware:
    """Stands before sessions and views, so that nothing of them is asked while a browser is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if cookie_name() not in request.COOKIES:
            return self.get_response(request)
        clock = reverse("safety:away")
        match answer_while_away(
            open_path=request.path in {reverse(name) for name in OPEN},
            fetch_mode=request.headers.get("Sec-Fetch-Mode", ""),
            by_htmx="HX-Request" in request.headers,
        ):
            case Answer.CLOCK:
                return HttpResponse(status=303, headers={"Location": clock})
            case Answer.CLOCK_BY_SCRIPT:
                return HttpResponse(headers={"HX-Redirect": clock})
            case Answer.NOTHING:
                return HttpResponse(status=403)
        return self.get_response(request)


def cookie_name() -> str:
    return "__Host-clock" if settings.TLS else "clock"
