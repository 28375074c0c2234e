"""All that the ring wraps, wrapped with its newest key: keys of people and pairs, and secrets of second steps."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from nearward.kit.seal import Unreadable, key_number
from nearward.people.models import PairKey, PersonKey, WrappedKey, ring

AT_ONCE = 200
KEYS: tuple[type[WrappedKey], ...] = (PersonKey, PairKey)
SECRETS = ("secret", "seed", "migrated_codes")  # what allauth hands to the adapter to be sealed


def ring_file() -> Path:
    return Path(settings.NEARWARD_RING)


def can_read() -> bool:
    """Whether the tables are there at all, so that no new key is made for nothing."""
    try:
        wanted = {model._meta.db_table for model in (*KEYS, Authenticator)}
        return wanted <= set(connection.introspection.table_names())
    except DatabaseError:
        return False


def wrap_all_anew() -> int:
    """Wrap whatever an older key of the ring still wraps; return how much that was.

    A few rows at a time, each time whole or not at all; every row opens at every moment, with the old key or the new.
    """
    keys = sum(_wrap(kind, some) for kind in KEYS for some in _some(_old_keys(kind)))
    return keys + sum(_steps(some) for some in _some(_old_steps()))


def left_behind() -> bool:
    """Whether anything is still wrapped with an older key."""
    return any(_old_keys(kind) for kind in KEYS) or bool(_old_steps())


def _old_keys(kind: type[WrappedKey]) -> list[Any]:
    newest = ring().newest
    rows = kind._default_manager.values_list("pk", "wrapped").iterator()
    return [pk for pk, wrapped in rows if key_number(wrapped) != newest]


def _old_steps() -> list[Any]:
    return [
        step.pk for step in Authenticator.objects.iterator() if any(_is_old(each) for each in _sealed_in(step.data))
    ]


@transaction.atomic
def _wrap(kind: type[WrappedKey], some: list[Any]) -> int:
    rows = list(kind._default_manager.select_for_update().filter(pk__in=some))
    for row in rows:
        row.wrap(row.open())
        row.save(update_fields=["wrapped"])
    return len(rows)


@transaction.atomic
def _steps(some: list[Any]) -> int:
    rows = list(Authenticator.objects.select_for_update().filter(pk__in=some))
    for row in rows:
        for name in SECRETS:
            if name in row.data:
                row.data[name] = _anew(row.data[name])
        row.save(update_fields=["data"])
    return len(rows)


def _anew(value: Any) -> Any:
    if isinstance(value, list):
        return [_anew(each) for each in value]
    adapter = get_adapter()
    return adapter.encrypt(adapter.decrypt(value)) if _is_old(value) else value


def _sealed_in(data: dict[str, Any]) -> Iterator[Any]:
    for name in SECRETS:
        value = data.get(name, [])
        yield from value if isinstance(value, list) else [value]


def _is_old(value: Any) -> bool:
    try:
        return key_number(base64.b64decode(value, validate=True)) != ring().newest
    except (binascii.Error, TypeError, Unreadable):
        return False


def _some(rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
