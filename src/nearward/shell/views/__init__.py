"""Views that belong to no room: error pages, and what an installed Nearward asks for."""

from nearward.shell.views.errors import (
    bad_request,
    csrf_failure,
    page_not_found,
    permission_denied,
    server_error,
)
from nearward.shell.views.installed import manifest, offline, service_worker
from nearward.shell.views.language import language_choose

__all__ = [
    "bad_request",
    "csrf_failure",
    "language_choose",
    "manifest",
    "offline",
    "page_not_found",
    "permission_denied",
    "server_error",
    "service_worker",
]
