"""Made exports in JSON are read as a slow reader reads them: `json_twin` sees a dictionary a message."""

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nearward_dialogue.readers import json_twin

from nearward_dialogue import Kind
from nearward_dialogue.readers import load
from nearward_dialogue.shapes import Ask
from nearward_dialogue.sources import sources_of

WORDS = st.lists(
    st.sampled_from(["hello", ' "quoted"', "\\", "{[", "]}", "\n", "café", "🙈", "привет", ", ", "\t", "x" * 300, " "]),
    max_size=6,
).map("".join)
SAID = st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(["Ana", "Ben 🌱"]), WORDS), min_size=1, max_size=30)
STYLE = st.sampled_from([(True, None), (False, None), (True, 1), (False, 2)])


def as_telegram(when, who, words):
    text = words if len(words) % 2 or not words.strip() else [words[:2], {"type": "bold", "text": words[2:]}]
    return {"type": "message", "date_unixtime": str(when), "from": who, "from_id": f"user{who}", "text": text}


def as_instagram(when, who, words):
    double = [text.encode().decode("latin-1") for text in (who, words)]
    return {"sender_name": double[0], "timestamp_ms": when * 1000 + 7, "content": double[1]}


def as_discord(when, who, words):
    at = datetime.fromtimestamp(when, UTC).isoformat()
    return {"type": "Default", "timestamp": at, "content": words, "author": {"id": who, "name": "x", "nickname": who}}


def as_signal(when, who, words):
    at = datetime.fromtimestamp(when, UTC).replace(tzinfo=None).isoformat()
    return {"date": at, "sender": who, "body": words, "deleted": words.startswith("\\"), "reactions": []}


FORMS = {
    "telegram": (as_telegram, {"name": "Ben", "type": "personal_chat"}),
    "instagram": (as_instagram, {"participants": [{"name": "Ana"}, {"name": "Ben"}]}),
    "discord": (as_discord, {"guild": {}, "channel": {"id": "1", "type": "DirectTextChat"}}),
    "signal": (as_signal, None),
}


@settings(max_examples=120)
@given(name=st.sampled_from(sorted(FORMS)), said=SAID, style=STYLE)
def test_a_made_export_is_read_as_the_slow_reader_reads_it(name, said, style):
    written, around = FORMS[name]
    when, messages = 1_700_000_000, []
    for more, who, words in said:
        when += more
        messages.append(written(when, who, words))
    if name == "instagram":
        messages.reverse()
    ascii_only, indent = style
    if around is None:
        raw = "".join(json.dumps(each, ensure_ascii=ascii_only) + "\n" for each in messages).encode()
    else:
        raw = json.dumps({**around, "messages": messages}, ensure_ascii=ascii_only, indent=indent).encode()
    chat = load(name).read(sources_of(raw, "export.json"), Ask()).chat
    assert len(chat) == len(said)
    found = [
        (int(chat.time[i]), chat.people[chat.sender[i]], chat.text(i))
        for i in range(len(chat))
        if chat.kind[i] == Kind.TALK
    ]
    assert found == getattr(json_twin, name)(raw)
