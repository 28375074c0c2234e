import numpy as np
import pytest

from nearward_dialogue.errors import DialogueError
from nearward_dialogue.shapes import Chat, Flag, Kind
from nearward_dialogue.sources import sources_of
from nearward_dialogue.texts import FileTexts

WORDS = b"hello|how are you?|left|good night"


def chat(**other):
    columns = {
        "time": np.array([30, 10, 20, 20]),
        "sender": np.array([0, 1, -1, 2], np.int16),
        "kind": np.array([Kind.TALK, Kind.TALK, Kind.SYSTEM, Kind.MEDIA], np.int8),
        "flags": np.array([0, Flag.EDITED, 0, 0], np.uint8),
        "offset": np.array([0, 6, 19, 24]),
        "length": np.array([5, 12, 4, 10], np.int32),
    }
    return Chat("made", ("Ana", "Ben", "Ben (work)"), texts=FileTexts(sources_of(WORDS)), **{**columns, **other})


def test_words_are_opened_where_they_stand():
    assert [chat().text(i) for i in range(4)] == ["hello", "how are you?", "left", "good night"]


def test_only_words_of_a_person_are_talk():
    assert chat().talk().tolist() == [True, True, False, False]


def test_messages_are_counted_by_person_and_kind():
    counts = chat().counts()
    assert counts.shape == (4, len(Kind))
    assert counts[0, Kind.TALK] == counts[1, Kind.TALK] == counts[2, Kind.MEDIA] == counts[3, Kind.SYSTEM] == 1
    assert counts.sum() == 4


def test_two_names_of_one_person_become_one():
    merged = chat().merged({"Ben (work)": "Ben", "Cleo": "Ana"})
    assert merged.people == ("Ana", "Ben")
    assert merged.sender.tolist() == [0, 1, -1, 1]


def test_messages_can_be_put_in_the_order_of_time_and_ties_keep_the_order_of_the_file():
    ordered = chat().in_order()
    assert ordered.time.tolist() == [10, 20, 20, 30]
    assert [ordered.text(i) for i in range(4)] == ["how are you?", "left", "good night", "hello"]
    assert ordered.in_order() is ordered


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(DialogueError, match="different lengths"):
        chat(time=np.array([1]))


def test_a_chat_in_utc_is_told_by_the_clock_of_a_zone_summer_and_winter():
    summer, winter = (int(np.datetime64(day, "s").astype(int)) for day in ("2024-07-01T12:00", "2024-01-01T12:00"))
    given = chat(time=np.array([summer, winter, winter + 899, winter + 900]), zone="UTC")
    assert (given.in_zone("Europe/Berlin").time - given.time).tolist() == [7200, 3600, 3600, 3600]
    assert (given.in_zone("Asia/Kathmandu").time - given.time).tolist() == [20_700] * 4
    assert chat().in_zone("Europe/Berlin").time.tolist() == chat().time.tolist()
    with pytest.raises(DialogueError, match="no time zone"):
        given.in_zone("Europe/Nowhere")
