"""What is kept of doing things beside what people write, which are items of `sharing`."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import models

from nearward.kit.seal import seal_json, unseal_json
from nearward.people.models import Person


class Feed(models.Model):
    """The address at which somebody's calendar may be fetched without signing in: findable by its digest alone."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    token_sealed = models.BinaryField()
    made_at = models.DateTimeField()

    @classmethod
    def digest_of(cls, token: str) -> str:
        """Return what is stored of a token; it has 256 bits of chance, so a plain hash cannot be guessed back."""
        return hashlib.sha256(token.encode()).hexdigest()

    def renew(self, now: datetime) -> None:
        """Set, but do not yet save, a fresh address; the one before it leads nowhere from then on."""
        token = secrets.token_urlsafe(32)
        self.digest, self.made_at = self.digest_of(token), now
        self.token_sealed = seal_json(self.person.content_key, token, self._identity)

    def open_token(self) -> str:
        """Return the token as its owner's page shows it."""
        token: str = unseal_json(self.person.content_key, self.token_sealed, self._identity)
        return token

    @property
    def _identity(self) -> str:
        return f"practice.feed:{self.person_id}"
