"""Markup, put together so that nothing unescaped can get in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

Drawn = NewType("Drawn", str)


def element(name: str, *inside: Drawn, **attributes: str | float) -> Drawn:
    """Return an element. `class_` is written class, other underscores become dashes; values are escaped."""
    written = "".join(f' {_named(key)}="{_value(value)}"' for key, value in attributes.items())
    return Drawn(f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>")


def words(text: str) -> Drawn:
    """Return text, escaped."""
    return Drawn(escape(text))


def together(parts: Iterable[Drawn]) -> Drawn:
    """Return drawings one after the other."""
    return Drawn("".join(parts))


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _named(key: str) -> str:
    return {"class_": "class", "view_box": "viewBox"}.get(key, key.replace("_", "-"))


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)
