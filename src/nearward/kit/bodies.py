"""What is sent to the house is bounded before anything of it is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOO_LARGE = "nearward.too_large"
"""In the scope of a request whose body was too large: it is answered as if the page alone had been asked for."""

READ_OUT = 4 << 30
"""So many bytes of it are taken off the line, since browsers look for an answer only when they have sent everything."""


class BoundedBodies:
    """Stands before the application: a body that announces more than `most` bytes never reaches it.

    One that announces nothing is cut off as soon as it is longer.
    """

    def __init__(self, app: App, most: int) -> None:
        self.app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif (announced := _announced(scope)) > self._most:
            if announced <= READ_OUT:
                await _let_pass(receive)
            bare = [
                (name, value) for name, value in scope["headers"] if name not in {b"content-length", b"content-type"}
            ]
            await self.app({**scope, "method": "GET", "headers": bare, TOO_LARGE: True}, _emptied(receive), send)
        else:
            await self.app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        seen = 0

        async def counted() -> Mapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            return message if seen <= self._most else {"type": "http.disconnect"}

        return counted


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
