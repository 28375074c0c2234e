"""What every answer of the house says to the browser, over and above Django's own headers."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import add_never_cache_headers


class PrivatePagesMiddleware:
    """No page is kept by any cache, nor by the browser for its Back button; nothing is loaded into other sites."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL) and "Cache-Control" not in response:
            add_never_cache_headers(response)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


class FilesMiddleware(GZipMiddleware):
    """Our own files go out compressed and may be kept for ever: their address changes whenever one of them does.

    Pages do not go out compressed: the size of a compressed page can tell what it holds.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not request.path.startswith(settings.STATIC_URL) or response.status_code != HTTPStatus.OK:
            return response
        response["Cache-Control"] = "public, max-age=31536000, immutable"
        return super().process_response(request, response)
