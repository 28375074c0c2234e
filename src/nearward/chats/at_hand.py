"""The file of one visit, what was said of it and found in it, sealed under a key that only the browser has."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from os import utime
from pathlib import Path
from typing import BinaryIO, cast

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from nearward.kit.seal import Unreadable, seal, unseal
from nearward.kit.sealed_file import BLOCK, SealedFile
from nearward_dialogue.sources import Source

EXPORT, SAID, FOUND = "export", "said", "found"
PART = ".part"


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a file, and what its person answered so far to what it left open."""

    digest: str
    order: str = ""
    chat: str = ""
    same: Mapping[str, str] = field(default_factory=dict)
    me: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A file at hand. `name` is a digest of the session, `key` comes with each request."""

    folder: Path
    name: str
    key: bytes

    @property
    def said(self) -> Said:
        return msgspec.json.decode(self._open(SAID), type=Said)

    def keep_said(self, said: Said) -> None:
        self._keep(SAID, msgspec.json.encode(said))
        self._path(FOUND).unlink(missing_ok=True)

    @property
    def found(self) -> bytes | None:
        """What reading the file came to, as it was kept; None before that, and of a file before this one."""
        try:
            return self._open(FOUND)
        except (FileNotFoundError, Unreadable):
            return None

    def keep_found(self, found: bytes) -> None:
        """Keep what was found; where the file was put away meanwhile, or another is in its place, nothing stays.

        Raises Unreadable or FileNotFoundError then.
        """
        _ = self.said
        self._keep(FOUND, found)
        if not self._path(EXPORT).exists():
            self._path(FOUND).unlink(missing_ok=True)

    def source(self) -> Source:
        """The file, to be opened and read like any other."""
        with self._path(EXPORT).open("rb") as sealed:
            size = SealedFile(sealed, self.key).size
        return Source("the file", size, partial(_opened, self._path(EXPORT), self.key))

    def put_away(self) -> None:
        put_away(self.folder, self.name)

    def _path(self, part: str) -> Path:
        return self.folder / f"{self.name}.{part}"

    def _open(self, part: str) -> bytes:
        return unseal(self.key, self._path(part).read_bytes(), f"chats.visit:{self.name}:{part}")

    def _keep(self, part: str, plain: bytes) -> None:
        self._path(part).write_bytes(seal(self.key, plain, f"chats.visit:{self.name}:{part}"))


def _opened(path: Path, key: bytes) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(SealedFile(path.open("rb"), key), BLOCK))


def folder() -> Path:
    """Where files lie for the time of a visit; for the service's own account alone."""
    visits = Path(settings.DATA) / "visits"
    visits.mkdir(mode=0o700, parents=True, exist_ok=True)
    return visits


def name_of(session_key: str) -> str:
    """Return the name of a session's files; it tells nothing to somebody who reads the folder."""
    return salted_hmac("chats.visit", session_key).hexdigest()[:32]


def stays() -> timedelta:
    """How long a file stays at hand after it was last looked at."""
    return timedelta(minutes=settings.NEARWARD_CHAT_MINUTES)


def begin(request: HttpRequest, part: Path, key: bytes, digest: str, now: datetime) -> Visit:
    """Make an uploaded file the one at hand, in place of any other of this session; nothing stays if that has ended."""
    visit = Visit(folder(), name_of(request.session.session_key or ""), key)
    visit.put_away()
    visit.keep_said(Said(digest))  # first, so that whoever looks meanwhile finds a whole visit or none
    part.replace(visit.folder / f"{visit.name}.{EXPORT}")
    _touch(visit, now)
    if not request.session.exists(request.session.session_key or ""):  # ended elsewhere while the file came
        visit.put_away()
    return visit


def visit_of(request: HttpRequest, now: datetime) -> Visit | None:
    """Return the file that is at hand in this session; None where there is none, or its time is over."""
    name = name_of(request.session.session_key or "")
    visit = Visit(folder(), name, _key_in(request.COOKIES.get(cookie_name(), "")))
    path = visit.folder / f"{name}.{EXPORT}"
    if not path.exists():
        return None
    try:
        if _is_over(path, now):
            raise Unreadable
        _ = visit.said
    except (Unreadable, OSError):
        visit.put_away()
        return None
    _touch(visit, now)
    return visit


def hand_over(response: HttpResponse, visit: Visit) -> None:
    """Give the browser the key; it goes when the browser closes."""
    response.set_cookie(
        cookie_name(),
        base64.urlsafe_b64encode(visit.key).decode(),
        httponly=True,
        secure=settings.TLS,
        samesite="Strict",
    )


def take_back(response: HttpResponse) -> None:
    response.delete_cookie(cookie_name(), samesite="Strict")


def cookie_name() -> str:
    return "__Host-visit" if settings.TLS else "nearward-visit"


def put_away(where: Path, name: str) -> None:
    """Delete the files of one visit."""
    for part in (EXPORT, SAID, FOUND):
        (where / f"{name}.{part}").unlink(missing_ok=True)


def put_old_away(now: datetime) -> int:
    """Delete the files of every visit whose time is over, and what arrived and was never kept; return how many."""
    there = sorted(folder().iterdir())
    kinds = {f".{EXPORT}", f".{SAID}", PART}
    alive = {path.stem for path in there if path.suffix in kinds and not _is_over(path, now)}
    old = [path for path in there if path.stem not in alive]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _is_over(path: Path, now: datetime) -> bool:
    try:
        return path.stat().st_mtime < (now - stays()).timestamp()
    except FileNotFoundError:
        return False


def _touch(visit: Visit, now: datetime) -> None:
    at = now.timestamp()
    for part in (EXPORT, SAID, FOUND):
        path = visit.folder / f"{visit.name}.{part}"
        if path.exists():
            utime(path, (at, at))


def _key_in(cookie: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(cookie)
    except ValueError:
        key = b""
    return key if len(key) == 32 else bytes(32)
