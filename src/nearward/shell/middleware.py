"""What every answer of the house says to the browser, over and above Django's own headers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from nearward.kit.bodies import REFUSED

BLOCK = 8192
"""Bytes. Nearly every page of the house fits into one block as it is sent."""
AFTER_THE_HEAD = 10
"""Where, in what gzip has packed, the name of a file stands."""

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


class PrivatePagesMiddleware:
    """No page is kept by any cache, nor by the browser for its Back button; nothing is loaded into other sites."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL) and "Cache-Control" not in response:
            add_never_cache_headers(response)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not _tells_site(request):
            response.setdefault("Referrer-Policy", "same-origin")
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


class RefusedBodiesMiddleware:
    """Answers, in words, whoever sent more than they may; the page it was for is not asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "scope", {}).get(REFUSED):
            return render(request, "shell/errors/413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.get_response(request)


class SameSiteFormsMiddleware(CsrfViewMiddleware):
    """Django's, for pages without a referrer: a form sent from one of them says `Origin: null`.

    Browsers then say in `Sec-Fetch-Site`, which no page can forge, whether it came from this very origin. The token is
    asked for besides, as ever. An origin that is named is compared, and one that is neither named nor vouched for is
    refused.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers["Origin"] == "null":
            return _came_from_here(request)
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # the stubs leave it out

    def _check_referer(self, request: HttpRequest) -> None:
        if "Referer" in request.headers or not _came_from_here(request):
            super()._check_referer(request)  # type: ignore[misc]


class FilesMiddleware(GZipMiddleware):
    """Text goes out compressed, and our own files may be kept for ever: their address changes when one of them does.

    Compressed pages do not give away what they hold: another site cannot make them on somebody's behalf (the session
    cookie is SameSite), Django adds a random length to each, and each is then filled up to whole blocks. So whoever
    only watches the line cannot tell by its length which page it is, or what it offers. Browsers all take what is
    packed; a page for something else goes out as long as it is.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == HTTPStatus.OK and request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "public, max-age=31536000, immutable"
        if not _is_text(response):
            return response
        if isinstance(response, StreamingHttpResponse) and isinstance(
            parts := response.streaming_content, AsyncIterator
        ):
            response.streaming_content = _in_one(parts)
        return _filled(super().process_response(request, response))


def _came_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _tells_site(request: HttpRequest) -> bool:
    """Whether browsers say `Sec-Fetch-Site` here: under TLS, and on this very machine.

    Elsewhere, without TLS, a form can only be told to be ours by its origin, which a page without a referrer does not
    name. There pages of this site, and no others, may tell each other where somebody comes from.
    """
    host = request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", ""))
    host = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return settings.TLS or request.is_secure() or host in LOCAL or host.endswith(".localhost")


def _filled(response: HttpResponseBase) -> HttpResponseBase:
    """Lengthen a packed page to whole blocks, by the name of a file that Django has put into it and nobody reads."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if is_page and response.headers.get("Content-Encoding") == "gzip" and isinstance(response, HttpResponse):
        packed = response.content
        filling = b"a" * (-len(packed) % BLOCK)
        response.content = packed[:AFTER_THE_HEAD] + filling + packed[AFTER_THE_HEAD:]
        response["Content-Length"] = str(len(response.content))
    return response


async def _in_one(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Join the parts of a file: Django packs each by itself, and browsers open only the first of several packs."""
    yield b"".join([part async for part in parts])


def _is_text(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "").split(";")[0]
    return kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml"))
