"""Whether the house stands, for whoever watches over it. Both answers are constant and tell nothing else."""

from __future__ import annotations

import logging
import shutil
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nearward.kit.seal import Unreadable
from nearward.people.models import PersonKey, ring

LEAST_ROOM = 64 * 1024 * 1024

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """What is in the way; written into the log, never into the answer."""


@require_safe
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    try:
        _look_at_database()
        _look_at_keys()
        _look_at_disk()
    except (NotReady, DatabaseError, Unreadable, OSError, ValueError) as problem:
        logger.warning("not ready: %s", problem if isinstance(problem, NotReady) else type(problem).__name__)
        return HttpResponse("not ready\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


def _look_at_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    _look_at_migrations()


@cache
def _look_at_migrations() -> None:
    """Look once: while this process runs, nothing that has been applied is taken back."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("the database waits for `nearward manage migrate`")


def _look_at_keys() -> None:
    some = PersonKey.objects.first()
    if some is not None:
        some.open()
    elif not ring().keys:
        raise NotReady("the ring of keys is empty")


def _look_at_disk() -> None:
    if shutil.disk_usage(settings.DATA).free < LEAST_ROOM:
        raise NotReady("the disk is nearly full")
