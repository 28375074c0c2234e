import sqlite3
import zipfile

import pytest

from nearward_dialogue import BrokenFile, Kind, SeveralChats, TooLarge, read
from nearward_dialogue.readers import imessage
from nearward_dialogue.readers._imessage_row import message_of

ROW = {"text": "hi", "date": 700_000_000_000_000_000, "handle_id": 1}


@pytest.mark.parametrize("count", [700_000_000, 700_000_000_000, 700_000_000_000_000, 700_000_000_000_000_000])
def test_a_time_may_be_counted_in_any_part_of_a_second(count):
    assert message_of(ROW | {"date": count}).time == 1_678_307_200


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"associated_message_type": 2001}, Kind.REACTION),
        ({"associated_message_type": 3001}, Kind.REACTION),
        ({"item_type": 1}, Kind.SYSTEM),
        ({"date_retracted": 1}, Kind.DELETED),
        ({"text": None, "balloon_bundle_id": "com.apple.messages.Polls"}, Kind.POLL),
        ({"text": "\ufffc", "balloon_bundle_id": None}, Kind.MEDIA),
        ({"text": None, "associated_message_type": 1000}, Kind.MEDIA),
        ({"text": None}, Kind.EMPTY),
        ({}, Kind.TALK),
    ],
)
def test_a_row_is_of_its_kind(more, kind):
    assert message_of(ROW | more).kind == kind


@pytest.mark.parametrize("date", [None, "now", 10**40, float("inf")])
def test_a_row_without_a_time_says_so(date):
    assert "time" in message_of(ROW | {"date": date})


@pytest.fixture
def database(tmp_path):
    made = sqlite3.connect(tmp_path / "chat.db")
    made.executescript(
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);"
        "CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, style INTEGER, chat_identifier TEXT, display_name TEXT);"
        "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, handle_id INT, date INT, is_from_me INT);"
        "CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);"
        "INSERT INTO handle VALUES (1, 'ben@example.org'), (2, 'cleo@example.org');"
        "INSERT INTO chat VALUES (1, 45, 'ben@example.org', NULL), (2, 45, 'cleo@example.org', NULL);"
        "INSERT INTO message VALUES (1, 'to ben', 0, 1000, 1), (2, 'from ben', 1, 2000, 0), (3, 'cleo', 2, 3000, 0);"
        "INSERT INTO chat_message_join VALUES (1, 1), (1, 2), (2, 3);"
    )
    yield made
    made.close()


def test_several_conversations_are_asked_about(database, tmp_path):
    with pytest.raises(SeveralChats) as asked:
        read(tmp_path / "chat.db")
    assert asked.value.choices == (("ben@example.org", 2), ("cleo@example.org", 1))
    chat = read(tmp_path / "chat.db", chat="ben@example.org").chat
    assert [(chat.people[chat.sender[i]], chat.text(i)) for i in range(2)] == [
        ("Me", "to ben"),
        ("ben@example.org", "from ben"),
    ]


def test_a_database_of_something_else_is_refused(tmp_path):
    made = sqlite3.connect(tmp_path / "other.db")
    made.execute("CREATE TABLE bookmarks (id)")
    made.close()
    with pytest.raises(BrokenFile, match="not one of Messages"):
        read(tmp_path / "other.db")


def test_a_large_database_must_be_taken_out_of_its_zip(database, tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "chat.db", "chat.db")
    monkeypatch.setattr(imessage, "MOST_PACKED", 100)
    with pytest.raises(TooLarge, match="zip"):
        read(tmp_path / "a.zip")
