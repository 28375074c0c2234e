import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.nearward.cli.conftest import SOURCE

from nearward.cli import main
from nearward.cli.commands import PLACES


@pytest.mark.parametrize("name", PLACES)
def test_every_command_of_the_list_is_there_and_tells_what_it_does(name, monkeypatch, tmp_path):
    monkeypatch.setenv("NEARWARD_DATA", str(tmp_path))
    command = main.get_command(None, name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str()


def test_an_unknown_command_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("NEARWARD_DATA", str(tmp_path))
    done = CliRunner().invoke(main, ["dance"])
    assert done.exit_code == 2
    assert "No such command 'dance'" in done.output


def test_the_list_needs_no_web_house_to_look_for_changes_in_a_table():
    code = "import sys, nearward.cli.notice; print('django.db' in sys.modules, 'uvicorn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=SOURCE, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
