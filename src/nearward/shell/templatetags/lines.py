"""Lines to call, by country: the library's, and in their place the operator's own."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings

from nearward_library import BrokenEntry, library
from nearward_library.load import read_kind
from nearward_library.schema import Country

register = template.Library()
OWN = "help-lines"
"""The folder in the data folder where an operator puts a country's file to replace ours."""


@register.inclusion_tag("shell/parts/help_lines.html")
def help_lines(*about: str) -> dict[str, Any]:
    """List the lines that are about any of these things, country by country; without any, all of them."""
    listed = [
        (country, [line for line in country.lines if not about or line.about in about]) for country in countries()
    ]
    return {
        "countries": [(country, lines) for country, lines in listed if lines],
        "checked": min((country.checked for country, lines in listed if lines and country.checked), default=None),
        "all_checked": all(country.checked for country, lines in listed if lines),
    }


@cache
def countries() -> tuple[Country, ...]:
    """Return every country we know lines of; a broken file of the operator's is told in the log and left out."""
    return tuple(sorted({**library().lines, **_own(Path(settings.DATA))}.values(), key=lambda country: country.name))


def _own(data: Path) -> dict[str, Country]:
    try:
        return dict(read_kind(data, OWN, Country))
    except BrokenEntry as broken:
        logging.getLogger("nearward").warning("help-lines in the data folder cannot be used: %s", broken)
        return {}
