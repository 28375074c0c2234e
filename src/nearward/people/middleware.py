"""The person's own clock and language, on every page that is theirs."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from datetime import UTC
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from nearward.kit.clock import is_zone
from nearward.people.models import Person


class OwnTimeMiddleware:
    """Show times on the wall clock of the person who reads.

    Pages that are open to anybody do not ask who reads, so that they need neither session nor database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(UTC):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_rest: object) -> None:
        person = request.user if getattr(view, "login_required", True) else None
        if isinstance(person, Person):
            if is_zone(person.time_zone):
                timezone.activate(zoneinfo.ZoneInfo(person.time_zone))
            if person.language:
                translation.activate(person.language)
