import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward_dialogue import BrokenFile, TooLarge
from nearward_dialogue.readers import _json_entries
from nearward_dialogue.readers._json_entries import Entries
from nearward_dialogue.sources import Source

ANY = st.text(alphabet='ab"\\{}[]é,: ', max_size=6)
ENTRY = st.dictionaries(ANY, st.integers() | ANY | st.lists(ANY, max_size=2), max_size=3)
THREAD = st.fixed_dictionaries(
    {"name": ANY, "messages": st.lists(ENTRY, max_size=5), "tail": st.lists(ANY, max_size=2)}
)


def source(text):
    return Source("export.json", len(text), lambda: io.BytesIO(text))


def entries(text, key=b"messages"):
    found, walk = {}, Entries(source(text), key)
    for batch in walk:
        for number, (start, end) in enumerate(zip(batch.starts, batch.ends, strict=True), batch.first):
            piece = batch.text[start:end]
            assert text[batch.base + start : batch.base + end] == piece
            assert len(found.setdefault(batch.array, [])) == number
            found[batch.array].append(json.loads(piece))
    return found, walk.skeleton


@settings(max_examples=60)
@given(st.lists(THREAD, max_size=3), st.integers(16, 60), st.sampled_from([None, 1]))
def test_the_entries_are_those_that_json_itself_finds(threads, size, indent):
    text = json.dumps({"chats": {"list": threads}}, indent=indent).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_json_entries, "BLOCK", size)
        found, skeleton = entries(text)
    assert [found.get(k, []) for k in range(len(threads))] == [thread["messages"] for thread in threads]
    around = json.loads(skeleton)["chats"]["list"]
    assert [thread["messages"] for thread in around] == [[k] for k in range(len(threads))]
    assert [thread["tail"] for thread in around] == [thread["tail"] for thread in threads]


@settings(max_examples=30)
@given(st.lists(ENTRY, max_size=6), st.integers(1, 60))
def test_objects_one_after_another_are_entries_too(wanted, size):
    text = b"".join(json.dumps(each).encode() + b"\n" for each in wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_json_entries, "BLOCK", size)
        assert entries(text, b"")[0].get(0, []) == wanted


def test_the_word_messages_inside_a_text_begins_nothing():
    text = rb'{"title": "\"messages\": [{}]", "list": ["messages", []], "messages": [{"a": "\"messages\": [1]"}]}'
    assert entries(text)[0] == {0: [{"a": '"messages": [1]'}]}


def test_an_entry_longer_than_any_message_is_refused(monkeypatch):
    monkeypatch.setattr(_json_entries, "MOST_OF_ONE", 1000)
    monkeypatch.setattr(_json_entries, "BLOCK", 100)
    with pytest.raises(TooLarge, match="entry 2"):
        entries(b'{"messages": [{}, {"a": "' + b"x" * 2000 + b'"}]}')


def test_more_around_the_messages_than_in_any_chat_is_refused(monkeypatch):
    monkeypatch.setattr(_json_entries, "MOST_OUTSIDE", 1000)
    with pytest.raises(TooLarge, match="around"):
        entries(b'{"a": "' + b"x" * 2000 + b'", "messages": []}')


def test_more_lists_around_the_messages_than_in_any_chat_are_refused(monkeypatch):
    monkeypatch.setattr(_json_entries, "MOST_LISTS_OUTSIDE", 10)
    with pytest.raises(BrokenFile, match="lists"):
        entries(b'{"a": [' + b"[]," * 20 + b'[]], "messages": []}')


def test_something_that_is_no_entry_is_noticed():
    walk = list(Entries(source(b'{"messages": [1, {}, {}]}')))
    assert walk[0].stray
    walk = list(Entries(source(b'{"messages": [{}, 7]}')))
    assert walk[-1].stray
    assert not len(walk[-1].starts)
