"""Every way into the application that uvicorn serves, besides the addresses of `nearward.urls`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.handlers.asgi import ASGIHandler

SOCKETS: dict[str, str] = {}
"""Each WebSocket address, and who may open it. There is none; a row here needs a test that asks as everybody."""


class UnknownApplication(Exception):
    """A part of the application of which nobody can say what it answers."""


def ways_in(application: Any, protocol: str = "http") -> Iterator[tuple[str, str]]:
    """Protocol and address of all that is served, through routers by protocol and by address, however they are nested.

    Django's own handler is the pair (http, *): what it answers is the table of addresses. Whatever is neither a router
    nor this handler is an `UnknownApplication`, so that nothing can be added unseen.
    """
    if isinstance(application, ASGIHandler):
        if protocol != "http":
            raise UnknownApplication(f"{protocol}: Django's handler")
        yield "http", "*"
        return
    by_protocol = getattr(application, "application_mapping", None)
    routes = getattr(application, "routes", None)
    inner = getattr(application, "inner", None) or getattr(application, "app", None)
    if by_protocol is not None:
        for name, below in by_protocol.items():
            yield from ways_in(below, name)
    elif routes is not None:
        for route in routes:
            yield protocol, str(getattr(route, "pattern", None) or route.path)
    elif inner is not None:
        yield from ways_in(inner, protocol)
    else:
        raise UnknownApplication(f"{protocol}: {application!r}")


def unlisted(application: Any) -> list[str]:
    """Addresses that are served by another way than the table of addresses and are not listed."""
    return sorted(
        f"{protocol} {address}"
        for protocol, address in ways_in(application)
        if (protocol, address) != ("http", "*") and address not in SOCKETS
    )
