from datetime import date

import pytest

from nearward.cli.why import derivation
from nearward.practice import actions
from nearward.practice.moments import Wish
from nearward_library import library

TODAY = date(2026, 3, 12)


@pytest.mark.faults
def test_of_real_people_nothing_is_told(run, made):
    done = run("why", "--person", "Ana")
    assert done.returncode == 1
    assert "What real people are offered is theirs." in done.stderr
    assert done.stdout == ""


@pytest.mark.faults
def test_in_the_demo_everything_is_told_and_real_data_is_not_touched(run, made):
    asked = ("why", "--person", "Ana", "--demo")
    assert "There is no demo in " in run(*asked).stderr
    into = {"NEARWARD_DATA": str(made / "demo"), "NEARWARD_DEMO": "yes"}
    for command in ("migrate", "fill-demo"):
        assert run(command, **into).returncode == 0
    told = run(*asked)
    assert told.returncode == 0, told.stderr
    assert "What is looked at for Ana" in told.stdout
    assert all(name in told.stdout for name in library().practices)
    assert "There is nobody called Cleo" in run("why", "--person", "Cleo", "--demo").stderr


def test_the_derivation_holds_every_practice_with_what_was_counted(ana, now):
    actions.wish_for(ana, Wish.QUIET, TODAY, now)
    actions.look_into(ana, [], ["devices"], TODAY, now)
    actions.take_up(ana, "savour", TODAY, now)
    lines = list(derivation(ana, TODAY))
    assert all(any(f" {name} " in line for line in lines) for name in library().practices)
    assert any("cause devices +7.0" in line for line in lines)
    assert any("held back: the gate is closed" in line for line in lines)
    assert any("savour 2026-03-12" in line for line in lines)
