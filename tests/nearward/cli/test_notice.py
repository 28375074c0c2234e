import json

import pytest
from click.testing import CliRunner

from nearward.cli import main

HEADER = "couple,person,day,warmth,load\n"


def table(tmp_path, rows):
    file = tmp_path / "diary.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return str(file)


@pytest.fixture
def notice(monkeypatch, tmp_path):
    monkeypatch.setenv("NEARWARD_DATA", str(tmp_path / "data"))
    return lambda *arguments: CliRunner().invoke(main, ["notice", *arguments])


def steps(fall_on):
    """Ninety days of a person who stays, and of one who falls; the small waves repeat every seven days."""
    wave = (0, 1, -1, 2, 0, -2, 1)
    for day in range(1, 91):
        yield f"1,a,{day},{60 + wave[day % 7]},{30 + wave[day % 5]}"
        yield f"1,b,{day},{60 + wave[(day * 3) % 7] - (30 if day >= fall_on else 0)},{30 + wave[day % 6]}"


def test_a_fall_is_noticed_with_its_day_and_its_person(notice, tmp_path):
    given = ["--item", "warmth:0..100", "--closer", "warmth", "--item", "load:0..100", "--farther", "load"]
    done = notice(table(tmp_path, steps(fall_on=60)), *given, "--json")
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in done.stdout.splitlines()]
    first = next(each for each in found if "noticed_on" in each)
    assert first["person"] == "b"
    assert 60 <= int(first["noticed_on"]) <= 75
    assert found[-1].keys() >= {"couple", "state", "days"}
    assert not (tmp_path / "data").exists()


def test_a_bad_row_is_told_with_its_line_and_left_out(notice, tmp_path):
    done = notice(table(tmp_path, [*steps(fall_on=99), "1,a,never,1,2"]), "--item", "warmth:0..100")
    assert done.exit_code == 0
    assert "line 182" in done.stderr


@pytest.mark.parametrize("given", [["--item", "warmth"], ["--item", "warmth:9..1"], ["--closer", "nothing"]])
def test_a_table_or_option_that_cannot_be_used_ends_with_status_two(notice, tmp_path, given):
    done = notice(table(tmp_path, steps(fall_on=99)), *given)
    assert done.exit_code == 2
    assert done.stderr


def test_a_table_without_usable_columns_ends_with_status_two(notice, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    done = notice(str(file))
    assert done.exit_code == 2
    assert done.stderr


def test_a_table_that_is_not_there_ends_with_status_two(notice, tmp_path):
    done = notice(str(tmp_path / "nothing.csv"))
    assert done.exit_code == 2
    assert "nothing.csv" in done.stderr
