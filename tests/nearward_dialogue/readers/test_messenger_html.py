import pytest

from nearward_dialogue import BrokenFile, Kind, read
from nearward_dialogue.readers import messenger_html


def page(*messages, members="Ana and Ben"):
    parts = [f"<div><div>{name}</div><div>{body}</div><div>{date}</div></div>" for name, body, date in messages]
    return f"<!DOCTYPE html><html><body><div>Participants: {members}</div>{''.join(parts)}</body></html>".encode()


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Oct 19, 2019, 2:37 PM", 14),
        ("Oct 19, 2019 at 2:37 PM", 14),
        ("19 Oct 2019, 14:37", 14),
        ("October 19, 2019 12:37\u202fAM", 0),
        ("Oct 19, 2019, 12:37:00 pm", 12),
    ],
)
def test_a_date_in_english_ends_a_message(written, hour):
    chat = read(page(("Ana", "ping", written))).chat
    assert chat.time.tolist() == [1571443200 + hour * 3600 + 37 * 60]
    assert chat.text(0) == "ping"


def test_somebody_who_is_no_member_is_a_bad_line():
    reading = read(page(("Cleo", "hi", "19 Oct 2019, 14:37"), ("Ben", "ho", "19 Oct 2019, 14:38")))
    assert (len(reading.chat), reading.bad_lines) == (1, 1)


def test_pictures_and_what_was_taken_back_are_no_talk():
    chat = read(
        page(("Ana", '<img src="a">', "19 Oct 2019, 14:37"), ("Ana", "Ana unsent a message", "19 Oct 2019, 14:38"))
    ).chat
    assert [Kind(kind) for kind in chat.kind] == [Kind.MEDIA, Kind.DELETED]


def test_a_page_in_another_language_is_not_taken():
    assert messenger_html.looks_like(page(("Ana", "ping", "19. Oktober 2019 um 14:37")), "message_1.html") == 0


def test_a_page_of_nothing_but_dates_is_given_up(monkeypatch):
    monkeypatch.setattr(messenger_html, "HARDLY", 3)
    with pytest.raises(BrokenFile, match="dates"):
        read(b"<html>Participants: a<" + b">a<>1 Jan 2024 00:00<" * 9)
