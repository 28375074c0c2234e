"""Every sample of every format that is not WhatsApp's reads as somebody who looked at it would read it."""

import io
import json
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nearward_dialogue import Flag, Kind
from nearward_dialogue.reading import read_any
from nearward_dialogue.shapes import Ask

SAMPLES = Path(__file__).parents[2] / "samples"
GIVEN = {
    "csv": "chat.csv",
    "discord": "dm.json",
    "imessage": "chat.sql",
    "imessage_text": "ben.txt",
    "instagram": "message_1.json",
    "messenger": "inbox",
    "messenger_encrypted": "Ben_3.json",
    "messenger_html": "message_1.html",
    "signal": "Ben",
    "signal_html": "index.html",
    "signal_markdown": "Ben",
    "telegram": "result.json",
    "telegram_account": "result.json",
    "telegram_html": ".",
}
CHOSEN = {"imessage": "+49000000001", "telegram_account": "Ben"}
ALONE = sorted(name for name in GIVEN if name not in {"messenger", "signal", "signal_markdown", "telegram_html"})


@pytest.fixture
def given(request, tmp_path):
    """The path of a sample; the database is made from its statements."""
    path = SAMPLES / request.param / GIVEN[request.param]
    if path.suffix != ".sql":
        return path
    made = sqlite3.connect(tmp_path / "chat.db")
    made.executescript(path.read_text())
    made.close()
    return tmp_path / "chat.db"


def expected(name):
    return json.loads((SAMPLES / name / "expected.json").read_text())


def ask(name):
    return Ask(chat=CHOSEN.get(name))


def plain(reading):
    chat = reading.chat
    return {
        "source": chat.source,
        "people": list(chat.people),
        "zone": chat.zone,
        "order": reading.dates.order,
        "messages": [
            [
                datetime.fromtimestamp(int(chat.time[i]), UTC).strftime("%Y-%m-%dT%H:%M:%S"),
                chat.people[chat.sender[i]] if chat.sender[i] >= 0 else None,
                Kind(chat.kind[i]).name,
                [flag.name for flag in Flag if flag and int(chat.flags[i]) & flag],
                chat.text(i),
            ]
            for i in range(len(chat))
        ],
        "bad": [[bad.line, bad.reason] for bad in reading.bad],
    }


@pytest.mark.parametrize(("name", "given"), [(name, name) for name in GIVEN], indirect=["given"])
def test_a_sample_reads_as_a_person_would_read_it(name, given):
    assert plain(read_any(given, ask(name))) == expected(name)


@pytest.mark.parametrize(("name", "given"), [(name, name) for name in ALONE], indirect=["given"])
def test_a_sample_is_known_by_its_content_whatever_it_is_called(name, given):
    assert plain(read_any(given.read_bytes(), ask(name), "download (3)")) == expected(name)


@pytest.mark.parametrize(("name", "given"), [(name, name) for name in GIVEN], indirect=["given"])
def test_a_sample_reads_the_same_from_a_zip(name, given):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if path.is_file() and path.name != "expected.json":
                archive.write(path, path.relative_to(given.parent).as_posix())
        archive.writestr("photos/1.jpg", b"\xff\xd8\xff")
    assert plain(read_any(packed.getvalue(), ask(name), "export.zip")) == expected(name)


@pytest.mark.parametrize(("name", "given"), [(name, name) for name in GIVEN], indirect=["given"])
def test_many_messages_at_once_are_the_same_words_as_one_by_one(name, given):
    chat = read_any(given, ask(name)).chat
    buffer, start, end = chat.texts.gather(chat.offset, chat.length)
    at_once = [bytes(buffer[a:b]).decode() for a, b in zip(start, end, strict=True)]
    assert at_once == [chat.text(i) for i in range(len(chat))]


@pytest.mark.parametrize(("name", "given"), [(name, name) for name in ALONE if name != "imessage"], indirect=["given"])
def test_every_span_lies_within_the_file_and_holds_the_words(name, given):
    raw = given.read_bytes()
    chat = read_any(given, ask(name)).chat
    for i in range(len(chat)):
        span = raw[chat.offset[i] : chat.offset[i] + chat.length[i]]
        assert len(span) == chat.length[i]
        assert chat.texts.decode(span) == chat.text(i)
