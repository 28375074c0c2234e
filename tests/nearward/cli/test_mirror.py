import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from click.testing import CliRunner

from nearward.cli.commands import main
from nearward.cli.mirror_words import TITLES
from nearward_dialogue.measures import measures


def export(weeks, slower_from=None, seed=5):
    """Lines of an export in which Ben answers within minutes, and from some week on within half an hour."""
    rng = np.random.default_rng(seed)
    lines, monday = [], datetime(2023, 1, 2, 9, tzinfo=UTC)
    for day in range(weeks * 7):
        at = monday + timedelta(days=day, minutes=float(rng.integers(0, 300)))
        median = 4 if slower_from is None or day < 7 * slower_from else 35
        for turn in range(8):
            lines.append(f"{at:%d/%m/%Y, %H:%M} - {('Ana', 'Ben')[turn % 2]}: how is it going there")
            at += timedelta(minutes=float(rng.lognormal(np.log(median if turn % 2 == 0 else 5), 0.6)))
    return "\n".join(lines) + "\n"


@pytest.fixture
def mirror(tmp_path):
    def look(text, *options, me="Ben"):
        file = tmp_path / "chat.txt"
        file.write_text(text)
        return CliRunner().invoke(main, ["mirror", str(file), "--me", me, *options])

    return look


def test_my_side_is_told_in_words(mirror):
    told = mirror(export(30)).output
    assert "Ben, with Ana: 840 of your messages in 30 weeks" in told
    assert "Your part of all messages" in told
    assert "50 in 100" in told
    assert "no verdict" in told


def test_answers_that_became_slower_are_told_with_their_beginning(mirror):
    found = json.loads(mirror(export(60, slower_from=40), "--json").output)
    (change,) = [one for one in found["changes"] if one["measure"] == "latency"]
    assert change["before"] < 420
    assert change["after"] > 1200
    assert "2023-09-18" <= change["since"] <= "2023-10-30"
    told = mirror(export(60, slower_from=40)).output
    assert "Your answers came after (the middle one): 4 minutes before" in told


def test_an_even_life_has_no_change(mirror):
    assert json.loads(mirror(export(60), "--json").output)["changes"] == []


def test_nothing_of_the_other_ones_side_is_told(mirror):
    found = json.loads(mirror(export(30), "--json").output)
    assert found["me"] == "Ben"
    assert found["messages"] == 840
    assert all(not isinstance(one["value"], list) for one in found["measures"])


def test_two_weeks_are_too_little(mirror):
    assert "too little to say more" in mirror(export(2)).output


def test_a_name_that_is_not_there_is_answered_with_those_that_are(mirror):
    refused = mirror(export(10), me="Bem")
    assert refused.exit_code == 2
    assert "“Ana” and “Ben”" in refused.output


def test_a_name_in_small_letters_will_do(mirror):
    assert "Ben, with Ana" in mirror(export(30), me="ben").output


def test_two_names_of_one_person_are_asked_about_by_name_and_joined(mirror):
    text = export(30).replace("- Ben: how is it going there", "- Ben (work): how is it going there", 40)
    asked = mirror(text)
    assert asked.exit_code == 2
    assert "“Ben (work)”" in asked.output
    assert "--same" in asked.output
    assert "840 of your messages" in mirror(text, "--same", "Ben (work)=Ben").output
    assert "NAME=NAME" in mirror(text, "--same", "Ben").output


def test_what_never_happened_is_told_without_a_range(mirror):
    line = next(line for line in mirror(export(30)).output.splitlines() if "word of thanks" in line)
    assert line.endswith("none of 840")


def test_nothing_is_left_behind(mirror, tmp_path):
    mirror(export(10))
    assert [one.name for one in tmp_path.rglob("*")] == ["chat.txt"]


def test_what_is_made_of_both_persons_words_is_not_told_to_one_alone(mirror):
    told = mirror(export(30), "--json").output
    for name in ("style_matching", "coordination", "dropped", "news_met", "plans_together"):
        assert f'"{name}"' not in told


def test_belittling_words_are_told_to_the_one_who_wrote_them_alone(mirror):
    text = export(30).replace("Ben: how is it going there", "Ben: you are so useless", 4)
    assert "4 of your messages used belittling words" in mirror(text).output
    assert json.loads(mirror(text, "--json").output)["cues"] == [{"name": "belittling", "messages": 4}]
    assert "belittling" not in mirror(text, me="Ana").output
    assert json.loads(mirror(text, "--json", me="Ana").output)["cues"] == []


def test_my_questions_and_whether_an_answer_came_are_told(mirror):
    text = export(30).replace("Ben: how is it going there", "Ben: why is it so?")
    told = {one["name"]: one["value"] for one in json.loads(mirror(text, "--json").output)["measures"]}
    assert (told["questions"], told["open_questions"]) == (100, 100)
    assert 85 < told["answered"] < 95  # the last question of an evening waits until the next day's talk


def test_dates_that_can_be_read_in_two_ways_are_asked_about(mirror):
    lines = [f"0{day}/0{day}/2023, 10:0{day} - {who}: hi" for day in (1, 2, 3) for who in ("Ana", "Ben")]
    asked = mirror("\n".join(lines[:2]).replace("01/01", "01/02"))
    assert asked.exit_code == 2
    assert "--order" in asked.output


def test_what_is_no_chat_is_refused_in_a_sentence(mirror):
    refused = mirror("dear diary\n")
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output


def test_every_measure_has_a_title():
    assert set(TITLES) == set(measures())


def test_words_are_counted_in_the_language_of_the_talk(mirror):
    german = export(30).replace("how is it going there", "danke dass du mir das so schön erklärt hast und wir fahren")
    thanks = [one for one in json.loads(mirror(german, "--json").output)["measures"] if one["name"] == "thanks"]
    assert thanks[0]["value"] == 100


def test_the_page_is_one_file_that_asks_for_nothing_else(mirror, tmp_path):
    page = mirror(export(60, slower_from=40), "--html").output
    assert page.startswith("<!doctype html>")
    assert "<style>" in page
    assert "Time until an answer" in page
    assert "What this cannot tell you" in page
    assert not re.search(r"<script|<link|<img|\ssrc=|url\(|@import|href=\"http", page)
    assert [one.name for one in tmp_path.rglob("*")] == ["chat.txt"]


def test_the_page_made_in_a_process_of_its_own_needs_no_house(tmp_path):
    file = tmp_path / "chat.txt"
    file.write_text(export(12))
    command = [sys.executable, "-m", "nearward.cli", "mirror", str(file), "--me", "Ben", "--html"]
    made = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"NEARWARD_DATA": str(tmp_path / "data")},
        check=True,
    )
    assert "What this cannot tell you" in made.stdout
    assert [one.name for one in tmp_path.rglob("*")] == ["chat.txt"]


def test_nothing_of_the_other_stands_on_the_page(mirror):
    page = mirror(export(30), "--html").output
    assert "Ana" not in page
    assert 'class="dot them"' not in page
    assert "line them" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_a_name_can_do_nothing_to_the_terminal(mirror):
    text = export(30).replace("- Ana:", "- A\x1b]0;mine\x07\u202en\x9ba:")
    for told in (mirror(text), mirror(text, me="Cleo")):
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(told.output)
        assert "Ben" in told.output


def test_the_hours_of_the_day_are_told_of_ones_own_side(mirror):
    found = json.loads(mirror(export(60), "--json").output)
    assert [each["hour"] for each in found["hours"]] == list(range(24))
    for each in found["hours"]:
        assert set(each) == {"hour", "value", "low", "high", "waits"}
        assert (each["value"] is None) == (each["waits"] < 20)
    assert json.loads(mirror(export(2), "--json").output)["hours"] == []
