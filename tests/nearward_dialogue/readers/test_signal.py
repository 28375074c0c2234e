import json

import pytest

from nearward_dialogue import Flag, Kind, read
from nearward_dialogue.readers import signal, signal_markdown

WHATSAPP_IN_SWEDEN = "[2024-06-01 14:00:00] Ana: \u200eMessages and calls are end-to-end encrypted.\n"


def line(**more):
    given = {
        "date": "2024-06-01T14:00:00",
        "sender": "Ben",
        "body": "hi",
        "quote": "",
        "reactions": [],
        "attachments": [],
    }
    return json.dumps(given | more).encode() + b"\n"


def test_a_line_that_is_no_object_is_bad_and_the_rest_is_read():
    reading = read(line() + b"not json\n" + line(body="then"))
    assert [reading.chat.text(i) for i in range(2)] == ["hi", "then"]
    assert reading.bad_lines == 1


@pytest.mark.parametrize(
    ("body", "kind", "flags", "words"),
    [
        ("hi", Kind.TALK, Flag.NONE, "hi"),
        ("", Kind.EMPTY, Flag.NONE, ""),
        ("> a\n> b\n\nhi\nyou", Kind.TALK, Flag.REPLY, "hi\nyou"),
        ("> typed by hand", Kind.TALK, Flag.NONE, "> typed by hand"),
        ("![a.png](./media/a.png)  [b.pdf](./media/b.pdf)  ", Kind.MEDIA, Flag.NONE, ""),
        ("hi\n(- Ana: 🙂, Ben: ❤️ -)", Kind.TALK, Flag.REACTED, "hi"),
        ("(- hi -)", Kind.TALK, Flag.NONE, "(- hi -)"),
        ("(This message was deleted)", Kind.DELETED, Flag.NONE, ""),
        ("[see](https://example.org)", Kind.TALK, Flag.NONE, "[see](https://example.org)"),
    ],
)
def test_what_stands_around_the_words_is_cut_off(body, kind, flags, words):
    chat = read(f"[2024-06-01 14:00:00] Ana: {body}\n[2024-06-01 14:01:00] Ben: (( x ))\n".encode()).chat
    assert (Kind(chat.kind[0]), Flag(int(chat.flags[0])), chat.text(0)) == (kind, flags, words)


def test_the_way_swedish_phones_write_whatsapp_is_left_to_its_own_reader():
    assert signal_markdown.looks_like(WHATSAPP_IN_SWEDEN.encode(), "chat.txt") == 0
    assert signal_markdown.looks_like(b"[2024-06-01, 14:00:00] Ana: hi\n", "chat.txt") == 0
    assert signal.looks_like(b'{"date": "soon"}', "data.json") == 0
