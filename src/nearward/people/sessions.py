"""Signed-in devices, kept so that their person can see them and end each one. No address is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from nearward.people.models import Session

DEVICE = "device"
BEGUN = "begun"


class SessionStore(DatabaseStore):
    """Django's sessions in the database, each of which also says whose it is, and on what it was begun, and when."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        return self._told_of(super().create_model_instance(data), data)  # type: ignore[arg-type]

    async def acreate_model_instance(self, data: Mapping[str, Any]) -> Session:
        return self._told_of(await super().acreate_model_instance(data), data)  # type: ignore[arg-type]

    @staticmethod
    def _told_of(session: Session, data: Mapping[str, Any]) -> Session:
        session.person_id = data.get(SESSION_KEY)
        session.device = data.get(DEVICE, "")
        session.begun_at = data.get(BEGUN)
        return session
