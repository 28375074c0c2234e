import json

import pytest

from nearward_dialogue import Flag, Kind, SeveralChats, read
from nearward_dialogue.readers import instagram, messenger
from nearward_dialogue.readers._meta import words


def thread(*messages, people=("Ana", "Ben"), **around):
    lines = [
        {"sender_name": "Ana", "timestamp_ms": 1_700_000_000_000 - 1000 * k} | each for k, each in enumerate(messages)
    ]
    return json.dumps({"participants": [{"name": name} for name in people], "messages": lines} | around).encode()


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ({"content": "hi"}, Kind.TALK),
        ({"content": " "}, Kind.EMPTY),
        ({}, Kind.EMPTY),
        ({"sticker": {"uri": "x"}}, Kind.MEDIA),
        ({"photos": []}, Kind.EMPTY),
        ({"gifs": [{"uri": "x"}]}, Kind.MEDIA),
        ({"content": "Ben hat einen Anhang gesendet."}, Kind.MEDIA),
        ({"content": "Hat mit \u00e2\u009d\u00a4 auf deine Nachricht reagiert "}, Kind.REACTION),
        ({"content": "Reaccion\u00c3\u00b3 con \u00e2\u009d\u00a4 a tu mensaje "}, Kind.REACTION),
        ({"content": "I reacted badly, sorry"}, Kind.TALK),
        ({"content": "x", "is_unsent": True}, Kind.DELETED),
        ({"content": "Ben left", "type": "Unsubscribe"}, Kind.SYSTEM),
        ({"call_duration": 0, "missed": True}, Kind.CALL),
    ],
)
def test_a_message_is_of_its_kind(message, kind):
    assert Kind(read(thread(message, {"content": "then"})).chat.kind[1]) == kind


def test_a_missed_call_and_a_voice_note_are_marked():
    chat = read(thread({"type": "Call", "missed": True}, {"audio_files": [{"uri": "a"}]}, {"content": "x"})).chat
    assert [int(flags) for flags in chat.flags] == [0, Flag.VOICE, Flag.MISSED]


def test_words_of_a_message_taken_back_are_not_opened():
    chat = read(thread({"content": "secret", "is_unsent": True}, {"content": "then"})).chat
    assert chat.text(1) == ""


def test_a_folder_of_several_conversations_is_asked_about(tmp_path):
    for name in ("ben_1", "cleo_2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "message_1.json").write_bytes(thread({"content": name}, title=name, thread_path=name))
    with pytest.raises(SeveralChats) as asked:
        read(tmp_path)
    assert asked.value.choices == (("ben_1", 1), ("cleo_2", 1))
    assert read(tmp_path, chat="cleo_2").chat.text(0) == "cleo_2"


def test_the_folder_or_the_content_tells_the_two_messengers_apart():
    bare = thread({"content": "x"})
    assert messenger.looks_like(bare, "your_facebook_activity/message_1.json") > instagram.looks_like(
        bare, "message_1.json"
    )
    assert instagram.looks_like(bare, "your_instagram_activity/message_1.json") > messenger.looks_like(
        bare, "message_1.json"
    )
    assert messenger.looks_like(b"{this is not: valid json", "message_1.json") == 0


def test_words_never_raise_whatever_the_bytes():
    assert words(b'"\\ud83d \xff') == '"\\ud83d �'
    assert words(b"7") == ""
