import pytest

pytestmark = pytest.mark.faults


def test_the_settings_in_force_are_told(run, made):
    done = run("check-config", NEARWARD_HOST="near.example")
    assert done.returncode == 0, done.stderr
    assert str(made) in done.stdout
    assert "SQLite 3." in done.stdout
    assert "near.example" in done.stdout
    assert "All is well." in done.stdout


def test_no_secret_is_told_with_them(run, made):
    said = run("check-config")
    assert (made / "keys" / "secret-key").read_text().strip() not in said.stdout + said.stderr


def test_commands_of_django_are_at_hand(run):
    done = run("manage", "showmigrations", "--plan")
    assert done.returncode == 0, done.stderr
    assert "people.0001_initial" in done.stdout
