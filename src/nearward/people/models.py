"""People, the pair two of them make, and the code by which they make it."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from nearward.kit.codes import digest
from nearward.kit.composed import Composed
from nearward.kit.keyring import Ring, ring_at
from nearward.kit.seal import Unreadable, key_number, new_key, seal_json, unseal_json
from nearward.people.rules import DayRule, DayRules


class Person(AbstractUser):
    """Somebody with an account. What they wrote about themselves is sealed; staff see the account only."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    last_login = None  # when somebody was here is not kept

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    time_zone = models.CharField(max_length=64, default="UTC")
    day_starts = models.PositiveSmallIntegerField(_("my day begins at"), default=4)
    language = models.CharField(max_length=12, blank=True)
    theme = models.CharField(max_length=5, blank=True, choices=[("light", _("light")), ("dark", _("dark"))])
    profile = models.BinaryField(default=bytes)

    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(day_starts__lt=24), name="day_starts_is_an_hour")]

    @cached_property
    def content_key(self) -> bytes:
        """The key under which everything this person writes is sealed."""
        return person_key(self.pk).open()

    @cached_property
    def words(self) -> dict[str, str]:
        """What this person calls themself and their partner."""
        if not self.profile:
            return {}
        opened: dict[str, str] = unseal_json(self.content_key, self.profile, f"people.profile:{self.id}")
        return opened

    @property
    def called(self) -> str:
        return self.words.get("called") or self.username

    @property
    def partner_called(self) -> str:
        return self.words.get("partner_called") or str(_("your partner"))

    @property
    def shown_as(self) -> str:
        """What somebody else may read: the chosen name, never the user name, which is half of signing in."""
        return self.words.get("called") or str(_("somebody who has not said their name"))

    def keep_words(self, words: dict[str, str]) -> None:
        """Set, but do not yet save, what this person calls themself and their partner."""
        self.profile = seal_json(self.content_key, words, f"people.profile:{self.id}")
        self.words = words


class WrappedKey(models.Model):
    """A key that lies in the database wrapped by the ring, bound to its row."""

    bound_to: ClassVar[str]
    wrapped = models.BinaryField()

    class Meta:
        abstract = True

    @property
    def identity(self) -> str:
        """What the wrapping is bound to, so that a key moved to another row does not open."""
        return f"{self.bound_to}:{self.pk}"

    def make(self) -> None:
        """Keep a fresh key in this new row."""
        self.wrap(new_key())
        self.save(force_insert=True)
        if key_number(self.wrapped) not in ring().keys:  # the ring was turned, and its old key taken away, meanwhile
            raise Unreadable

    def wrap(self, key: bytes) -> None:
        """Wrap a key with the newest of the ring; does not save."""
        self.wrapped = ring().wrap(key, self.identity)

    def open(self) -> bytes:
        return ring().unwrap(self.wrapped, self.identity)


class PersonKey(WrappedKey):
    """A person's key. Deleting this row makes everything they wrote unreadable."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="kept_key")
    bound_to = "people.key"


_kept_keys = Composed(lambda who: PersonKey.objects.filter(person=who))


def person_key(who: uuid.UUID) -> PersonKey:
    """Return the kept key of a person, or raise `PersonKey.DoesNotExist` where they are gone."""
    found = _kept_keys(who)
    if not found:
        raise PersonKey.DoesNotExist
    return found[0]


def ring() -> Ring:
    return ring_at(Path(settings.NEARWARD_RING))


class Gone(models.Model):
    """A digest of something that was deleted, so that a backup that is brought back does not bring it back."""

    mark = models.CharField(max_length=64, primary_key=True)

    class Meta:
        verbose_name_plural = "gone"


class Session(AbstractBaseSession):
    """A device on which somebody is signed in. It knows the kind of browser, and neither place nor address."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField(null=True)

    @property
    def reference(self) -> str:
        """A name for the session that may stand in a page: whoever has it cannot use the session."""
        return salted_hmac("people.session", self.session_key).hexdigest()[:20]


class LedgerEntry(models.Model):
    """One line of a person's own log: what was done with their account and sharing, without content."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ledger")
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    item = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "at"])]


DAY_COLUMNS = ("day_zone", "day_starts", "next_day_zone", "next_day_starts", "next_day_from")


def day_rules_of(
    zone: str, starts: int, next_zone: str, next_starts: int | None, next_from: datetime | None
) -> DayRules:
    """Return what these columns of a pair say: when the couple's day begins, now and from a chosen instant on."""
    present = DayRule(zone, starts)
    if next_from is None or next_starts is None:
        return DayRules(present)
    return DayRules(present, DayRule(next_zone, next_starts), next_from)


class Pair(models.Model):
    """One time that two people were linked. Linking again makes another row, in which nothing old returns."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day_zone = models.CharField(max_length=64)
    day_starts = models.PositiveSmallIntegerField(default=4)
    next_day_zone = models.CharField(max_length=64, blank=True)
    next_day_starts = models.PositiveSmallIntegerField(null=True)
    next_day_from = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(day_starts__lt=24), name="pair_day_starts_is_an_hour"),
            models.CheckConstraint(condition=Q(next_day_starts__lt=24), name="pair_next_day_starts_is_an_hour"),
        ]

    def keep_day_rules(self, rules: DayRules) -> None:
        """Set, but do not yet save, when the couple's day begins."""
        self.day_zone, self.day_starts = rules.present.zone, rules.present.starts
        following = rules.following
        self.next_day_zone = following.zone if following else ""
        self.next_day_starts = following.starts if following else None
        self.next_day_from = rules.from_then

    def end(self, now: datetime) -> None:
        """End the pair for both, at once: what each wrote stays theirs; the key of what they owned together goes."""
        self.ended_at = now
        self.save(update_fields=["ended_at"])
        self.memberships.update(active=False, paused_at=None)
        PairKey.objects.filter(pair=self).delete()


class PairKey(WrappedKey):
    """The key of what two people own together. It goes with their link; what it sealed is unreadable then."""

    pair = models.OneToOneField(Pair, on_delete=models.CASCADE, primary_key=True, related_name="kept_key")
    bound_to = "people.pair-key"


class Membership(models.Model):
    """One person's half of a pair."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    active = models.BooleanField(default=True)
    paused_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pair", "person"], name="once_in_a_pair"),
            models.UniqueConstraint(fields=["person"], condition=Q(active=True), name="one_pair_at_a_time"),
        ]


class Invitation(models.Model):
    """A code shown on one screen and typed on the other; a pair is made when both have said yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inviter = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="invitation")
    taker = models.OneToOneField(Person, on_delete=models.CASCADE, null=True, related_name="taken_invitation")
    code_digest = models.CharField(max_length=64, unique=True)
    code_shown = models.BinaryField()
    expires_at = models.DateTimeField()
    inviter_agreed = models.BooleanField(default=False)
    taker_agreed = models.BooleanField(default=False)

    def keep_code(self, code: str, secret: str) -> None:
        """Set, but do not yet save, a code: findable by its digest, readable by the one who shows it."""
        self.code_digest = digest(code, secret)
        self.code_shown = seal_json(self.inviter.content_key, code, f"people.invitation:{self.id}")

    def open_code(self) -> str:
        """Return the code as the inviter's screen shows it."""
        code: str = unseal_json(self.inviter.content_key, self.code_shown, f"people.invitation:{self.id}")
        return code


class CodeTry(models.Model):
    """One time that somebody typed a code, kept for an hour to slow down guessing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="code_tries")
    at = models.DateTimeField()
