"""Typed readers of environment variables.

Every variable may also be given as a file: `NAME_FILE=/run/secrets/name` means "the value is what stands in
that file", so that a secret needs to stand neither in a unit file nor in a process list.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})
LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Url:
    """An address from the environment, in its parts; neither password nor whole text show in its repr."""

    scheme: str
    host: str
    port: int | None
    user: str
    password: str = field(repr=False)
    path: str
    query: Mapping[str, str]
    text: str = field(repr=False)


def text(name: str, default: str = "") -> str:
    value = _given(name)
    return default if value is None else value


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Read a list separated by commas."""
    value = _given(name)
    if value is None:
        return list(default)
    return [part for part in (piece.strip() for piece in value.split(",")) if part]


def flag(name: str, *, default: bool = False) -> bool:
    value = _given(name)
    if value is None:
        return default
    word = value.lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ImproperlyConfigured(f"{name} is a switch: please write yes or no.")


def number(name: str, default: int, *, low: int | None = None, high: int | None = None) -> int:
    value = _given(name)
    if value is None:
        return default
    try:
        read = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is a whole number: please write digits only.") from None
    if (low is not None and read < low) or (high is not None and read > high):
        raise ImproperlyConfigured(f"{name} is {read}; please choose {_range(low, high)}.")
    return read


def path(name: str, default: Path) -> Path:
    """Read a file or folder name; `~` and names relative to the current folder are made absolute."""
    value = _given(name)
    chosen = default if value is None else Path(value)
    try:
        return chosen.expanduser().absolute()
    except RuntimeError:
        raise ImproperlyConfigured(f"{name} starts with ~, but there is no home folder here.") from None


def url(name: str, *, schemes: tuple[str, ...]) -> Url | None:
    """Read an address such as `postgres://user:password@host/name`; None when the variable is not set."""
    value = _given(name)
    if value is None:
        return None
    form = f"{name} is an address such as {schemes[0]}://user:password@host:port/name."
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{form} Please look at the part after the @ again.") from None
    if parts.scheme not in schemes:
        raise ImproperlyConfigured(f"{form} Please begin it with {' or '.join(f'{s}://' for s in schemes)}.")
    return _url(parts, port, value)


def _url(parts: SplitResult, port: int | None, whole: str) -> Url:
    return Url(
        scheme=parts.scheme,
        host=unquote(parts.hostname or ""),
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        path=unquote(parts.path.lstrip("/")),
        query=dict(parse_qsl(parts.query)),
        text=whole,
    )


def _given(name: str) -> str | None:
    """Return the stripped value, or None where it is absent or empty."""
    value = os.environ.get(name, "").strip()
    file = os.environ.get(f"{name}_FILE", "").strip()
    if value and file:
        raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set; please keep one of them.")
    return value or (_content(f"{name}_FILE", Path(file)) if file else None)


def _content(name: str, file: Path) -> str | None:
    try:
        with file.open(encoding="utf-8") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} names a file that cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{name} names a file that is not text.") from None
    if len(content) > LARGEST_FILE:
        raise ImproperlyConfigured(f"{name} names a file that is too long for one value.")
    if not content.strip():
        raise ImproperlyConfigured(f"{name} names a file that is empty.")
    return content.strip()


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return f"{high} or less"
    return f"{low} or more" if high is None else f"a number from {low} to {high}"
