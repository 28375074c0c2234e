from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from nearward.cli import tasks
from nearward.noticing.jobs import refresh_one

pytestmark = pytest.mark.django_db

NAME = "a worker"


@task()
def count(number: int) -> int:
    return number + 1


@task()
def fail(words: str) -> None:
    raise ValueError(f"the person wrote {words}")


@pytest.fixture(autouse=True)
def _in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def interrupted(*workers: str) -> DBTaskResult:
    """A task that was being run by the last of these workers when it died."""
    kept = DBTaskResult.objects.get(pk=count.enqueue(1).id)
    kept.status, kept.worker_ids = "RUNNING", list(workers)
    kept.save()
    return kept


def test_what_a_killed_worker_was_at_is_taken_up_again(db):
    left = interrupted(NAME)
    assert tasks.take_up(NAME) == 1
    left.refresh_from_db()
    assert left.status == "READY"
    assert tasks.take_up(NAME) == 0


def test_what_another_worker_is_at_is_left_to_it(db):
    running = interrupted("another worker")
    assert tasks.take_up(NAME) == 0
    running.refresh_from_db()
    assert running.status == "RUNNING"


def test_what_was_killed_too_often_is_given_up(db, now):
    left = interrupted(NAME, NAME, NAME)
    tasks.take_up(NAME)
    left.refresh_from_db()
    assert left.status == "FAILED"
    assert left.finished_at is not None


def test_a_worker_keeps_its_name_from_one_life_to_the_next(settings, tmp_path):
    first = tasks.own_name()
    assert first == tasks.own_name()
    settings.DATA = tmp_path / "elsewhere"
    assert first != tasks.own_name()


def test_a_failure_keeps_its_kind_and_not_what_people_wrote(db):
    kept = DBTaskResult.objects.get(pk=fail.enqueue("a private word").id)
    worker = tasks.worker_for(NAME)
    worker.run_task(kept)
    kept.refresh_from_db()
    assert kept.status == "FAILED"
    assert kept.exception_class_path == "builtins.ValueError"
    assert "private" not in str(kept.traceback)


def test_nightly_work_is_queued_once_a_day(db, now):
    assert tasks.queue_nightly(now) == list(tasks.NIGHTLY)
    DBTaskResult.objects.update(enqueued_at=now)
    assert tasks.queue_nightly(now + timedelta(hours=19)) == []
    assert tasks.queue_nightly(now + timedelta(hours=21)) == list(tasks.NIGHTLY)


@pytest.mark.parametrize("status", ["SUCCESSFUL", "FAILED"])
def test_old_results_are_forgotten_with_it(db, now, status):
    old = interrupted(NAME)
    DBTaskResult.objects.filter(pk=old.pk).update(status=status, finished_at=now - timedelta(days=400))
    tasks.queue_nightly(now)
    assert not DBTaskResult.objects.filter(pk=old.pk).exists()


def all_kept() -> str:
    return str(list(DBTaskResult.objects.values()))


def test_what_was_done_for_somebody_is_forgotten_at_once(ana):
    kept = DBTaskResult.objects.get(pk=refresh_one.enqueue(person=str(ana.pk)).id)
    assert str(ana.pk) in all_kept()
    tasks.worker_for(NAME).run_task(kept)
    assert not DBTaskResult.objects.exists()


def test_what_failed_is_kept_without_whom_it_was_for(db):
    kept = DBTaskResult.objects.get(pk=fail.enqueue("a private word").id)
    assert "private" in all_kept()
    tasks.worker_for(NAME).run_task(kept)
    assert DBTaskResult.objects.get().status == "FAILED"
    assert "private" not in all_kept()


def test_what_a_killed_worker_had_done_is_forgotten_at_the_next_look(db, now):
    done = interrupted(NAME)
    DBTaskResult.objects.filter(pk=done.pk).update(status="SUCCESSFUL", finished_at=now)
    waiting = count.enqueue(1)
    tasks.queue_nightly(now)
    tasks.queue_nightly(now)
    assert not DBTaskResult.objects.filter(pk=done.pk).exists()
    assert DBTaskResult.objects.filter(pk=waiting.id).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="this is about SQLite's files")
def test_each_look_empties_the_log_of_the_database(ana, now):
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    if not log.exists():
        pytest.skip("this SQLite writes no log ahead")
    assert log.stat().st_size > 0
    tasks.queue_nightly(now)
    assert log.stat().st_size == 0


def test_that_the_nightly_work_was_done_is_remembered(db, now):
    tasks.queue_nightly(now)
    for each in DBTaskResult.objects.filter(task_path__in=tasks.NIGHTLY):
        tasks.worker_for(NAME).run_task(each)
    DBTaskResult.objects.update(enqueued_at=now)
    assert tasks.queue_nightly(now + timedelta(hours=1)) == []
