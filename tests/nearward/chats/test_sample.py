import random
from datetime import UTC, datetime

from nearward.chats.sample import sample_chat
from nearward_dialogue import read

LAST = datetime(2026, 3, 11, tzinfo=UTC)


def test_the_made_up_chat_is_read_without_a_question():
    text = sample_chat(LAST, random.Random(3))
    reading = read(text.encode())
    assert set(reading.chat.people) == {"Ana", "Ben"}
    assert reading.bad_lines == 0
    assert len(reading.chat) == text.count("\n") > 2_000


def test_the_same_chance_makes_the_same_chat():
    assert sample_chat(LAST, random.Random(3)) == sample_chat(LAST, random.Random(3))
