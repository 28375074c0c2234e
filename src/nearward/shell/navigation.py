"""The tabs. A room that has no address is not shown, so that nothing is promised that is not there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: the address it leads to, what it is called, its icon, and the rooms in which it is the present one."""

    to: str
    name: str | Promise
    icon: str
    rooms: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as one page shows it."""

    href: str
    name: str | Promise
    icon: str
    current: bool


TABS = (
    Tab(
        "home:today",
        _("Today"),
        "today",
        frozenset({"home", "checkins", "explore", "practice", "together", "month", "chats"}),
    ),
    Tab("noticing:picture", _("Our picture"), "picture", frozenset({"noticing"})),
    Tab("room:index", _("Talk"), "talk", frozenset({"room"})),
    Tab("guide:index", _("Guide"), "guide", frozenset({"guide"})),
    Tab("people:me", _("Me"), "me", frozenset({"people"})),
)


def tabs_for(request: HttpRequest) -> list[ShownTab]:
    """Return the tabs whose rooms exist; the one whose room the request is in is the current one."""
    here = request.resolver_match.namespace if request.resolver_match else ""
    return [ShownTab(href, tab.name, tab.icon, here in tab.rooms) for tab in TABS if (href := address_of(tab.to))]


def address_of(name: str) -> str:
    """Return the address of that name, or an empty text where no room has it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
