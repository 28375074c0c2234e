"""What every page knows without its view having to say it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from nearward.shell.navigation import ShownTab, address_of, tabs_for


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the tabs, the theme somebody chose, where "Leave this page" leads, and whether this is a demo.

    Tabs and theme are lazy: a page that shows neither does not touch the session.
    """
    return {
        "demo": settings.NEARWARD_DEMO,
        "leave_address": address_of("safety:leave"),
        "nav": SimpleLazyObject(_tabs(request)),
        "theme": SimpleLazyObject(lambda: getattr(_user(request), "theme", "")),
    }


def _tabs(request: HttpRequest) -> Callable[[], list[ShownTab]]:
    return lambda: tabs_for(request) if getattr(_user(request), "is_authenticated", False) else []


def _user(request: HttpRequest) -> object:
    return getattr(request, "user", None)
