"""Who may send a whole chat: somebody who is signed in, to the mirror. Asked before anything of it is taken."""

from __future__ import annotations

from importlib import import_module

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import close_old_connections
from django.http.cookie import parse_cookie
from django.urls import reverse

from nearward.kit.bodies import Scope


async def may_send_a_chat(scope: Scope) -> bool:
    if scope["path"] != reverse("chats:index"):
        return False
    cookies = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    session = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    return session is not None and await sync_to_async(_is_signed_in)(session)


def _is_signed_in(session: str) -> bool:
    close_old_connections()
    try:
        return SESSION_KEY in import_module(settings.SESSION_ENGINE).SessionStore(session)
    finally:
        close_old_connections()
