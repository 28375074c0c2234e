"""Requests whose person is known, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from nearward.people.models import Person


class PersonRequest(HttpRequest):
    """A request by somebody who is signed in; every view has one unless it says otherwise."""

    user: Person
    htmx: HtmxDetails
