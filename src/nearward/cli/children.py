"""What the supervised processes do: serve pages, run tasks. Each is held on a leash by the supervisor."""

import os
import signal
import socket
import threading

import click
import django
import uvicorn
from django.urls import get_resolver

GRACE = 5


class Leash:
    """The child's end: tells the supervisor that it is ready, and ends the child when the supervisor is gone."""

    def __init__(self, end: int | None) -> None:
        self._socket = None if end is None else socket.socket(fileno=end)
        if self._socket is not None:
            threading.Thread(target=self._watch, args=(self._socket,), daemon=True).start()

    def ready(self) -> None:
        if self._socket is not None:
            self._socket.send(b"ready")

    @staticmethod
    def _watch(held: socket.socket) -> None:
        while held.recv(16):
            pass
        os.kill(os.getpid(), signal.SIGTERM)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, leash: Leash) -> None:
        super().__init__(config)
        self._leash = leash

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._leash.ready()


@click.command(hidden=True)
@click.option("--socket", "end", type=int, required=True)
@click.option("--leash", type=int)
def serve(end: int, leash: int | None) -> None:
    """Serve pages on a socket that is listening already.

    No access log: which page somebody opened, and when, is content.
    """
    config = uvicorn.Config(
        "nearward.asgi:application",
        access_log=False,
        lifespan="off",
        log_config=None,
        proxy_headers=False,  # settings.py reads them, and only from as many proxies as it was told of
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    held = Leash(leash)
    config.load()
    # Django finds its pages at the first request; a house that cannot should not say that it is ready.
    _ = get_resolver().url_patterns
    _Server(config, held).run(sockets=[socket.socket(fileno=end)])


@click.command(hidden=True)
@click.option("--leash", type=int)
def worker(leash: int | None) -> None:
    """Run the tasks that pages leave behind."""
    held = Leash(leash)
    django.setup()
    from nearward.cli import tasks  # noqa: PLC0415  (its models need the setup above)

    name = tasks.own_name()
    tasks.take_up(name)
    running = tasks.worker_for(name)
    running.configure_signals()
    tasks.keep_nights()
    held.ready()
    running.run()
