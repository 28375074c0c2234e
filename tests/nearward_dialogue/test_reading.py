from types import SimpleNamespace

import numpy as np
import pytest

from nearward_dialogue import readers
from nearward_dialogue.errors import GroupChat, NoMessages, UnknownFormat
from nearward_dialogue.reading import people_of, read, read_any, recognised
from nearward_dialogue.shapes import Ask, Chat, Dates, Reading
from nearward_dialogue.sources import sources_of
from nearward_dialogue.texts import FileTexts


def one_a_line(sources, ask):
    """A small format of our own: the name of a sender on each line."""
    names = sources[0].head().decode().split("\n")[1:]
    people = tuple(dict.fromkeys(names))
    size = len(names)
    columns = {"kind": np.zeros(size, np.int8), "flags": np.zeros(size, np.uint8), "length": np.zeros(size, np.int32)}
    sender = np.array([people.index(name) for name in names], np.int16)
    at = np.arange(size, dtype=np.int64)
    chat = Chat("made", people, at, sender, offset=at, texts=FileTexts(sources), **columns)
    return Reading(chat, Dates(ask.order or "ymd", "format", size))


@pytest.fixture(autouse=True)
def made(monkeypatch):
    """Two readers: one that knows the small format, and one that is less sure of everything."""
    here = {
        "made": SimpleNamespace(looks_like=lambda head, name: 0.9 * head.startswith(b"made"), read=one_a_line),
        "unsure": SimpleNamespace(looks_like=lambda head, name: 0.5 * head.startswith(b"m"), read=None),
    }
    monkeypatch.setattr(readers, "names", lambda: tuple(here))
    monkeypatch.setattr(readers, "load", here.__getitem__)


def test_the_surest_reader_takes_the_sources_that_are_its_own(tmp_path):
    (tmp_path / "a.txt").write_text("made\nAna")
    (tmp_path / "b.txt").write_text("other")
    name, sources = recognised(sources_of(tmp_path))
    assert name == "made"
    assert [source.name for source in sources] == ["a.txt"]


def test_a_file_that_nobody_knows_is_told():
    with pytest.raises(UnknownFormat):
        read(b"nothing of ours")


def test_a_chat_of_two_is_read_with_what_was_answered():
    reading = read(b"made\nAna\nBen\nAna", order="dmy")
    assert reading.dates.order == "dmy"
    assert people_of(reading.chat) == ("Ana", "Ben")


def test_a_group_is_refused_with_its_names_who_wrote_most_first():
    with pytest.raises(GroupChat) as refused:
        read(b"made\nAna\nBen\nCleo\nCleo")
    assert refused.value.people == ("Cleo", "Ana", "Ben")
    assert len(read_any(b"made\nAna\nBen\nCleo", Ask()).chat.people) == 3


def test_a_third_name_that_is_one_of_the_two_is_counted_as_that_one():
    reading = read(b"made\nAna\nBen\nBen (work)", same={"Ben (work)": "Ben"})
    assert reading.chat.people == ("Ana", "Ben")


def test_a_file_without_messages_is_told():
    with pytest.raises(NoMessages):
        read(b"made")
