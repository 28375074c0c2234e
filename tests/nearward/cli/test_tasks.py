from datetime import timedelta

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from nearward.cli import tasks

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


def test_old_results_are_forgotten_with_it(db, now):
    old = interrupted(NAME)
    DBTaskResult.objects.filter(pk=old.pk).update(status="SUCCESSFUL", finished_at=now - timedelta(days=400))
    tasks.queue_nightly(now)
    assert not DBTaskResult.objects.filter(pk=old.pk).exists()
