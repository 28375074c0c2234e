"""Whatever is done to an export, a reader gives a chat whose words can be opened, or says what is wrong."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nearward_dialogue import DialogueError
from nearward_dialogue.readers import load
from nearward_dialogue.reading import read_any
from nearward_dialogue.shapes import Ask
from nearward_dialogue.sources import sources_of

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = {
    "discord": "discord/dm.json",
    "imessage": "imessage/chat.sql",
    "imessage_text": "imessage_text/ben.txt",
    "instagram": "instagram/message_1.json",
    "messenger": "messenger_encrypted/Ben_3.json",
    "messenger_html": "messenger_html/message_1.html",
    "signal": "signal/Ben/data.json",
    "signal_html": "signal_html/index.html",
    "signal_markdown": "signal_markdown/Ben/chat.md",
    "spreadsheet": "csv/chat.csv",
    "telegram": "telegram/result.json",
    "telegram_html": "telegram_html/messages.html",
}
NASTY = [
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    rb"\ud83d",
    b'"',
    b"\\",
    b"[",
    b"}",
    b"<",
    b"&#99999999999;",
    b"\r\n",
    b"\xe2\x80\xae",
]
NASTY += [
    b"[" * 3000,
    b"9" * 400,
    b"-1",
    b"null",
    b"1e999",
    b'"messages":[',
    b'{"messages":[{}]},',
    b"<div",
    b"\xef\xbb\xbf",
]
CHANGE = st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(NASTY) | st.binary(max_size=6))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Each sample as bytes; the database is made from its statements."""
    path = tmp_path_factory.mktemp("made") / "chat.db"
    made = sqlite3.connect(path)
    made.executescript((SAMPLES / FILES["imessage"]).read_text())
    made.close()
    return {
        name: path.read_bytes() if name == "imessage" else (SAMPLES / file).read_bytes() for name, file in FILES.items()
    }


def opened(reading):
    chat = reading.chat
    assert reading.bad_lines >= len(reading.bad)
    return [chat.text(i) for i in range(len(chat))]


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGE, min_size=1, max_size=4), keep=st.none() | st.floats(0, 1))
def test_a_damaged_export_is_read_or_refused_in_words(whole, name, changes, keep):
    raw = bytearray(whole[name])
    for place, length, noise in changes:
        at = int(place * len(raw))
        raw[at : at + length] = noise
    raw = bytes(raw[: int(keep * len(raw))] if keep is not None else raw)
    for read in (lambda: load(name).read(sources_of(raw, "export"), Ask()), lambda: read_any(raw, Ask())):
        try:
            assert all(isinstance(text, str) for text in opened(read()))
        except DialogueError as error:
            assert str(error)  # noqa: PT017  # a clear refusal is as good as a chat


@pytest.mark.parametrize("name", FILES)
def test_no_reader_takes_the_sample_of_another_for_its_own(whole, name):
    sure = {each: load(each).looks_like(whole[name][: 64 << 10], "export") for each in FILES}
    assert max(sure, key=sure.get) == name
    assert sorted(sure.values())[-2] < sure[name]
