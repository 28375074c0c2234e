"""The person's own clock and language, on every page that is theirs."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from datetime import UTC

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from nearward.kit.clock import is_zone
from nearward.people.models import Person


class OwnTimeMiddleware:
    """Show times on the wall clock of the person who reads; without a session nobody is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(UTC):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        person = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if isinstance(person, Person):
            if is_zone(person.time_zone):
                timezone.activate(zoneinfo.ZoneInfo(person.time_zone))
            if person.language:
                translation.activate(person.language)
