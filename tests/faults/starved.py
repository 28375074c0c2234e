"""Somebody who writes while the disk is full, or may only be read: `python -m tests.faults.starved full|read-only`.

The data folder is a small disk of its own. Says as JSON what each page answered and what was there in the end.
"""
# ruff: noqa: PLC0415, T201  (its models need Django's setup, and what it says is read by the test)

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import django

LONG = "what was not to be lost " * 400


def main(how: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.settings")
    django.setup()
    from django.db import connection, connections
    from django.test import Client

    from nearward.people import actions
    from nearward.sharing import queries

    ana = actions.join("ana", password=None)
    browser = Client(raise_request_exception=False, SERVER_NAME="localhost")
    browser.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    said = {"before": _thank(browser, "before")}
    connections.close_all()
    with {"full": _full, "read-only": _read_only}[how](Path(os.environ["NEARWARD_DATA"])):
        said["meanwhile"] = [_thank(browser, f"{word} {LONG}") for word in ("one", "two", "three")]
        watching = Client(raise_request_exception=False, SERVER_NAME="localhost")
        said["alive"] = watching.get("/healthz").status_code
        said["ready"] = watching.get("/readyz").status_code
        connections.close_all()
    said["after"] = _thank(browser, "after")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said["integrity"] = cursor.fetchone()[0]
    said["there"] = sorted(str(found.value)[:40] for found in queries.everything_of(ana))
    print(json.dumps(said))


def _thank(browser, text: str) -> list:
    from django.urls import reverse

    answer = browser.post(reverse("together:thanks"), {"text": text, "audience": "me"})
    return [answer.status_code, answer.headers.get("Cache-Control", ""), answer.content.decode()]


@contextmanager
def _full(disk: Path):
    stone = disk / "stone"
    with stone.open("wb", buffering=0) as written:
        for size in (2**20, 2**12, 1):
            try:
                while True:
                    written.write(bytes(size))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    yield
    stone.unlink()


@contextmanager
def _read_only(disk: Path):
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
