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

    def present_audience(self, open_pair: uuid.UUID | None) -> Audience:
        """Whom the item is for today: its author alone, unless the pair that it was shared in is open.

        It must not matter why that pair is not open: a pause by the other looks like the end.
        """
        return Audience.ME if self.audience in SHARED and self.pair_id != open_pair else Audience(self.audience)

    def keep(self, value: Any, key: bytes) -> None:
        """Seal a JSON value into this row; does not save."""
        self.body = seal_json(key, value, self.identity)

    def open(self, key: bytes) -> Any:
        return unseal_json(key, self.body, self.identity)


class Ours(models.Model):
    """Something that belongs to two people together and to neither alone, sealed under the key of their pair.

    It has no author, it is in nobody's copy, and it goes with the link. What must outlive the link is an item of each.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="owned")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    body = models.BinaryField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "ours"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pair", "kind", "subject"], name="one_of_ours_a_subject"),
        ]

    @property
    def identity(self) -> str:
        return f"sharing.ours:{self.id}:{self.pair_id}:{self.kind}:{self.subject}"

    def keep(self, value: Any, key: bytes) -> None:
        """Seal a JSON value into this row; does not save."""
        self.body = seal_json(key, value, self.identity)

    def open(self, key: bytes) -> Any:
        return unseal_json(key, self.body, self.identity)
