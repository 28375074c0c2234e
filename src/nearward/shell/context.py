"""What every page of the house knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

TABS = (
    ("home", "home:today", "sun", _("Today")),
    ("noticing", "noticing:picture", "picture", _("Our picture")),
    ("guide", "guide:index", "book", _("Guide")),
    ("people", "people:me", "person", _("Me")),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the tabs of the rooms that stand, which of them this page is in, and whether this is the demo."""
    match = request.resolver_match
    return {
        "tabs": [tab for tab in TABS if tab[0] in settings.ROOMS],
        "room": match.app_name if match else "",
        "demo": settings.NEARWARD_DEMO,
    }
