"""Taking a port to listen on, and what to say when it is taken."""

import errno
import socket
from collections.abc import Callable

from nearward.cli.sorry import SorryError

BACKLOG = 512
FARTHEST = 50


def take(host: str, port: int, *, offer: Callable[[int], bool]) -> socket.socket:
    """Listen on the port; where it is taken, offer the next free one, and listen there if the offer is accepted."""
    try:
        return _listen(host, port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise SorryError(_in_words(error, host, port)) from None
    listening = _next_free(host, port + 1)
    found = listening.getsockname()[1]
    if not offer(found):
        listening.close()
        raise SorryError("Nothing was started.")
    return listening


def address(listening: socket.socket) -> str:
    """Return what to type into a browser on this machine."""
    host, port = listening.getsockname()[:2]
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    name = everywhere.get(host, host)
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _next_free(host: str, first: int) -> socket.socket:
    for port in range(first, min(first + FARTHEST, 65536)):
        try:
            return _listen(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise SorryError(_in_words(error, host, port)) from None
    raise SorryError(f"Port {first - 1} is taken, and so are those after it. Please choose one with --port.")


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
        0
    ]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def _in_words(error: OSError, host: str, port: int) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} is kept for the system's own programs. Please choose one above 1023 with --port."
    return f"This machine has no address {host}. Please choose another with --host, or leave it out."
