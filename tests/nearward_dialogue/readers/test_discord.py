import json

import pytest

from nearward_dialogue import BrokenFile, Kind, read

AROUND = {
    "guild": {"id": "0"},
    "channel": {"id": "9", "type": "DirectTextChat", "name": "ben"},
    "dateRange": {},
    "exportedAt": "x",
}


def export(*messages, **around):
    base = {
        "timestamp": "2024-03-01T20:00:00+00:00",
        "type": "Default",
        "content": "",
        "author": {"id": "1", "name": "ana"},
    }
    return json.dumps(AROUND | {"messages": [base | each for each in messages]} | around).encode()


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ({"content": "hi"}, Kind.TALK),
        ({"content": "hi", "author": {"id": "2", "name": "bot", "isBot": True}}, Kind.SYSTEM),
        ({"type": "RecipientAdd"}, Kind.SYSTEM),
        ({"type": "Call"}, Kind.CALL),
        ({"poll": {"question": "?"}}, Kind.POLL),
        ({"embeds": [{"title": "x"}]}, Kind.MEDIA),
        ({"stickers": [{"id": "1"}]}, Kind.MEDIA),
        ({"forwardedMessage": {"content": "x"}}, Kind.MEDIA),
        ({}, Kind.EMPTY),
    ],
)
def test_a_message_is_of_its_kind(message, kind):
    assert Kind(read(export(message)).chat.kind[0]) == kind


def test_the_parts_of_one_channel_are_one_chat(tmp_path):
    (tmp_path / "b [part 2].json").write_bytes(export({"content": "two", "timestamp": "2024-03-02T20:00:00Z"}))
    (tmp_path / "b.json").write_bytes(export({"content": "one"}))
    chat = read(tmp_path).chat
    assert [chat.text(i) for i in range(2)] == ["one", "two"]
    assert chat.people == ("ana",)


def test_an_export_that_lost_its_channel_is_refused():
    with pytest.raises(BrokenFile, match="no such export"):
        read(export({"content": "x"}, channel=None))
