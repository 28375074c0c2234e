"""The same house on the servers that bigger hosts use: PostgreSQL and Redis, each a real one."""

import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
from tests.nearward.cli.conftest import PATIENCE

pytestmark = pytest.mark.faults


@pytest.fixture
def redis(tmp_path_factory) -> str:
    """The address of a Redis of our own, on a socket."""
    program = shutil.which("redis-server")
    if not program:
        pytest.skip("there is no redis-server on this machine")
    place = tmp_path_factory.mktemp("r")
    end = place / "end"
    command = [program, "--port", "0", "--unixsocket", str(end), "--dir", str(place), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        for _ in range(PATIENCE * 20):
            if end.exists():
                break
            time.sleep(0.05)
        yield f"unix://{end}"
        process.terminate()


def can_serve(address: str) -> bool:
    with urllib.request.urlopen(f"{address}readyz", timeout=PATIENCE) as page:
        return page.status == 200


def test_it_makes_and_serves_its_tables_on_postgresql(start, postgres, tmp_path):
    started = start("up", "--port", "0", NEARWARD_DATABASE_URL=postgres)
    assert can_serve(started.until("Nearward is at").split()[-1])
    assert not (tmp_path / "data" / "db.sqlite3").exists()
    with psycopg.connect(postgres) as connection:
        assert connection.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 10


def test_two_machines_may_start_on_one_postgresql_at_once(start, postgres, tmp_path):
    places = [str(tmp_path / name) for name in ("here", "there")]
    both = [start("up", "--port", "0", NEARWARD_DATABASE_URL=postgres, NEARWARD_DATA=place) for place in places]
    assert all(can_serve(each.until("Nearward is at").split()[-1]) for each in both)


def test_the_address_of_the_database_may_stand_in_a_file(run, postgres, tmp_path):
    (tmp_path / "address").write_text(f"{postgres}\n")
    done = run("check-config", NEARWARD_DATABASE_URL_FILE=str(tmp_path / "address"))
    assert "PostgreSQL" in done.stdout, done.stderr


def test_it_serves_with_a_cache_that_machines_share(start, made, redis):
    started = start("up", "--port", "0", NEARWARD_REDIS_URL=redis)
    assert can_serve(started.until("Nearward is at").split()[-1])
    started.process.send_signal(signal.SIGTERM)
    assert started.process.wait(PATIENCE) == 0
    assert Path(redis.removeprefix("unix://")).exists()


def in_cache(run, code, **more):
    done = run("manage", "shell", "-c", f"from django.core.cache import cache; print(cache.{code})", **more)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def test_what_one_machine_counts_in_the_shared_cache_another_finds_there(run, redis):
    assert in_cache(run, "add('tries', 3, 60)", NEARWARD_REDIS_URL=redis) == "True"
    assert in_cache(run, "incr('tries')", NEARWARD_REDIS_URL=redis) == "4"
    assert in_cache(run, "get('tries')") == "None"  # without it, each process counts for itself
