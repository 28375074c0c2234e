"""A house of its own for a browser: a fresh data folder, migrated, served on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

FILL = """
import random, sys, django
django.setup()
from datetime import datetime
from nearward.home.actions import fill_demo
from nearward.kit import clock
instant = datetime.fromisoformat(sys.argv[1])
with clock.at(instant):
    fill_demo(instant, random.Random(int(sys.argv[2])))
"""
SERVE = """
import sys, uvicorn
from contextlib import nullcontext
from datetime import datetime
from django.conf import settings
from nearward.kit import clock
settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"signup": ""}  # many made people join from one address
instant = sys.argv[2]
with clock.at(datetime.fromisoformat(instant)) if instant else nullcontext():
    port, under = int(sys.argv[1]), sys.argv[3] or None
    uvicorn.run("nearward.asgi:application", host="127.0.0.1", port=port, access_log=False, ssl_certfile=under)
"""
EVENING = datetime(2026, 3, 12, 18, 40, tzinfo=UTC)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 90.0
SOURCE = Path(__file__).resolve().parent.parent / "src"


class NotServed(Exception):
    """The house did not come up; the message holds what it said last."""


def chromium() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@contextmanager
def served(
    folder: Path,
    *,
    demo_at: datetime | None = None,
    at: datetime | None = None,
    seed: int = 20260312,
    certificate: Path | None = None,
) -> Iterator[str]:
    """Serve the house in `folder` while the block runs; yield its address, without a slash at the end.

    With `demo_at` it is a demo, and its clock stands still at that instant, so that its weeks are always the same. With
    `at` the clock of an ordinary house stands still; serving the same folder again at a later instant moves it. With a
    `certificate`, a file that holds its key too, it is served under TLS.
    """
    still = demo_at or at
    port, instant = _free_port(), still.isoformat() if still else ""
    settings = {"NEARWARD_DATA": str(folder), "NEARWARD_DEMO": "yes" if demo_at else "no"}
    settings |= {"NEARWARD_TLS": "yes"} if certificate else {}
    known = os.environ | settings | {"DJANGO_SETTINGS_MODULE": "nearward.settings", "PYTHONPATH": str(SOURCE)}
    _run(["-m", "django", "migrate", "--verbosity=0"], known)
    if demo_at:
        _run(["-c", FILL, instant, str(seed)], known)
    log = folder / "served.log"
    with log.open("w") as said:
        command = [sys.executable, "-c", SERVE, str(port), instant, str(certificate or "")]
        server = subprocess.Popen(command, env=known, stdout=said, stderr=subprocess.STDOUT)
    address = f"{'https' if certificate else 'http'}://localhost:{port}"
    try:
        _wait(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _run(arguments: list[str], known: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, *arguments], env=known, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotServed(done.stderr[-2000:])


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
    return port


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the house answers at all; which page it shows does not matter yet."""
    until = time.monotonic() + PATIENCE
    unchecked = ssl._create_unverified_context()  # its certificate is our own, and this only asks whether it is up
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/account/sign-in/", timeout=5, context=unchecked):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise NotServed(log.read_text()[-2000:])
