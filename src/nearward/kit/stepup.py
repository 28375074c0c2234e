"""Asking for the password, a passkey or a code once more, before what a glance at an unlocked phone must not allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

from nearward.kit.http import PersonRequest

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def after_step_up(view: View[P]) -> View[P]:
    """Let a view be reached only by somebody who has just shown again who they are; a form sent is not lost by it."""
    return cast("View[P]", reauthentication_required(view))
