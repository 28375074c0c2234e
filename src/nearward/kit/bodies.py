"""What is sent to the house is bounded before anything of it is kept."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOO_LARGE = "nearward.too_large"
"""In the scope of a request whose body was too large: it is answered as if the page alone had been asked for."""

REFUSED = "nearward.refused"
"""In the scope of one that was larger than its sender may send, whatever page it was for."""

READ_OUT = 4 << 30
"""So many bytes of it are taken off the line, since browsers look for an answer only when they have sent everything."""


OF_A_BODY = {b"content-length", b"content-type", b"transfer-encoding"}


class BoundedBodies:
    """Stands before the application: a body that announces more than it may never reaches it.

    That is `little` bytes, and `most` where `may_send_most` says so of the request. One that announces nothing is cut
    off as soon as it is longer. Who may send little is answered at once, and nothing more is taken off the line.
    """

    def __init__(self, app: App, *, most: int, little: int, may_send_most: Callable[[Scope], Awaitable[bool]]) -> None:
        self.app, self._most, self._little, self._may_send_most = app, most, little, may_send_most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced, headers = _announced(scope), dict(scope["headers"])
        is_long = announced > self._little or b"content-length" not in headers
        trusted = is_long and scope["method"] not in {"GET", "HEAD"} and await self._may_send_most(scope)
        if announced > (self._most if trusted else self._little):
            if trusted and announced <= READ_OUT:
                await _let_pass(receive)
            await self._refuse(scope, receive, send, trusted=trusted)
            return
        try:
            await self.app(scope, _counted(receive, self._most if trusted else self._little), send)
        except _TooLong:
            await self._refuse(scope, receive, send, trusted=trusted)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, *, trusted: bool) -> None:
        bare = [(name, value) for name, value in scope["headers"] if name not in OF_A_BODY]
        told = {**scope, "method": "GET", "headers": bare, TOO_LARGE: True, REFUSED: not trusted}
        await self.app(told, _emptied(receive) if trusted else _ended(), send)


class _TooLong(Exception):
    """More came than may."""


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Mapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _TooLong
        return message

    return counted


def _ended() -> Receive:
    """An empty body, and after it nothing more until the answer is out."""
    body: list[Mapping[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def ended() -> Mapping[str, Any]:
        return body.pop() if body else await Future()

    return ended


def _announced(scope: Scope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


async def _let_pass(receive: Receive) -> None:
    message: Mapping[str, Any] = {"more_body": True}
    while message.get("more_body") and message.get("type") != "http.disconnect":
        message = await receive()


def _emptied(receive: Receive) -> Receive:
    """An empty body, and after it the end of the connection, whatever of the body still comes before."""
    body: list[Mapping[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def emptied() -> Mapping[str, Any]:
        message = body.pop() if body else await receive()
        while message["type"] == "http.request" and message.get("body"):
            message = await receive()
        return message

    return emptied
