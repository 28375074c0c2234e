"""The library in the language of whoever reads."""

from __future__ import annotations

from django.utils.translation import get_language

from nearward_library import Library
from nearward_library import library as library_in


def library() -> Library:
    """Return the library in the language in which the page is being made; `entry.language` tells where it is not."""
    return library_in(language=get_language() or "en")
