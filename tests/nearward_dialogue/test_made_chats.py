"""A made-up chat whose exact counts are known from its making, read and counted as a whole."""

import json

import numpy as np
import pytest
from bench.dialogue_made import PEOPLE, write
from bench.dialogue_run import found_in

from nearward_dialogue import read
from nearward_dialogue.readers import _whatsapp_scan as scan


@pytest.mark.parametrize("style", ["android", "ios"])
@pytest.mark.parametrize("block", [5_000, 1 << 20])
def test_every_count_of_a_made_up_chat_is_found(tmp_path, monkeypatch, style, block):
    monkeypatch.setattr(scan, "BLOCK", block)
    monkeypatch.setattr(scan, "KEPT", 2_000)
    path = tmp_path / "chat.txt"
    write(path, 3000, style, seed=3)
    truth = json.loads(path.with_suffix(".truth.json").read_text())
    found = found_in(path, tmp_path, None)
    assert {name: found.get(name, 0) for name in truth if name in ("words", "emoji", "edited") or " " in name} == {
        name: count for name, count in truth.items() if name in ("words", "emoji", "edited") or " " in name
    }
    assert found.get(" SYSTEM", 0) == truth.get("SYSTEM", 0)


def test_the_same_seed_makes_the_same_chat_and_its_first_and_last_minute_are_read(tmp_path):
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, 3000, "android", seed=5)
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()
    truth = json.loads((tmp_path / "a.truth.json").read_text())
    chat = read(tmp_path / "a.txt").chat
    assert set(chat.people) == set(PEOPLE)
    for second, said in ((chat.time[0], truth["first"]), (chat.time[-1], truth["last"])):
        day, clock = str(np.datetime64(int(second), "s")).split("T")
        assert said.startswith("/".join(reversed(day.split("-"))) + ", " + clock[:5])
