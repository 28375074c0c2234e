"""The parts that pages are made of, as tags: `{% load shell %}`."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import get_template
from django.utils.dateformat import format as in_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

register = template.Library()

AUDIENCES = {
    "me": ("lock", gettext_lazy("Only you see this.")),
    "both": ("both", gettext_lazy("You see each other’s once both have answered.")),
    "us": ("us", gettext_lazy("You both see this.")),
    "therapist": ("therapist", gettext_lazy("You and your therapist see this.")),
}
TURNING = frozenset({"next", "back", "leave"})


@register.simple_tag
def icon(name: str, label: str | Promise = "") -> SafeString:
    """Draw one of our icons; without a label it is decoration and hidden from screen readers."""
    drawn = _drawn(name)
    if not label:
        return drawn
    return format_html('{}<span class="unseen">{}</span>', drawn, label)


@register.simple_block_tag(end_name="endcard")
def card(content: str, **named: Any) -> SafeString:
    """A sheet of paper: `kind` (notice, quiet, you, them, empty), `eyebrow`, `title`, `level` (2 or 3), `id`."""
    words = {"level": 2, "kind": "", **named, "content": content}
    return mark_safe(get_template("shell/parts/card.html").render(words))  # noqa: S308 - escaped there


@register.simple_tag
def audience(who: str, change: str = "") -> SafeString:
    """Say who sees the thing above, with a lock where it is its author alone; `change` is where to change it."""
    drawn, words = AUDIENCES[str(who)]
    link = format_html(' <a href="{}">{}</a>', change, _("Change")) if change else ""
    return format_html('<p class="audience">{}<span>{}</span>{}</p>', _drawn(drawn), words, link)


@register.simple_tag
def who(name: str, side: str = "you") -> SafeString:
    """A person's name with their dot: `side` is you or them."""
    kind = "dot them" if side == "them" else "dot"
    return format_html('<span class="who"><span class="{}"></span>{}</span>', kind, name)


@register.simple_tag
def own_languages() -> list[tuple[str, str]]:
    """Return every language with its name in its own words, whatever the page speaks."""
    return list(settings.LANGUAGES)


@register.filter
def day_in_words(day: datetime.date | None) -> str:
    """Return a day with its weekday as the reader's language writes it: Thursday, 12 March."""
    return in_format(day, pgettext("a day, in the letters of Django's date filter", "l, j F")) if day else ""


@register.inclusion_tag("shell/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is still missing in a form, with a way to each field."""
    found = [(field, field.errors) for field in form if field.errors]
    return {"general": form.non_field_errors(), "fields": found}


@register.inclusion_tag("shell/parts/pages.html")
def pages(page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Newer and older, nothing else."""
    return {"page": page, "parameter": parameter}


@register.inclusion_tag("shell/parts/empty.html")
def empty(title: str, words: str = "", href: str = "", action: str = "", level: int = 2) -> dict[str, Any]:
    """An empty place that says what will stand there, with one thing to do at most."""
    return {"title": title, "words": words, "href": href, "action": action, "level": level}


@cache
def _drawn(name: str) -> SafeString:
    source = str(get_template(f"shell/icons/{name}.svg").render()).strip()
    if name in TURNING:
        source = source.replace('class="icon"', 'class="icon turns"', 1)
    return mark_safe(source)  # noqa: S308 - our own files
