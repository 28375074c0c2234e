"""One table for everything anybody writes: whose it is, for whom, and the sealed words or numbers."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from nearward.kit.seal import seal_json, unseal_json
from nearward.people.models import Pair, Person
from nearward.sharing.rules import SHARED, Audience


class Item(models.Model):
    """Something a person wrote: `kind` says which room's, `subject` which question, `day` which day it is about.

    Rooms never query this table; `sharing.queries` is the only way to it, and it starts from the viewer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    day = models.DateField()
    audience = models.CharField(max_length=10, choices=[(a, a) for a in Audience], default=Audience.ME)
    pair = models.ForeignKey(Pair, on_delete=models.SET_NULL, null=True, related_name="items")
    body = models.BinaryField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "kind", "subject", "day"], name="one_item_a_question_a_day"),
            models.CheckConstraint(
                condition=Q(audience__in=[a.value for a in SHARED]) | Q(pair__isnull=True),
                name="only_shared_items_have_a_pair",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["author", "kind", "day"])]

    @property
    def identity(self) -> str:
        """What the sealed body is bound to, so that a body moved to another row does not open."""
        return f"sharing.item:{self.id}:{self.author_id}:{self.kind}:{self.subject}:{self.day.isoformat()}"

    @property
    def present_audience(self) -> Audience:
        """Whom the item is for today: its author alone, once the pair that it was shared in has ended."""
        over = self.pair is not None and self.pair.ended_at is not None
        return Audience.ME if over else Audience(self.audience)

    def keep(self, value: Any, key: bytes) -> None:
        """Seal a JSON value into this row; does not save."""
        self.body = seal_json(key, value, self.identity)

    def open(self, key: bytes) -> Any:
        return unseal_json(key, self.body, self.identity)


class LedgerEntry(models.Model):
    """One line of a person's own log: what was done with their account and sharing, without content."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ledger")
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    item = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "at"])]
