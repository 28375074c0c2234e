import json

import pytest

from nearward_dialogue import BrokenFile, GroupChat, Kind, NoMessages, SeveralChats, read
from nearward_dialogue.readers import telegram


def export(*messages, **around):
    lines = [
        {
            "type": "message",
            "date": "2024-01-01T10:00:00",
            "date_unixtime": "1704103200",
            "from_id": "user1",
            "from": "Ana",
        }
        | each
        for each in messages
    ]
    return json.dumps({"name": "Ben", "type": "personal_chat", "messages": lines} | around).encode()


def test_a_text_of_marked_pieces_is_one_text():
    chat = read(export({"text": ["see ", {"type": "bold", "text": "this"}, 7, {"type": "x"}, " "]})).chat
    assert chat.text(0) == "see this "


@pytest.mark.parametrize(
    "thing", ["photo", "file", "location_information", "contact_information", "dice", "game_title"]
)
def test_what_was_sent_without_words_is_media(thing):
    chat = read(export({"text": "", thing: {"a": 1}}, {"text": "", thing: None})).chat
    assert [Kind(kind) for kind in chat.kind] == [Kind.MEDIA, Kind.EMPTY]


def test_a_deleted_account_is_somebody():
    chat = read(export({"from": None, "text": "bye"})).chat
    assert (chat.people, chat.talk().tolist()) == (("user1",), [True])


def test_several_chats_are_asked_about():
    whole = {"chats": {"list": [json.loads(export({"text": "a"})), json.loads(export({"text": "b"}, name="Cleo"))]}}
    with pytest.raises(SeveralChats) as asked:
        read(json.dumps(whole).encode())
    assert asked.value.choices == (("Ben", 1), ("Cleo", 1))
    assert read(json.dumps(whole).encode(), chat="Cleo").chat.text(0) == "b"


def test_a_group_is_refused_unless_two_names_are_one_person():
    said = [{"text": "x", "from": name, "from_id": name} for name in ("Ana", "Ben", "Ben (work)")]
    with pytest.raises(GroupChat):
        read(export(*said))
    assert len(read(export(*said), same={"Ben (work)": "Ben"}).chat.people) == 2


def test_an_export_that_was_cut_off_says_so():
    whole = export({"text": "a" * 50}, {"text": "b"})
    for end in (len(whole) - 1, len(whole) - 10, len(whole) // 2):
        with pytest.raises(BrokenFile):
            read(whole[:end])


def test_an_export_without_messages_says_so():
    with pytest.raises(NoMessages):
        read(export())


def test_names_of_messengers_that_are_alike_do_not_mislead():
    assert telegram.looks_like(b'{"messages": [{"sender_name": "a", "timestamp_ms": 1}]}', "result.json") == 0
    assert telegram.looks_like(b'["type", "personal_chat"]', "result.json") == 0
