"""The minute as parts of other pages: its first question, and what readies a device for writing offline."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext

from nearward.checkins.forms import MinuteForm
from nearward.checkins.queries import Minute
from nearward.kit.envelope import key_in, owner_word
from nearward.people.queries import bond_of

register = template.Library()


@register.simple_tag(takes_context=True)
def first_question(context: RequestContext, minute: Minute) -> MinuteForm | None:
    """Return a form with the first question that has no answer yet; it says of every answer who sees it."""
    person = context["request"].user
    if minute.first is None:
        return None
    return MinuteForm(questions=[minute.first], bond=bond_of(person), partner_called=person.partner_called)


@register.inclusion_tag("checkins/_sending.html", takes_context=True)
def sending(context: RequestContext) -> dict[str, Any]:
    """Ready this device for writing without a connection, and send what waits on it."""
    return {
        "csrf_token": context.get("csrf_token"),
        "key": key_in(settings.DATA / "keys").told,
        "owner": owner_word(context["request"].user.pk, settings.SECRET_KEY),
    }
