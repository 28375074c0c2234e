import pytest
from django.db import connection

from nearward.cli.database import bring_up_to_date


@pytest.mark.faults
def test_the_first_time_makes_everything_and_the_second_nothing(run):
    assert "The database is up to date" in run("migrate").stdout
    assert "(0 changes applied)" in run("migrate").stdout
    assert run("migrate", "--quiet").stdout == ""


@pytest.mark.faults
def test_a_database_that_does_not_answer_is_told_without_a_trace(run, tmp_path):
    done = run("migrate", NEARWARD_DATABASE_URL=f"postgres://ana:secret@/x?host={tmp_path}")
    assert done.returncode == 1
    assert "The database does not answer as it should" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.django_db(transaction=True)
def test_several_machines_on_one_server_migrate_one_after_the_other(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("this is about PostgreSQL")
    assert bring_up_to_date(tmp_path) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        assert cursor.fetchone()[0] == 0
