"""What was noticed for one person, sealed under that person's key; and from which inputs it was worked out."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from nearward.kit.seal import seal_json, unseal_json
from nearward.noticing.rules import Finding, finding_from, finding_to
from nearward.people.models import Person


class Watch(models.Model):
    """The digest of all that a person's notices were worked out from; when it no longer fits, they are made anew.

    `body` says, sealed, whether there was enough of the person's own days to say anything.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="watch")
    basis = models.CharField(max_length=64)
    body = models.BinaryField()

    class Meta:
        verbose_name_plural = "watches"

    def keep(self, *, enough: bool, key: bytes) -> None:
        """Seal whether there is enough to say; does not save."""
        self.body = seal_json(key, {"enough": enough}, f"noticing.watch:{self.person_id}")

    def is_enough(self, key: bytes) -> bool:
        return bool(unseal_json(key, self.body, f"noticing.watch:{self.person_id}")["enough"])


class Notice(models.Model):
    """One change, told to one person and to nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    raised_on = models.DateField()
    body = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "raised_on"])]

    @property
    def identity(self) -> str:
        """What the sealed body is bound to, so that a body moved to another row does not open."""
        return f"noticing.notice:{self.id}:{self.person_id}"

    def keep(self, finding: Finding, key: bytes) -> None:
        """Seal a finding into this row; does not save."""
        self.raised_on = finding.raised_on
        self.body = seal_json(key, finding_to(finding), self.identity)

    def open(self, key: bytes) -> Finding:
        kept: dict[str, Any] = unseal_json(key, self.body, self.identity)
        return finding_from(kept)
