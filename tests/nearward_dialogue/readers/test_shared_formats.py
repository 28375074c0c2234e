"""The exports that other projects test with yield what their manifest states; they lie beside the project."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nearward_dialogue import DialogueError, GroupChat, read
from nearward_dialogue.reading import read_any
from nearward_dialogue.shapes import Ask, Kind

CHATS = Path(__file__).parents[4] / "shared" / "data" / "chats"
MANIFEST = CHATS / "manifest.csv"


def rows():
    if not MANIFEST.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="the data folder beside the project is absent"))]
    with MANIFEST.open(newline="", encoding="utf-8") as handle:
        return [
            pytest.param(row, id=row["file"].replace("/", "·"))
            for row in csv.DictReader(handle)
            if row["platform"] != "WhatsApp"
        ]


@pytest.mark.shared
@pytest.mark.parametrize("row", rows())
def test_a_peers_sample_yields_what_its_manifest_states(row):
    path = CHATS / row["file"]
    if row["expected_entries_incl_system"] == "error":
        with pytest.raises(DialogueError):
            read(path)
        return
    if "3 participants" in row["expected_authors"]:
        with pytest.raises(GroupChat):
            read(path)
        return
    reading = read_any(path, Ask())
    chat = reading.chat
    assert reading.bad == ()
    assert len(chat) > 0
    if wanted := row["expected_entries_incl_system"]:
        assert len(chat) == int(wanted)
    if wanted := row["expected_authors"]:
        assert set(chat.people) == set(wanted.split("|"))
    for i, wanted in ((0, row["first_timestamp"]), (-1, row["last_timestamp"])):
        if wanted:
            at = datetime.fromtimestamp(int(chat.time[i]), UTC)
            assert at.isoformat().removesuffix("+00:00") == wanted


@pytest.mark.shared
@pytest.mark.parametrize("row", rows()[:1])
def test_the_parts_of_a_conversation_are_put_in_the_order_of_time(row):
    chat = read(CHATS / "msgvault" / "fbmessenger" / "json_multifile").chat
    assert [chat.text(i)[8] for i in range(4)] == list("ABCD")


@pytest.mark.shared
@pytest.mark.parametrize("row", rows()[:1])
def test_a_message_taken_back_is_deleted_and_double_encoding_is_mended(row):
    chat = read_any(next(CHATS.rglob("alice_1.json")), Ask()).chat
    assert chat.text(1) == "café time?"
    assert chat.kind[3] == Kind.DELETED
