"""What is kept of the minute beside the answers, which are items of `sharing`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nearward.checkins.rules import Choices, choices_from_json, choices_to_json
from nearward.kit.seal import seal_json, unseal_json
from nearward.people.models import Person


class KeptChoices(models.Model):
    """What one person wants to be asked, when, and who sees it; sealed, for it says much about them."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    body = models.BinaryField()

    def keep(self, choices: Choices) -> None:
        """Seal the choices into this row; does not save."""
        self.body = seal_json(self.person.content_key, choices_to_json(choices), self._identity)

    def open(self) -> Choices:
        return choices_from_json(unseal_json(self.person.content_key, self.body, self._identity))

    @property
    def _identity(self) -> str:
        return f"checkins.choices:{self.person_id}"


class Receipt(models.Model):
    """That an entry written offline has arrived, so that it counts once however often it is sent."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    entry = models.UUIDField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "entry"], name="an_entry_counts_once")]
