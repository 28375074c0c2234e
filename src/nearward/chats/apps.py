"""Where this room begins to listen."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete


class ChatsConfig(AppConfig):
    name = "nearward.chats"

    def ready(self) -> None:
        from nearward.people.models import Session  # noqa: PLC0415 - models are not there earlier

        post_delete.connect(_session_ended, sender=Session, dispatch_uid="chats.session_ended")


def _session_ended(instance: Any, **_: object) -> None:
    """Put away what was at hand in a session, however it ended."""
    from nearward.chats.at_hand import folder, name_of, put_away  # noqa: PLC0415 - settings are not there earlier

    put_away(folder(), name_of(instance.session_key))
