import numpy as np
import pytest

from nearward_dialogue.errors import TooLarge
from nearward_dialogue.readers._whatsapp_layout import words_of
from nearward_dialogue.readers._whatsapp_senders import MOST_FORMS, MOST_PEOPLE, Senders


def found(senders, *lines):
    raw = [line.encode() for line in lines]
    at = np.cumsum([0, *(len(line) + 1 for line in raw)])[:-1]
    buffer = np.frombuffer(b"\n".join(raw) + bytes(600), np.uint8)
    sender, start = senders.find(buffer, words_of(buffer), at, 0)
    told = [line[begin:].decode() for line, begin in zip(raw, start - at, strict=True)]
    return [senders.people[one] if one >= 0 else None for one in sender], told


def test_names_are_learned_and_words_begin_behind_them():
    names, words = found(Senders(), "Ana: hi", "Ben: a: b", "Ana:", "Ana left", "~\u202fAna: yes", "\u200eBen: no")
    assert names == ["Ana", "Ben", "Ana", None, "Ana", "Ben"]
    assert words == ["hi", "a: b", "", "Ana left", "yes", "no"]


def test_a_name_that_begins_like_another_is_another():
    names, _ = found(Senders(), "Ana: a", "Ana María: b", "Ana: c", "An: d")
    assert names == ["Ana", "Ana María", "Ana", "An"]


def test_what_whatsapp_writes_is_nobodys_even_with_a_colon():
    line = "Messages and calls are end-to-end encrypted: tap"
    assert found(Senders(), "Ana: hi", line, "One thing. And: another") == (
        ["Ana", None, None],
        ["hi", line, "One thing. And: another"],
    )


def test_more_names_than_are_looked_for_at_once_are_still_told_apart():
    lines = [f"Person {i % (MOST_FORMS * 3)}: {i}" for i in range(200)]
    names, words = found(Senders(), *lines)
    assert [f"{name}: {word}" for name, word in zip(names, words, strict=True)] == lines


def test_thousands_of_names_are_no_chat():
    with pytest.raises(TooLarge, match="people"):
        found(Senders(), *(f"P{i}: x" for i in range(MOST_PEOPLE + 1)))
