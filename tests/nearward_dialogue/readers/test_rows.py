import pytest

from nearward_dialogue import Kind, NoMessages, SeveralChats, TooLarge
from nearward_dialogue.readers._conversations import Conversation, chosen
from nearward_dialogue.readers._rows import MOST_PEOPLE, Rows
from nearward_dialogue.readers._times import iso_seconds, whole_seconds
from nearward_dialogue.shapes import Ask


def rows(*times, who="Ana"):
    made = Rows()
    for at in times:
        made.add(at, made.who(who), Kind.TALK, 0, (at, 1))
    return made


def test_a_file_from_new_to_old_is_turned_round(made):
    texts = made([]).texts
    assert rows(9, 9, 7, 5, 6, 1).chat("x", texts).time.tolist() == [1, 6, 5, 7, 9, 9]
    assert rows(1, 5, 4, 9).chat("x", texts).time.tolist() == [1, 5, 4, 9]


def test_people_are_told_apart_by_key_and_called_by_their_latest_name(made):
    mixed = Rows()
    for key, name in [("1", "Ben"), ("2", "Ben"), ("1", "Benjamin"), ("3", "Ben"), ("2", "")]:
        mixed.who(key, name)
    assert mixed.chat("x", made([]).texts).people == ("Benjamin", "Ben", "Ben (2)")


def test_more_people_than_in_any_chat_are_refused():
    crowd = Rows()
    for number in range(MOST_PEOPLE):
        crowd.who(str(number))
    with pytest.raises(TooLarge, match="people"):
        crowd.who("one more")


def test_parts_of_one_conversation_are_put_together_by_person(made):
    first, second = rows(1, who="Ana"), rows(2, who="Ben")
    second.add(3, second.who("Ana"), Kind.TALK, 0, (3, 1))
    second.add(4, -1, Kind.SYSTEM, 0, (4, 1))
    second.refuse(7, "why")
    first.extend(second)
    chat = first.chat("x", made([]).texts)
    assert (chat.people, chat.sender.tolist(), chat.time.tolist()) == (("Ana", "Ben"), [0, 1, 0, -1], [1, 2, 3, 4])
    assert (first.bad_count, first.bad[0].line) == (1, 7)


def test_the_only_conversation_of_two_is_taken():
    both = Conversation("Ben", rows(1, 2))
    assert chosen([Conversation("Us all", rows(1), of_two=False), both, Conversation("Nobody", rows())], Ask()) is both


def test_several_conversations_are_asked_about_by_name_and_number():
    found = [Conversation("Ben", rows(1, 2)), Conversation("Ben", rows(3)), Conversation("All", rows(4), of_two=False)]
    with pytest.raises(SeveralChats) as asked:
        chosen(found, Ask())
    assert asked.value.choices == (("Ben", 2), ("Ben (2)", 1))
    assert chosen(found, Ask(chat="Ben (2)")) is found[1]
    assert chosen(found, Ask(chat="All")) is found[2]


def test_a_file_without_messages_is_said_to_be_empty():
    with pytest.raises(NoMessages):
        chosen([Conversation("Ben", rows())], Ask())


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1970-01-01T00:01:00", 60),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1969-12-31T23:59:59.5", -1),
        ("soon", None),
        ("", None),
    ],
)
def test_iso_times_are_seconds(written, seconds):
    assert iso_seconds(written) == seconds


@pytest.mark.parametrize(
    ("value", "parts", "seconds"),
    [
        ("12", 1, 12),
        (1999, 1000, 1),
        ("x", 1, None),
        (10**30, 1, None),
        (float("inf"), 1, None),
        (float("nan"), 1, None),
    ],
)
def test_counted_times_are_seconds_within_the_calendar(value, parts, seconds):
    assert whole_seconds(value, parts) == seconds
