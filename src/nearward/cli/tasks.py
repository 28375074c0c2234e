"""The worker: runs what pages leave behind, takes up what an earlier worker left unfinished, and the nightly work."""

from __future__ import annotations

import hashlib
import logging
import socket
import threading
import time
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connection
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from nearward.kit import clock, sqlite

NIGHTLY = ("nearward.noticing.jobs.refresh_all", "nearward.chats.jobs.end_what_is_over")
HERE = ("nearward.chats.jobs.put_away_old",)
"""What every machine does for itself at each look, without a queue."""

A_DAY = timedelta(hours=20)  # less than a day, so that a machine that sleeps at night still gets to it daily
LOOK_EVERY = 600.0  # seconds
TRIES = 3
KEPT_DAYS = 7
NOTHING: dict[str, Any] = {"args": [], "kwargs": {}}

logger = logging.getLogger(__name__)


class _Worker(Worker):
    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        super().run_task(db_task_result)
        forget_finished()


def forget_finished() -> None:
    """Keep nothing of what was done, and of what failed its kind alone.

    Whom it was for and when tells that somebody wrote something, and values in a trace may be what they wrote. Only
    the nightly work, which is for nobody in particular, stays, so that it is seen when it was last queued.
    """
    DBTaskResult.objects.filter(status="SUCCESSFUL").exclude(task_path__in=NIGHTLY).delete()
    DBTaskResult.objects.filter(status="FAILED").update(traceback="", args_kwargs=NOTHING)


def worker_for(name: str) -> Worker:
    for each in ("django_tasks", "django_tasks_db"):
        logging.getLogger(each).setLevel(logging.ERROR)
    return _Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


def own_name() -> str:
    """Return a name that this machine's worker keeps from one life to the next, and shares with no other."""
    place = f"{socket.gethostname()} {settings.DATA}"
    return hashlib.sha256(place.encode()).hexdigest()[:32]


def take_up(name: str) -> int:
    """Put back what this worker was at when it was killed; return how many tasks that were.

    Tasks can be run twice. One that was begun and killed too often is given up, since it may be what kills.
    """
    left = [task for task in DBTaskResult.objects.filter(status="RUNNING") if task.worker_ids[-1:] == [name]]
    for task in left:
        again = len(task.worker_ids) < TRIES
        task.status = "READY" if again else "FAILED"
        task.finished_at = None if again else clock.now()
        task.exception_class_path = "" if again else "builtins.InterruptedError"
        task.save(update_fields=["status", "finished_at", "exception_class_path"])
    return len(left)


def queue_nightly(now: datetime) -> list[str]:
    """Queue the nightly work that nobody has queued for a day, and tidy up; return what was queued."""
    queued = []
    for path in NIGHTLY:
        if not DBTaskResult.objects.filter(task_path=path, enqueued_at__gt=now - A_DAY).exists():
            import_string(path).enqueue()
            queued.append(path)
    if queued:
        call_command("prune_db_task_results", min_age_days=KEPT_DAYS, queue_name="*", verbosity=0)
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    forget_finished()
    sqlite.checkpoint(connection)
    return queued


def keep_nights() -> None:
    """Look for nightly work from now on, in a thread beside the worker."""
    threading.Thread(target=_keep_looking, daemon=True).start()


def _keep_looking() -> None:
    while True:
        close_old_connections()
        try:
            for path in HERE:
                import_string(path).call()
            queue_nightly(clock.now())
        except DatabaseError:
            logger.warning("The nightly work could not be queued; trying again in ten minutes.")
        finally:
            connection.close()
        time.sleep(LOOK_EVERY)
