"""Where a page leads after words were kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from nearward.kit.http import PersonRequest

BY_SCRIPT, NEXT = "X-Keeping", "X-Next"


def lead_to(request: PersonRequest, name: str, **named: str) -> HttpResponse:
    """Lead on; a script that sent the words is told where to, for following would use up what the next page says."""
    address = reverse(name, kwargs=named)
    if BY_SCRIPT in request.headers:
        return HttpResponse(status=204, headers={NEXT: address})
    return redirect(address)
